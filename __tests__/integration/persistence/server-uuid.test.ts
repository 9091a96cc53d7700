import { connect } from "../../../lib/database/current";
import type { Database } from "../../../lib/database/database";
import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { TypeMismatchError } from "../../../lib/errors/query-error";
import { ManagedObject } from "../../../lib/model/managed-object";
import { createSchema } from "../../../lib/schema/diff";
import { schemaOf } from "../../../lib/schema/from-metadata";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import type { Defaulted } from "../../../lib/typing/markers";
import { isUuidv7, uuidTimestamp } from "../../../lib/types/uuid";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

@Table()
class Visit extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7", server: true })
  declare id: string;
  @Column({ type: "integer", default: 0 }) declare count: number;
  declare [Defaulted]?: "count";
}

@Table()
class Guest extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v4", server: true })
  declare id: string;
}

@Table()
class Upload extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column() declare name: string;
}

const models = [Visit, Guest, Upload].map(({ meta }) => meta);

function statementsFor(minServerVersion: number): string[] {
  return createSchema(schemaOf(models, { minServerVersion }))
    .flatMap(compileChange)
    .map(({ text }) => text);
}

test("servers before 18 get a function, those after have their own", () => {
  const [old, now] = [statementsFor(17), statementsFor(18)].map((texts) =>
    texts.join("\n"),
  );
  expect(old).toContain('"id" uuid not null default public.arx_uuid_v7()');
  expect(old).toMatch(
    /create (or replace )?function "public"."arx_uuid_v7"\(\)/,
  );
  expect(now).toContain('"id" uuid not null default uuidv7()');
  expect(now).not.toContain("arx_uuid_v7");
  for (const text of [old, now])
    expect(text).toContain('"id" uuid not null default gen_random_uuid()');
});

describeEachEngine("UUIDs of keys", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    for (const text of statementsFor(14)) await db.query(text);
  });
  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  /** Looks at 10,000 of them: version, variant, and a time between that before and that after the call. */
  async function checkLayout(call: string, slackMs: number): Promise<void> {
    const rows = await db.query<{ before: Date; id: string; after: Date }>(
      `select clock_timestamp() as before, ${call} as id, clock_timestamp() as after from generate_series(1, 10000)`,
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(10_000);
    const wrong = rows.filter(({ before, id, after }) => {
      const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
      const ms = bytes.readUIntBE(0, 6);
      return !(
        bytes.readUInt8(6) >> 4 === 7 &&
        bytes.readUInt8(8) >> 6 === 0b10 &&
        ms >= before.getTime() - slackMs &&
        ms <= after.getTime() + slackMs &&
        ms === uuidTimestamp(id).getTime()
      );
    });
    expect(wrong).toEqual([]);
  }

  it("have the layout of RFC 9562 when the function of arx makes them, 10,000 of 10,000", async () => {
    await checkLayout("public.arx_uuid_v7()", 0);
  });

  it("have it when PostgreSQL 18 makes them", async () => {
    if (db.serverVersion < 18) return;
    // It counts on from the last one of the session, ahead of the clock.
    await checkLayout("uuidv7()", 2);
  });

  it("made in one transaction sort as they were made", async () => {
    await db.transaction(async () => {
      const ids: string[] = [];
      for (let count = 0; count < 30; count++) {
        const { id } = await Visit.create({ count });
        ids.push(id);
      }
      // The clock of PGlite counts milliseconds, those of servers a thousand times as many.
      const times =
        db.kind === "pglite" ? ids.map((id) => id.slice(0, 13)) : ids;
      expect(times).toEqual([...times].sort());
      // Not all of one time, which is what now() would give.
      expect(new Set(times).size).toBeGreaterThan(1);
    });
  });

  it("are made by the server for every way to insert, and by nobody when given", async () => {
    const visit = await Visit.create({});
    expect(isUuidv7(visit.id)).toBe(true);
    const { keys } = await Visit.insertAll([{ count: 1 }, { count: 2 }]);
    expect(keys.every(isUuidv7)).toBe(true);
    const raw = await db.one<{ id: string }>(
      "insert into visits default values returning id",
    );
    expect(isUuidv7(raw.id)).toBe(true);
    const given = "018c2b5c-8d20-7000-8000-123456789abc";
    expect((await Visit.create({ id: given })).id).toBe(given);
    const guest = await Guest.create({});
    expect(guest.id).toMatch(/^.{14}4.{4}[89ab]/);
    const upload = await Upload.create({ name: "x" });
    expect(isUuidv7(upload.id)).toBe(true);
    await expect(
      db.query("insert into uploads (name) values ('y')"),
    ).rejects.toMatchObject({ name: "NotNullViolationError" });
  });

  it("that are malformed are refused before anything is sent", async () => {
    const texts: string[] = [];
    const stop = db.on("query", ({ text }) => texts.push(text));
    for (const key of [
      "nope",
      "",
      "1; drop table visits",
      5 as never,
      null as never,
    ]) {
      await expect(Visit.find(key)).rejects.toThrow(TypeMismatchError);
      await expect(Visit.findOrNull(key)).rejects.toThrow(TypeMismatchError);
      await expect(Visit.find([key])).rejects.toThrow(TypeMismatchError);
    }
    await expect(Visit.find("nope")).rejects.toThrow(
      "Visit.id takes a UUID, not another string.",
    );
    expect(() => Visit.where({ id: "nope" })).toThrow(TypeMismatchError);
    stop();
    expect(texts).toEqual([]);
  });
});
