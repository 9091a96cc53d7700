import { inspect } from "node:util";
import { transaction } from "../../../lib/database/current";
import { sql } from "../../../lib/database/sql";
import { ConfigError, Rollback } from "../../../lib/errors/database-error";
import { UniqueViolationError } from "../../../lib/errors/database-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../../lib/errors/query-error";
import { DecryptionError } from "../../../lib/errors/secret-error";
import { reencrypt } from "../../../lib/persistence/reencrypt";
import { configureSecrets } from "../../../lib/secrets/secrets";
import { countQueries } from "../../../lib/testing/count-queries";
import type { Where } from "../../../lib/typing/where";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";
import {
  FormerPatient,
  firstKey,
  Patient,
  secondKey,
} from "../../support/secret-models";

const sealed = /^arx1\.[\w-]{8}\.[\w-]{38,}$/;

describeEachEngine("encrypted columns", (engine) => {
  const opened = useModels(engine, [Patient, FormerPatient]);
  beforeEach(() => {
    configureSecrets({ encryption: [firstKey] });
  });

  const stored = async (
    column: string,
    table = "patients",
  ): Promise<string | null> => {
    const [row] = await opened.database.query(
      `select "${column}" from ${table}`,
    );
    return (row?.[column] ?? null) as string | null;
  };

  it("are columns of texts, whatever the field holds, and give back every value", async () => {
    const types = await opened.database.query(
      "select distinct data_type from information_schema.columns where table_name = 'patients' and column_name <> 'id'",
    );
    expect(types).toEqual([{ data_type: "text" }]);
    const values = {
      diagnosis: "Füße, 𝄞 and 'quotes' \\ \n",
      email: "ann@example.com",
      code: "A-1",
      history: { visits: ["2024-01-02"] },
      age: 41,
      allergies: ["nuts", ""],
    };
    const patient = await Patient.create(values);
    expect(patient).toMatchObject(values);
    expect(await Patient.find(patient.id)).toMatchObject(values);
    expect(await Patient.select("diagnosis", "age")).toEqual([
      { diagnosis: values.diagnosis, age: 41 },
    ]);
    for (const column of ["diagnosis", "email", "code", "history", "age"]) {
      expect(await stored(column)).toMatch(sealed);
    }
  });

  it("keep null null and encrypt the empty text", async () => {
    const patient = await Patient.create({ email: "", diagnosis: "" });
    expect(patient).toMatchObject({ email: "", diagnosis: "", code: null });
    expect(await stored("diagnosis")).toMatch(sealed);
    expect(await stored("code")).toBeNull();
    expect(await Patient.where({ diagnosis: null }).count()).toBe(0);
    expect(await Patient.where({ code: null }).count()).toBe(1);
    await patient.update({ diagnosis: null });
    expect(await stored("diagnosis")).toBeNull();
  });

  it("never give the same text twice, unless they are deterministic", async () => {
    const one = await Patient.create({
      email: "a",
      diagnosis: "flu",
      code: "x",
    });
    const two = await Patient.create({
      email: "b",
      diagnosis: "flu",
      code: "x",
    });
    const rows = await opened.database.query(
      "select count(distinct diagnosis) as random, count(distinct code) as same from patients",
    );
    expect(rows).toEqual([{ random: 2, same: 1 }]);
    expect(one.diagnosis).toBe(two.diagnosis);
  });

  it("are changed when the value is another one, not when the text is", async () => {
    const patient = await Patient.create({
      email: "ann@example.com",
      diagnosis: "flu",
      history: { visits: [] },
    });
    expect(patient.isChanged).toBe(false);
    patient.diagnosis = "flu";
    patient.email = "ANN@example.com";
    expect(patient.isChanged).toBe(false);
    patient.diagnosis = "cold";
    (patient.history?.visits as string[]).push("today");
    expect(patient.changes).toEqual({
      diagnosis: ["flu", "cold"],
      history: [{ visits: [] }, { visits: ["today"] }],
    });
    await patient.save();
    expect((await Patient.find(patient.id)).history?.visits).toEqual(["today"]);
  });

  it("are found by equality when they are deterministic", async () => {
    await Patient.insertAll([
      { email: "Ann@Example.com", code: "A", age: 41 },
      { email: "bob@example.com", code: "B", age: 42 },
      { email: "cyd@example.com" },
    ]);
    const emails = async (where: Where<Patient>): Promise<string[]> =>
      (await Patient.where(where).orderBy({ id: "asc" })).map(
        ({ email }) => email,
      );
    expect(await emails({ email: "ANN@example.COM" })).toEqual([
      "ann@example.com",
    ]);
    expect(await emails({ age: 42 })).toEqual(["bob@example.com"]);
    expect(await emails({ age: [41, 42] })).toHaveLength(2);
    expect(await emails({ age: { ne: 41 } })).toEqual([
      "bob@example.com",
      "cyd@example.com",
    ]);
    expect(await emails({ age: { notIn: [41, 42] } })).toEqual([
      "cyd@example.com",
    ]);
    expect(await emails({ age: { isNull: false } })).toHaveLength(2);
    expect(await Patient.findBy({ code: "B" })).toMatchObject({ age: 42 });
    expect(await Patient.findBy({ code: "C" })).toBeNull();
  });

  it("are unique when they are deterministic", async () => {
    await Patient.create({ email: "ann@example.com" });
    await expect(Patient.create({ email: "Ann@example.com" })).rejects.toThrow(
      UniqueViolationError,
    );
    await Patient.upsertAll([{ email: "ANN@example.com", age: 7 }], {
      on: ["email"],
    });
    expect(await Patient.findBy({ email: "ann@example.com" })).toMatchObject({
      age: 7,
    });
    expect(await Patient.count()).toBe(1);
  });

  it("are refused in conditions and orders that the database cannot answer, before any statement", () => {
    const calls: [() => unknown, string][] = [
      [
        () => Patient.where({ diagnosis: "flu" }),
        "Patient.diagnosis is encrypted so that the same value is never the same twice, and cannot be compared.",
      ],
      [
        () => Patient.where({ diagnosis: { in: ["flu"] } }),
        'Patient.diagnosis is encrypted, which has no operator "in".',
      ],
      [
        () => Patient.where({ email: { like: "a%" } }),
        'Patient.email is encrypted, which has no operator "like".',
      ],
      [
        () => Patient.where({ age: { gt: 7 } }),
        'Patient.age is encrypted, which has no operator "gt".',
      ],
      [
        () => Patient.orderBy({ email: "asc" }),
        "Patient.email is encrypted, and the database cannot sort by its values.",
      ],
    ];
    for (const [call, message] of calls) {
      expect(call).toThrow(InvalidArgumentError);
      expect(call).toThrow(message);
    }
    expect(() => Patient.where({ age: "old" as never })).toThrow(
      TypeMismatchError,
    );
  });

  it("are read with a former key, found with it, and written with the first", async () => {
    const former = await Patient.create({
      email: "ann@example.com",
      code: "A",
      diagnosis: "flu",
    });
    const before = await stored("code");
    configureSecrets({ encryption: [secondKey, firstKey] });
    const found = await Patient.findBy({ email: "ann@example.com" });
    expect(found).toMatchObject({ id: former.id, diagnosis: "flu" });
    expect(await Patient.where({ code: { ne: "A" } }).count()).toBe(0);
    expect(found?.isChanged).toBe(false);
    await Patient.create({ email: "bob@example.com", code: "A" });
    expect(await Patient.where({ code: "A" }).count()).toBe(2);
    const codes = await opened.database.query(
      "select code from patients order by id",
    );
    expect(codes[0]).toEqual({ code: before });
    expect(codes[1]).not.toEqual({ code: before });
    configureSecrets({ encryption: [secondKey] });
    expect(await Patient.where({ code: "A" }).count()).toBe(1);
  });

  it("are found as they were written formerly", async () => {
    // Patient.code was put into lower case once.
    const { id } = await Patient.create({ email: "a", code: "ab" });
    expect(await Patient.findBy({ code: "AB" })).toMatchObject({ id });
    expect(await Patient.findBy({ code: "Ab" })).toMatchObject({ id });
    await Patient.create({ email: "b", code: "AB" });
    expect(await Patient.where({ code: "AB" }).count()).toBe(2);
    expect(await Patient.where({ code: "ab" }).count()).toBe(1);
  });

  it("are an error and never garbage when the key is another one or the text was touched", async () => {
    const { id } = await Patient.create({
      email: "a",
      diagnosis: "secret flu",
    });
    const fails = async (message: string): Promise<void> => {
      const error: unknown = await Patient.find(id).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(DecryptionError);
      expect(String(error)).toBe(`DecryptionError: ${message}`);
      expect(JSON.stringify(error)).not.toContain("flu");
    };
    configureSecrets({ encryption: [secondKey] });
    await fails(
      "Patient.diagnosis was encrypted with a key that is not there.",
    );
    configureSecrets({ encryption: [firstKey] });
    const text = (await stored("diagnosis")) ?? "";
    const touched = text.slice(0, -1) + (text.endsWith("A") ? "Q" : "A");
    for (const value of [touched, text.slice(0, -4)]) {
      await opened.database.query("update patients set diagnosis = $1", [
        value,
      ]);
      await fails(
        "Patient.diagnosis holds an encrypted value that was changed or cut off.",
      );
    }
    await opened.database.query("update patients set diagnosis = 'flu'");
    await fails("Patient.diagnosis holds a value that is not encrypted.");
  });

  it("accept what is not encrypted yet where that is said, and encrypt it when it is saved", async () => {
    await opened.database.query(
      "insert into former_patients (email, diagnosis) values ('Ann@example.com', 'flu')",
    );
    const found = await FormerPatient.findBy({ email: "Ann@example.com" });
    expect(found).toMatchObject({ email: "Ann@example.com", diagnosis: "flu" });
    await found?.update({ diagnosis: "cold" });
    expect(await stored("diagnosis", "former_patients")).toMatch(sealed);
    expect(await stored("email", "former_patients")).toBe("Ann@example.com");
    await FormerPatient.create({ email: "bob@example.com" });
    expect(
      await FormerPatient.findBy({ email: "Bob@example.com" }),
    ).not.toBeNull();
  });

  it("are encrypted anew on request, and only when nobody wrote the row meanwhile", async () => {
    const patient = await Patient.create({
      email: "ann@example.com",
      diagnosis: "flu",
      code: "A",
    });
    const same = await Patient.find(patient.id);
    configureSecrets({ encryption: [secondKey, firstKey] });
    patient.code = "B";
    const { statements, result } = await countQueries(() => reencrypt(patient));
    expect(result).toBe(true);
    expect(statements.map(({ text }) => text)).toEqual([
      'update "public"."patients" set "diagnosis" = $1, "email" = $2, "code" = $3 ' +
        'where "patients"."id" = $4 and "patients"."diagnosis" = $5 and "patients"."email" = $6 and "patients"."code" = $7',
    ]);
    expect(patient.changes).toEqual({ code: ["A", "B"] });
    expect(await reencrypt(same)).toBe(false);
    configureSecrets({ encryption: [secondKey] });
    expect(await Patient.find(patient.id)).toMatchObject({
      diagnosis: "flu",
      code: "A",
    });
    expect(patient.isChanged).toBe(true);
    await expect(reencrypt(new Patient())).rejects.toThrow(
      "This Patient has no row that could be encrypted.",
    );
  });

  it("are encrypted as before when the transaction is rolled back", async () => {
    const patient = await Patient.create({ email: "a", diagnosis: "flu" });
    expect(await reencrypt(patient)).toBe(false);
    configureSecrets({ encryption: [secondKey, firstKey] });
    await transaction(async () => {
      await reencrypt(patient);
      throw new Rollback();
    }).catch(() => undefined);
    expect(patient.isChanged).toBe(false);
    expect(await reencrypt(patient)).toBe(true);
    expect(await reencrypt(patient)).toBe(false);
  });

  it("take no SQL, which the database would keep as it is", async () => {
    const patient = await Patient.create({ email: "a" });
    patient.diagnosis = sql`upper('flu')` as never;
    await expect(patient.save()).rejects.toThrow(
      "Patient.diagnosis is encrypted, and is given as SQL, which the database cannot encrypt.",
    );
    await expect(Patient.insertAll([{ email: sql`'b'` }])).rejects.toThrow(
      "Patient.email is encrypted, and is given as SQL",
    );
  });

  it("are hidden where a record is shown, and part of its JSON", async () => {
    const patient = await Patient.create({ email: "a@b.c", diagnosis: "flu" });
    expect(inspect(patient)).not.toMatch(/flu|a@b\.c/);
    expect(patient.toJSON()).toMatchObject({ diagnosis: "flu" });
  });

  it("check the value before it is encrypted", async () => {
    await expect(
      Patient.create({ email: "a", code: "x".repeat(21) }),
    ).rejects.toThrow(
      "Patient.code takes at most 20 characters, not a longer string.",
    );
  });

  it("need a key, and say how to make one", async () => {
    configureSecrets({});
    const error: unknown = await Patient.create({ email: "a" }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: "Patient.email needs a key for encryption, and there is none.",
      hint: `Call configureSecrets({ encryption: ["…"] }) or set ARX_ENCRYPTION_KEYS. This makes a key: node -p "require('node:crypto').randomBytes(32).toString('base64url')"`,
    });
    process.env["ARX_ENCRYPTION_KEYS"] = `${secondKey}, ${firstKey}`;
    try {
      configureSecrets({});
      const { id } = await Patient.create({ email: "a" });
      configureSecrets({ encryption: [secondKey] });
      expect((await Patient.find(id)).email).toBe("a");
    } finally {
      delete process.env["ARX_ENCRYPTION_KEYS"];
    }
  });
});
