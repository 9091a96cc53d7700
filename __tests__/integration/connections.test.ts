import {
  Column,
  connect,
  CrossConnectionError,
  HasMany,
  ManagedObject,
  NotConnectedError,
  PrimaryKey,
  Relate,
  registry,
  sql,
  Table,
} from "arx";
import { generate } from "arx/migration";
import { runSeeds } from "arx/seed";
import type { Database } from "../../lib/database/database";
import { createTables } from "../support/create-schema";
import { describeEachEngine, engines } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { mistakesOf } from "../support/mistakes-of";

@Table("notes")
class Note extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare id: number;
  @Column({ type: "text" }) declare text: string;
}

@Table({ name: "notes", connection: "reports" })
class ReportNote extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare id: number;
  @Column({ type: "text" }) declare text: string;
  @HasMany(() => ReportLine, (line) => line.note)
  declare lines: HasMany<ReportLine>;
}

@Table({ name: "lines", connection: "reports" })
class ReportLine extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare id: number;
  @Relate(() => ReportNote, { required: true })
  declare note: Relate<ReportNote>;
}

describeEachEngine("Two connections", (engine) => {
  let made: readonly TestDatabase[];
  let main: Database;
  let reports: Database;

  beforeAll(async () => {
    made = [await engine.create(), await engine.create()];
    main = await connect({ database: made[0]?.url ?? "" });
    reports = await connect({ database: made[1]?.url ?? "", name: "reports" });
    await createTables(main, [Note]);
    await createTables(reports, [ReportNote, ReportLine]);
  });

  afterAll(async () => {
    await main.close();
    await reports.close();
    for (const database of made) await database.drop();
  });

  beforeEach(async () => {
    await main.execute("delete from notes");
    await reports.script("delete from lines; delete from notes");
  });

  const texts = async (): Promise<unknown> => ({
    main: (await main.query("select text from notes order by id")).map(
      ({ text }) => text,
    ),
    reports: (await reports.query("select text from notes order by id")).map(
      ({ text }) => text,
    ),
  });

  it("serve each its own models, whose tables may have one name", async () => {
    await Note.create({ id: 1, text: "m" });
    const note = await ReportNote.create({ id: 1, text: "r" });
    await ReportLine.insertAll([{ id: 7, note }]);
    expect(await texts()).toEqual({ main: ["m"], reports: ["r"] });
    const [found] = await ReportNote.where({ lines: { some: { id: 7 } } }).with(
      {
        lines: true,
      },
    );
    expect(found?.lines.map(({ id }) => id)).toEqual([7]);
    const line = await ReportLine.find(7);
    expect((await line.note).text).toBe("r");
    note.text = "changed";
    await note.save();
    await note.reload();
    expect(await texts()).toEqual({ main: ["m"], reports: ["changed"] });
    await line.destroy();
    await note.destroy();
    expect([await Note.count(), await ReportNote.count()]).toEqual([1, 0]);
  });

  it("let models without a connection be used on either, and bound models on their own only", async () => {
    await reports.run(() => Note.create({ id: 1, text: "said" }));
    await main.run(() => ReportNote.create({ id: 2, text: "bound" }));
    expect(await texts()).toEqual({ main: [], reports: ["said", "bound"] });
    expect(
      await main.run(() => Promise.all([Note.count(), ReportNote.count()])),
    ).toEqual([0, 2]);
    expect(
      await reports.run(() => sql`select count(*)::int as n from notes`),
    ).toEqual([{ n: 2 }]);
  });

  it("take a bound model into a transaction of its own connection, wherever that is around", async () => {
    const undone = new Error("undone");
    await expect(
      reports.transaction(async () => {
        await ReportNote.create({ id: 1, text: "r" });
        await main.transaction(async () => {
          await Note.create({ id: 1, text: "m" });
          await ReportNote.create({ id: 2, text: "r" });
          expect(await ReportNote.count()).toBe(2);
        });
        throw undone;
      }),
    ).rejects.toBe(undone);
    expect(await texts()).toEqual({ main: ["m"], reports: [] });
  });

  it("refuse to write a bound model inside a transaction that could not undo it, and let it read", async () => {
    const write = main.transaction(async () => {
      await Note.create({ id: 1, text: "m" });
      expect(await ReportNote.count()).toBe(0);
      await ReportNote.create({ id: 1, text: "r" });
    });
    await expect(write).rejects.toBeInstanceOf(CrossConnectionError);
    await expect(write).rejects.toMatchObject({
      code: "CROSS_CONNECTION",
      message:
        'ReportNote is written inside a transaction of "default", but lives on "reports": a rollback would not undo it.',
      hint: 'Put a transaction of "reports" around as well, or write ReportNote outside, or inside run() of "reports" when it may stay.',
    });
    for (const verb of [
      () => ReportNote.insertAll([{ id: 1, text: "r" }]),
      () => ReportNote.upsertAll([{ id: 1, text: "r" }], { on: ["id"] }),
    ])
      await expect(main.transaction(verb)).rejects.toMatchObject({
        code: "CROSS_CONNECTION",
      });
    expect(await texts()).toEqual({ main: [], reports: [] });
    await main.transaction(() =>
      reports.run(() => ReportNote.create({ id: 1, text: "meant" })),
    );
    expect(await texts()).toEqual({ main: [], reports: ["meant"] });
  });

  it("have each its own seeds", async () => {
    registry.seed(Note, { id: 1, text: "m" }).upsert({ conflictKey: "id" });
    registry
      .seed(ReportNote, { id: 1, text: "r" })
      .upsert({ conflictKey: "id" });
    await runSeeds(main, { force: true });
    expect(await texts()).toEqual({ main: ["m"], reports: [] });
    await runSeeds(reports, { force: true });
    expect(await texts()).toEqual({ main: ["m"], reports: ["r"] });
    await expect(
      runSeeds(main, { models: [Note, ReportNote] }),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message:
        'ReportNote is bound to the connection "reports", and these seeds run on "default".',
    });
  });
});

describe("A name of a connection", () => {
  it("is free again when the connection is closed, and was not taken when it could not be opened", async () => {
    const url = process.env["ARX_TEST_EMBEDDED_URL"] ?? "";
    const open = (database: string): Promise<Database> =>
      connect({ database, name: "reports", pool: { min: 0 } });
    await expect(Note.count()).rejects.toMatchObject({
      name: "NotConnectedError",
      message: "Note is used, but no database is connected.",
      hint: "Call connect({ database: 'pglite:memory' }) or connect({ database: 'postgres://…' }) first.",
    });
    await expect(ReportNote.count()).rejects.toBeInstanceOf(NotConnectedError);
    await expect(ReportNote.count()).rejects.toMatchObject({
      connection: "reports",
      message: 'ReportNote is used, but its connection "reports" is not open.',
      hint: "Call connect({ database: 'postgres://…', name: 'reports' }) first.",
    });
    await expect(open("postgres://u@127.0.0.1:1/d")).rejects.toMatchObject({
      code: "CONNECTION",
    });
    const [first, second] = await Promise.allSettled([open(url), open(url)]);
    expect(second).toMatchObject({
      reason: {
        name: "ConfigError",
        message: 'A connection named "reports" is open already.',
        hint: "Close it first, or give this one another name.",
      },
    });
    if (first.status === "rejected") throw first.reason;
    await first.value.close();
    await (await open(url)).close();
    await expect(connect({ database: url, name: "" })).rejects.toMatchObject({
      message: "name takes a text that is not empty.",
    });
  });
});

const [, serverEngine] = engines;

describe("PGlite and a server", () => {
  it("are used side by side", async () => {
    const made = await serverEngine?.create();
    if (made === undefined) throw new TypeError("no server");
    const main = await connect({ database: made.url, pool: { min: 0 } });
    const reports = await connect({
      database: "pglite:memory",
      name: "reports",
    });
    await createTables(main, [Note]);
    await createTables(reports, [ReportNote, ReportLine]);
    await Note.create({ id: 1, text: "on the server" });
    await ReportNote.create({ id: 1, text: "in this process" });
    const kept = [await Note.first(), await ReportNote.first()];
    expect(kept.map((note) => note?.text)).toEqual([
      "on the server",
      "in this process",
    ]);
    expect([main.kind, reports.kind]).toEqual(["postgres", "pglite"]);
    await main.close();
    await reports.close();
    await made.drop();
  });
});

describe("Models of several connections", () => {
  it("have their schemas and migrations apart", async () => {
    const tables = (connection?: string): readonly string[] =>
      registry.toSchema(connection).tables.map(({ name }) => name);
    expect([tables(), tables("reports")]).toEqual([
      ["notes"],
      ["lines", "notes"],
    ]);
    const where = { directory: "/nowhere", dryRun: true };
    const written = (await generate(where))?.sql;
    expect(written).toContain('create table "public"."notes"');
    expect(written).not.toContain("lines");
    await expect(
      generate({ ...where, connection: "nobody" }),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message: 'No model is bound to the connection "nobody".',
      hint: 'Write @Table({ connection: "nobody" }) above the models that live there.',
    });
    await expect(
      generate({ ...where, models: [ReportNote.meta] }),
    ).rejects.toMatchObject({
      message: "Every model is bound to a connection.",
      hint: 'Say which connection is meant: "reports".',
    });
    expect([Note.meta.connection, ReportNote.meta.connection]).toEqual([
      undefined,
      "reports",
    ]);
  });

  it("cannot be related, and every such relation is named", () => {
    @Table("owners")
    class Owner extends ManagedObject {
      @PrimaryKey() declare id: number;
      @HasMany(() => Visit, (visit) => visit.owner)
      declare visits: HasMany<Visit>;
    }
    @Table({ name: "visits", connection: "reports" })
    class Visit extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Relate(() => Owner, { required: true }) declare owner: Relate<Owner>;
    }
    @Table({ name: "rooms", connection: "" })
    class Room extends ManagedObject {
      @PrimaryKey() declare id: number;
    }
    expect(mistakesOf(Owner, Visit, Room)).toBe(`The models have 3 mistakes:
  Owner.visits: refers to Visit, which is bound to the connection "reports", while Owner is bound to none.
    Bind both to one connection, or keep the key in a @Column and ask by it: Visit.find(key).
  Visit.owner: refers to Owner, which is bound to none, while Visit is bound to the connection "reports".
    Bind both to one connection, or keep the key in a @Column and ask by it: Owner.find(key).
  Room: has a connection that is no name.
    Write @Table({ connection: 'reports' }) with the name given to connect({ name }).`);
  });
});
