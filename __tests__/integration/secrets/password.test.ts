import { inspect } from "node:util";
import { transaction } from "../../../lib/database/current";
import { Rollback } from "../../../lib/errors/database-error";
import {
  InvalidArgumentError,
  MissingAttributeError,
  TypeMismatchError,
} from "../../../lib/errors/query-error";
import { RecordInvalidError } from "../../../lib/errors/record-error";
import { needsRehash } from "../../../lib/model/authenticate";
import { configureSecrets } from "../../../lib/secrets/secrets";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";
import { Account, Robot, Visitor } from "../../support/secret-models";

const cheap = { N: 1024, r: 8, p: 1 };
const email = "ann@example.com";
const password = "correct horse";

describeEachEngine("secure passwords", (engine) => {
  const opened = useModels(engine, [Account, Robot, Visitor]);

  beforeAll(() => {
    configureSecrets({ passwordCost: cheap });
  });

  const digests = (): Promise<unknown> =>
    opened.database.query("select password_digest, recovery from accounts");

  async function problemsOf(run: Promise<unknown>): Promise<unknown> {
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RecordInvalidError);
    return (error as RecordInvalidError).errors;
  }

  it("keep a digest with a salt of its own, and nothing of the password", async () => {
    const one = await Account.create({ email, password });
    const two = await Account.create({ email: "bob@example.com", password });
    const form = /^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/;
    const rows = await digests();
    expect(rows).toEqual([
      {
        password_digest: expect.stringMatching(form) as string,
        recovery: null,
      },
      {
        password_digest: expect.stringMatching(form) as string,
        recovery: null,
      },
    ]);
    expect(
      new Set(
        (rows as { password_digest: string }[]).map(
          (row) => row.password_digest,
        ),
      ).size,
    ).toBe(2);
    expect(one.password).toBeUndefined();
    expect(two.isChanged).toBe(false);
  });

  it("are known by authenticate, which gives the record or false", async () => {
    const account = await Account.create({ email, password });
    expect(await account.authenticate(password)).toBe(account);
    expect(await account.authenticate("Correct horse")).toBe(false);
    expect(await account.authenticate("")).toBe(false);
    expect(await account.authenticate("x".repeat(5000))).toBe(false);
    expect(await account.authenticate(password, "recoveryPassword")).toBe(
      false,
    );
    const found = await Account.find(account.id);
    expect(await found.authenticate(password, "password")).toBe(found);
  });

  it("are asked of several passwords by name", async () => {
    const account = await Account.create({
      email,
      password,
      recoveryPassword: "spare",
    });
    expect(await account.authenticate("spare", "recoveryPassword")).toBe(
      account,
    );
    expect(await account.authenticate("spare")).toBe(false);
    await expect(
      account.authenticate("spare", "email" as never),
    ).rejects.toThrow(
      new InvalidArgumentError('Account has no password "email".'),
    );
  });

  it("log in by conditions and password, and give null when either is wrong", async () => {
    const { id } = await Account.create({ email, password });
    expect(await Account.authenticateBy({ email, password })).toMatchObject({
      id,
    });
    expect(
      await Account.authenticateBy({ email, password: "wrong" }),
    ).toBeNull();
    expect(
      await Account.authenticateBy({ email: "nobody", password }),
    ).toBeNull();
    expect(
      await Account.authenticateBy({ email, recoveryPassword: "none" }),
    ).toBeNull();
    await expect(Account.authenticateBy({ email })).rejects.toThrow(
      "Account.authenticateBy takes one password, as a text.",
    );
    await expect(Account.authenticateBy({ password })).rejects.toThrow(
      "Account.authenticateBy does not say whose password it is.",
    );
  });

  it("must be there when a record is made", async () => {
    expect(await problemsOf(new Account().save())).toEqual([
      {
        property: "password",
        constraint: "presence",
        message: "password must be given",
      },
    ]);
    await problemsOf(Account.create({ email, password: "" }));
    expect(await Account.count()).toBe(0);
  });

  it("are confirmed when a confirmation is given, and not when it is null", async () => {
    const differs = {
      property: "passwordConfirmation",
      constraint: "confirmation",
      message: "passwordConfirmation differs from password",
    };
    expect(
      await problemsOf(
        Account.create({ email, password, passwordConfirmation: "other" }),
      ),
    ).toEqual([differs]);
    expect(
      await problemsOf(
        Account.create({ email, password, passwordConfirmation: "" }),
      ),
    ).toEqual([differs]);
    const account = await Account.create({
      email,
      password,
      passwordConfirmation: password,
    });
    await account.update({ password: "new", passwordConfirmation: null });
    expect(await account.authenticate("new")).toBe(account);
    await account.update({ name: "Ann", passwordConfirmation: "leftover" });
  });

  it("are texts, and log in by values and no conditions", async () => {
    const account = await Account.create({ email, password });
    for (const text of [undefined, null, 5, { length: 3 }])
      await expect(account.authenticate(text as never)).rejects.toThrow(
        TypeMismatchError,
      );
    for (const wrong of [{ ne: "" }, [email]])
      await expect(
        Account.authenticateBy({ email: wrong, password } as never),
      ).rejects.toThrow(
        new TypeMismatchError(
          "email of Account.authenticateBy",
          "one value",
          Array.isArray(wrong) ? "an array" : "an object",
        ).message,
      );
  });

  it("are wrong where the digest is none", async () => {
    const account = await Account.create({ email, password });
    for (const digest of [
      "",
      "plain",
      "scrypt$3$8$1$AAAA$AAAA",
      "scrypt$99999999999999$8$1$AAAA$AAAA",
    ]) {
      await opened.database.query("update accounts set password_digest = $1", [
        digest,
      ]);
      await account.reload();
      expect(await account.authenticate(password)).toBe(false);
      expect(needsRehash(account)).toBe(true);
    }
  });

  it("have at most 1024 bytes, which are fewer characters where those take several", async () => {
    const long = {
      property: "password",
      constraint: "maxBytes",
      message: "password takes at most 1024 bytes",
    };
    expect(
      await problemsOf(Account.create({ email, password: "é".repeat(513) })),
    ).toEqual([long]);
    const account = await Account.create({ email, password: "é".repeat(512) });
    expect(await account.authenticate("é".repeat(512))).toBe(account);
    // bcrypt would take these for the same.
    await account.update({ password: `${"x".repeat(72)}1` });
    expect(await account.authenticate(`${"x".repeat(72)}2`)).toBe(false);
  });

  it("are left alone by an empty text, and taken away by null", async () => {
    const account = await Account.create({
      email,
      password,
      recoveryPassword: "spare",
    });
    account.password = "";
    account.recoveryPassword = "";
    expect(account.isChanged).toBe(false);
    account.recoveryPassword = null;
    expect(account.isChanged).toBe(true);
    await account.save();
    expect(await digests()).toEqual([
      { password_digest: expect.any(String) as string, recovery: null },
    ]);
    expect(
      await problemsOf(account.update({ password: null as never })),
    ).toMatchObject([{ constraint: "presence" }]);
    await account.reload();
    expect(await account.authenticate(password)).toBe(account);
  });

  it("are changes until they are saved or forgotten by reload", async () => {
    const account = await Account.create({ email, password });
    account.password = "new";
    expect(account.isChanged).toBe(true);
    expect(account.password).toBe("new");
    expect(await account.authenticate(password)).toBe(account);
    await account.reload();
    expect(account.isChanged).toBe(false);
    expect(account.password).toBeUndefined();
    account.password = "new";
    await account.save();
    expect(account.isChanged).toBe(false);
    expect(await account.authenticate("new")).toBe(account);
  });

  it("are hashed again by no second save of a record that could not be saved", async () => {
    await Account.create({ email, password });
    const second = new Account();
    second.email = email;
    second.password = "another";
    await expect(second.save()).rejects.toThrow("accounts_email_key");
    expect(second.password).toBe("another");
    second.email = "bob@example.com";
    await second.save();
    expect(await second.authenticate("another")).toBe(second);
  });

  it("are still to be saved after a rollback", async () => {
    const account = new Account();
    account.email = email;
    account.password = password;
    await transaction(async () => {
      await account.save();
      throw new Rollback();
    }).catch(() => undefined);
    expect(account.isNew).toBe(true);
    await account.save();
    expect(await account.authenticate(password)).toBe(account);
  });

  it("are nowhere to be seen", async () => {
    const account = await Account.create({ email, password });
    account.password = "new password";
    const seen = [
      JSON.stringify(account),
      inspect(account),
      JSON.stringify({ ...account.changes }),
      JSON.stringify(Object.keys(account.toJSON())),
    ].join("\n");
    expect(seen).not.toMatch(/password"|new password|scrypt/);
    await account.save();
    expect(JSON.stringify(account.toJSON())).not.toContain("scrypt");
    expect(inspect(account)).not.toContain("scrypt");
  });

  it("tell when they were hashed at another cost", async () => {
    const account = await Account.create({ email, password });
    expect(needsRehash(account, "password")).toBe(false);
    configureSecrets({ passwordCost: { N: 2048, r: 8, p: 1 } });
    try {
      expect(needsRehash(account, "password")).toBe(true);
      expect(await account.authenticate(password, "password")).toBe(account);
      await account.update({ password });
      expect(needsRehash(account, "password")).toBe(false);
    } finally {
      configureSecrets({ passwordCost: cheap });
    }
  });

  it("can be set by a hook", async () => {
    const robot = new Robot();
    await robot.save();
    expect(robot.isChanged).toBe(false);
    expect(await robot.authenticate("made by a hook")).toBe(robot);
  });

  it("are hashed whatever a compiler makes of the field", async () => {
    const visitor = await Visitor.create({ password });
    expect(await visitor.authenticate(password)).toBe(visitor);
    await expect(
      Visitor.create({ password, passwordConfirmation: "other" } as never),
    ).rejects.toThrow("passwordConfirmation differs from password");
  });

  it("are refused by statements over many rows, and when they are no texts", async () => {
    await expect(Account.insertAll([{ email, password }])).rejects.toThrow(
      "Account.password is hashed when a record is saved, and no statement over many rows can write it.",
    );
    await expect(
      Account.create({ email, password: 12_345 as never }),
    ).rejects.toThrow(TypeMismatchError);
    await expect(
      Account.create({ email, password, passwordConfirmation: 1 as never }),
    ).rejects.toThrow("Account.passwordConfirmation takes a text or null");
  });

  it("are not guessed when the digest was not selected", async () => {
    await Account.create({ email, password });
    const [row] = await Account.select("id", "email");
    expect(row).toEqual({ id: 1, email });
    const account = await Account.find(1);
    Reflect.deleteProperty(account, "passwordDigest");
    await expect(account.authenticate(password, "password")).rejects.toThrow(
      MissingAttributeError,
    );
  });
});
