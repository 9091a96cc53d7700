import { ConfigError } from "../../../lib/errors/database-error";
import { InvalidArgumentError } from "../../../lib/errors/query-error";
import { RecordStateError } from "../../../lib/errors/record-error";
import { InvalidTokenError } from "../../../lib/errors/secret-error";
import { passwordSalt } from "../../../lib/model/authenticate";
import { cacheKey } from "../../../lib/model/cache-key";
import { enumOf } from "../../../lib/model/enum-of";
import { tokenFor } from "../../../lib/model/record-token";
import { configureSecrets } from "../../../lib/secrets/secrets";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";
import {
  Account,
  Article,
  firstKey,
  Invoice,
  secondKey,
} from "../../support/secret-models";

const passwordCost = { N: 1024, r: 8, p: 1 };

const resetPassword = tokenFor(Account, {
  purpose: "resetPassword",
  expiresIn: "15 minutes",
  state: (account) => passwordSalt(account, "password"),
});

/** Valid for a millisecond. */
const brief = tokenFor(Account, { purpose: "resetPassword", expiresIn: 1 });

/** Until a token that was just made has expired. */
async function passAMillisecond(): Promise<void> {
  const now = Date.now();
  while (Date.now() <= now + 1) await new Promise(setImmediate);
}

/** The text with one character changed, at each place in turn. */
function tamper(text: string): string[] {
  return Array.from(text, (character, index) => {
    const other = character === "A" ? "B" : "A";
    return text.slice(0, index) + other + text.slice(index + 1);
  }).filter(
    (touched, index) =>
      // The last character of base64url holds bits that nobody reads.
      touched !== text && index !== text.length - 1,
  );
}

describeEachEngine("tokens", (engine) => {
  const opened = useModels(engine, [Account, Invoice, Article]);
  let account: Account;
  beforeEach(async () => {
    configureSecrets({ signing: [firstKey], passwordCost });
    account = await Account.create({
      email: "ann@example.com",
      password: "correct horse",
    });
  });

  async function reasonOf(run: Promise<unknown>): Promise<string> {
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidTokenError);
    return (error as InvalidTokenError).reason;
  }

  describe("for a purpose", () => {
    it("give the record, until their use changes its state", async () => {
      const token = resetPassword.generate(account);
      expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
      const found = await resetPassword.find(token);
      expect(found).toMatchObject({ id: account.id });
      expect(await resetPassword.findOrFail(token)).toBeInstanceOf(Account);
      await found?.update({ name: "Ann" });
      expect(await resetPassword.find(token)).not.toBeNull();
      await found?.update({ password: "correct horse" });
      expect(await resetPassword.find(token)).toBeNull();
      expect(await reasonOf(resetPassword.findOrFail(token))).toBe("used");
    });

    it("show the key and hide the state", () => {
      const [payload = ""] = resetPassword.generate(account).split(".");
      expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual([
        ["1"],
        expect.any(Number),
        expect.stringMatching(/^[\w-]{22}$/),
      ]);
    });

    it("are null, or an error, when a character is another one or the text is none", async () => {
      const token = resetPassword.generate(account);
      const texts = [
        ...tamper(token).filter((_, index) => index % 7 === 0),
        "",
        ".",
        "made up",
        token.slice(0, -5),
        `${token}x`,
        undefined as never,
      ];
      for (const text of texts)
        expect(await resetPassword.find(text)).toBeNull();
      expect(await reasonOf(resetPassword.findOrFail("made up"))).toBe(
        "invalid",
      );
      await expect(resetPassword.findOrFail("made up")).rejects.toThrow(
        "This token of Account for resetPassword is not valid.",
      );
    });

    it("are no tokens for another purpose or model, and no signed ids", async () => {
      const purpose = "confirmEmail";
      const confirmEmail = tokenFor(Account, { purpose });
      const ofInvoice = tokenFor(Invoice, { purpose });
      await Invoice.create({ title: "1" });
      const token = confirmEmail.generate(account);
      expect(await confirmEmail.find(token)).not.toBeNull();
      expect(await resetPassword.find(token)).toBeNull();
      expect(await ofInvoice.find(token)).toBeNull();
      expect(await Account.findSigned(token, { purpose })).toBeNull();
      expect(await confirmEmail.find(account.signedId({ purpose }))).toBeNull();
    });

    it("expire, and end when their span is changed", async () => {
      const token = brief.generate(account);
      await passAMillisecond();
      expect(await brief.find(token)).toBeNull();
      expect(await reasonOf(brief.findOrFail(token))).toBe("expired");
      const shorter = tokenFor(Account, {
        purpose: "resetPassword",
        expiresIn: "10 minutes",
        state: (each) => passwordSalt(each, "password"),
      });
      const valid = resetPassword.generate(account);
      expect(await reasonOf(shorter.findOrFail(valid))).toBe("invalid");
    });

    it("are null when the record is gone", async () => {
      const token = resetPassword.generate(account);
      await account.destroy();
      expect(await resetPassword.find(token)).toBeNull();
      expect(await reasonOf(resetPassword.findOrFail(token))).toBe("missing");
    });

    it("have a state of whatever can be told from something else, and of nothing else", async () => {
      const tell = (state: () => unknown): Promise<Account | null> => {
        const first = tokenFor(Account, { purpose: "told", state });
        return first.find(first.generate(account));
      };
      const values = ["", 0, 5n, NaN, true, null, undefined, new Date(0), [{ a: 1n }]]; // prettier-ignore
      for (const value of values)
        expect(await tell(() => value)).not.toBeNull();
      const circle: unknown[] = [];
      circle.push(circle);
      const others = [new Map(), Promise.resolve(1), () => 1, Symbol("a"), circle]; // prettier-ignore
      for (const value of others)
        await expect(Promise.resolve().then(() => tell(() => value))).rejects.toThrow(InvalidArgumentError); // prettier-ignore
      expect(() =>
        tokenFor(Account, {
          purpose: "told",
          state: () => Promise.resolve(account.name),
        }).generate(account),
      ).toThrow(
        "The state of the token Account.told is an object of class Promise, of which nothing can be told.",
      );
    });

    it("are valid with former keys, and made with the first", async () => {
      const token = resetPassword.generate(account);
      configureSecrets({ signing: [secondKey, firstKey], passwordCost });
      expect(await resetPassword.find(token)).not.toBeNull();
      const newer = resetPassword.generate(account);
      configureSecrets({ signing: [secondKey], passwordCost });
      expect(await resetPassword.find(token)).toBeNull();
      expect(await resetPassword.find(newer)).not.toBeNull();
    });

    it("are of stored records, and need a key and sound options", () => {
      expect(() => resetPassword.generate(new Account())).toThrow(
        RecordStateError,
      );
      expect(() => tokenFor(Account, { purpose: "" })).toThrow(
        InvalidArgumentError,
      );
      expect(() =>
        tokenFor(Account, { purpose: "x", expiresIn: "soon" as never }),
      ).toThrow(
        'tokenFor(Account, "x") takes a span of time above zero as expiresIn.',
      );
      expect(() =>
        tokenFor(Account, { purpose: "x", expires: "1 hour" } as never),
      ).toThrow(new ConfigError("tokenFor(Account).expires is not an option."));
      expect(() => account.signedId({ expires: "1 hour" } as never)).toThrow(
        new ConfigError("Account.signedId.expires is not an option."),
      );
      configureSecrets({ passwordCost });
      expect(() => resetPassword.generate(account)).toThrow(
        new ConfigError(
          "Account.resetPassword needs a key for signing, and there is none.",
        ),
      );
    });
  });

  describe("that are signed ids", () => {
    it("give the record for the same purpose, and nothing for another", async () => {
      const text = account.signedId({ purpose: "unsubscribe" });
      const purpose = "unsubscribe";
      expect(await Account.findSigned(text, { purpose })).toMatchObject({
        id: account.id,
      });
      expect(await Account.findSigned(text)).toBeNull();
      expect(await Account.findSigned(text, { purpose: "buy" })).toBeNull();
      await Invoice.create({ title: "1" });
      expect(await Invoice.findSigned(text, { purpose })).toBeNull();
      expect(await Account.findSigned(account.signedId())).not.toBeNull();
    });

    it("are null, or an error that says why, when they are tampered with, expired or of a record that is gone", async () => {
      const text = account.signedId();
      for (const touched of tamper(text))
        expect(await Account.findSigned(touched)).toBeNull();
      expect(await reasonOf(Account.findSignedOrFail("x"))).toBe("invalid");
      const expired = account.signedId({ expiresIn: 1 });
      await passAMillisecond();
      expect(await Account.findSigned(expired)).toBeNull();
      expect(await reasonOf(Account.findSignedOrFail(expired))).toBe("expired");
      expect(await Account.findSignedOrFail(text)).toMatchObject({ id: 1 });
      await account.destroy();
      expect(await Account.findSigned(text)).toBeNull();
      await expect(Account.findSignedOrFail(text)).rejects.toThrow(
        "This signed id of Account belongs to no record any more.",
      );
    });

    it("sign keys of several columns", async () => {
      const article = await Article.create({ site: "a.b", number: 7 });
      const found = await Article.findSigned(article.signedId());
      expect(found).toMatchObject({ site: "a.b", number: 7 });
    });
  });

  describe("that name a version of a row", () => {
    it("are others after an update, and need a row", async () => {
      expect(cacheKey(account)).toBe("accounts/1");
      const invoice = await Invoice.create({ title: "1" });
      const before = cacheKey(invoice);
      expect(before).toMatch(/^invoices\/1-\d{14,}$/);
      expect(cacheKey(await Invoice.find(1))).toBe(before);
      await opened.database.query("select pg_sleep(0.001)");
      await invoice.update({ title: "2" });
      expect(cacheKey(invoice)).not.toBe(before);
      const article = await Article.create({ site: "a/b,c", number: 7 });
      expect(cacheKey(article)).toBe("articles/a%2Fb%2Cc,7");
      expect(() => cacheKey(new Invoice())).toThrow(RecordStateError);
    });
  });

  describe("that are columns", () => {
    it("are made at random, unique, and without characters that look alike", async () => {
      const tokens = new Set<string>();
      for (let index = 0; index < 50; index++)
        tokens.add(new Account().apiToken);
      expect(tokens.size).toBe(50);
      for (const token of tokens)
        expect(token).toMatch(/^[1-9A-HJ-NP-Za-km-z]{24}$/);
      await expect(
        opened.database.query(
          "insert into accounts (email, password_digest, api_token) values ('b', '', $1)",
          [account.apiToken],
        ),
      ).rejects.toThrow("accounts_api_token_key");
    });

    it("are kept by a save, made for every row of insertAll that gives none, and regenerated", async () => {
      const before = account.apiToken;
      await account.update({ name: "Ann" });
      expect((await Account.find(1)).apiToken).toBe(before);
      await account.regenerateToken("apiToken");
      expect(account.apiToken).not.toBe(before);
      expect((await Account.find(1)).apiToken).toBe(account.apiToken);
      const given = await Account.create({
        email: "b",
        password: "x",
        apiToken: "my own",
      });
      expect(given.apiToken).toBe("my own");
      await expect(account.regenerateToken("name")).rejects.toThrow(
        new InvalidArgumentError('Account has no token "name".'),
      );
    });
  });

  describe("of an enum column", () => {
    const status = enumOf(Article, "status");

    it("are listed, asked of records and of any value", () => {
      expect(status.values).toEqual(["draft", "published", "gone"]);
      const article = new Article();
      expect(status.is(article, "draft")).toBe(false);
      article.status = "draft";
      expect(status.is(article, "draft")).toBe(true);
      expect(status.is(article, "gone", "draft")).toBe(true);
      expect([
        status.has("gone"),
        status.has("lost"),
        status.has(null),
      ]).toEqual([true, false, false]);
    });

    it("are scopes, of which the negative ones hold what has no value", async () => {
      await Article.insertAll([
        { site: "a", number: 1, status: "draft" },
        { site: "a", number: 2, status: "published" },
        { site: "a", number: 3 },
      ]);
      expect(await status.where("draft").pluck("number")).toEqual([1]);
      expect(await status.where("draft", "published").count()).toBe(2);
      expect(
        await status
          .whereNot("draft")
          .orderBy({ number: "asc" })
          .pluck("number"),
      ).toEqual([2, 3]);
      expect(() => status.where("lost" as never)).toThrow(
        'Article.status takes one of "draft", "published", "gone", not another string.',
      );
      expect(() => enumOf(Article, "site" as never)).toThrow(
        "Article.site is no enum.",
      );
    });
  });
});
