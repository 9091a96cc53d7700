import {
  Column,
  CreatedAt,
  Generated,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  Table,
  sql,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { introspect } from "../../../lib/introspect/introspect";
import { canonicalize } from "../../../lib/introspect/canonicalize";
import { createSchema, diffSchemas } from "../../../lib/schema/diff";
import type {
  Column as SchemaColumn,
  Schema,
} from "../../../lib/schema/schema";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { sayNothingToSee } from "../../support/cannot-run";

@Table({ name: "everything", comment: "One column an option" })
class Everything extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare plain: string;
  @Column({ type: "smallint" }) declare typed: number;
  @Column({ type: "text", nullable: true }) declare nullable: string | null;
  @Column({ unique: true }) declare unique: string;
  @Column({ unique: true, indexed: true }) declare both: string;
  @Column({ indexed: true }) declare indexed: string;
  @Column({ indexed: "by_name" }) declare indexedByName: string;
  @Column({ indexed: { unique: true, method: "btree" } })
  declare indexedWith: string;
  @Column({ default: "writer" }) declare defaultValue: string;
  @Column({ default: sql`CURRENT_TIMESTAMP` }) declare defaultSql: Date;
  @Column({ length: 5 }) declare length: string;
  @Column({ type: "numeric", precision: 10, scale: 2 })
  declare numeric: string;
  @Column({ type: "text", array: true }) declare list: string[];
  @Column({ type: "varchar", length: 3, array: true, nullable: true })
  declare shortList: string[] | null;
  @Column({ enum: ["a", "b"] }) declare enum: "a" | "b";
  @Column({ name: "Other Name" }) declare named: string;
  @Column({ comment: "it's said" }) declare commented: string;
  @Column({ type: "integer", check: "checked > 0" }) declare checked: number;
  @Column({ collate: "C" }) declare collated: string;
  @Column({ type: "varchar", length: 9, collate: "POSIX", default: "x" })
  declare collatedShort: string;
  @Column({ type: "text", array: true, collate: "C" })
  declare collatedList: string[];
  @Column({ type: "integer", generatedAs: "typed * 2" })
  declare readonly generatedText: number;
  @Column({
    type: "text",
    nullable: true,
    generatedAs: sql`plain || ${"!"}`,
  })
  declare readonly generatedSql: string | null;
  @CreatedAt() declare createdAt: Date;
  @Relate(() => Everything) declare parent: Relate<Everything | null>;
  declare [Generated]?: "generatedText" | "generatedSql";
}

@Table("virtual_things")
class VirtualThing extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare width: number;
  @Column({
    type: "integer",
    nullable: true,
    generatedAs: "width * 2",
    virtual: true,
  })
  declare readonly double: number | null;
  declare [Generated]?: "double";
}

describeEachEngine("An option of a column", (engine) => {
  let database: TestDatabase;
  let session: Database;
  let found: Schema;
  let wanted: Schema;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    wanted = await canonicalize(session, new Registry([Everything]).toSchema());
    for (const statement of createSchema(wanted).flatMap(compileChange))
      await session.send(statement);
    found = await introspect(session);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  const columnOf = (name: string): SchemaColumn | undefined =>
    found.tables[0]?.columns.find((column) => column.name === name);

  test.each<[option: string, column: string, Partial<SchemaColumn>]>([
    ["none", "plain", { type: "text", nullable: false, default: undefined }],
    ["type", "typed", { type: "smallint" }],
    ["nullable", "nullable", { nullable: true }],
    ["default, a value", "default_value", { default: "'writer'::text" }],
    ["default, an expression", "default_sql", { default: "CURRENT_TIMESTAMP" }],
    ["length", "length", { type: "character varying(5)" }],
    ["precision and scale", "numeric", { type: "numeric(10,2)" }],
    ["array", "list", { type: "text[]", nullable: false }],
    [
      "array of a type with length",
      "short_list",
      { type: "character varying(3)[]" },
    ],
    ["name", "Other Name", { type: "text" }],
    ["comment", "commented", { comment: "it's said" }],
    ["collate", "collated", { type: 'text COLLATE "C"' }],
    [
      "collate with length and default",
      "collated_short",
      {
        type: 'character varying(9) COLLATE "POSIX"',
        default: "'x'::character varying",
      },
    ],
    ["collate of a list", "collated_list", { type: 'text[] COLLATE "C"' }],
    [
      "generatedAs, a text",
      "generated_text",
      { generated: { expression: "typed * 2", virtual: false } },
    ],
    [
      "generatedAs, with the sql tag",
      "generated_sql",
      { generated: { expression: "plain || '!'::text", virtual: false } },
    ],
    ["of a primary key", "id", { identity: "by default" }],
  ])("%s is in the database", (_, name, expected) => {
    expect(columnOf(name)).toMatchObject(expected);
  });

  test("check and enum are checks under their names", () => {
    expect(
      found.tables[0]?.checks.map(({ name, expression }) => [name, expression]),
    ).toEqual([
      ["everything_checked_check", "checked > 0"],
      ["everything_enum_check", "enum = ANY (ARRAY['a'::text, 'b'::text])"],
    ]);
  });

  test("unique and indexed make one index each, a key of a relation one as well, and no column two", async () => {
    expect(
      await session.query(
        "select indexname as name from pg_indexes where tablename = 'everything' order by 1",
      ),
    ).toEqual(
      [
        "by_name",
        "everything_both_key",
        "everything_pkey",
        "everything_unique_key",
        "idx_everything_indexed",
        "idx_everything_indexed_with",
        "idx_everything_parent_id",
      ].map((name) => ({ name })),
    );
    expect(found.tables[0]?.uniques.map(({ name }) => name)).toEqual([
      "everything_both_key",
      "everything_unique_key",
    ]);
  });

  test("makes a database that does not differ from the model", () => {
    expect(diffSchemas(found, wanted)).toEqual([]);
    expect(diffSchemas(wanted, found)).toEqual([]);
  });

  test("virtual keeps no value in the table", async () => {
    if (session.serverVersion < 18) {
      sayNothingToSee("virtual columns come with PostgreSQL 18");
      return;
    }
    const schema = await canonicalize(
      session.serverVersion < 18 ? session : await emptied(),
      new Registry([VirtualThing]).toSchema(),
    );
    expect(schema.tables[0]?.columns[2]).toMatchObject({
      name: "double",
      generated: { expression: "width * 2", virtual: true },
    });
  });

  test("a collation that the database does not have is told with its table", async () => {
    @Table("words")
    class Word extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({ collate: "klingon" }) declare text: string;
    }
    const schema = new Registry([Word]).toSchema();
    await expect(canonicalize(await emptied(), schema)).rejects.toMatchObject({
      message:
        'PostgreSQL refuses what is declared for the table words: collation "klingon" for encoding "UTF8" does not exist',
      hint: "Correct the name in the model: the collate, method, operatorClass or type that it says.",
    });
  });

  async function emptied(): Promise<Database> {
    await session.script("drop table if exists everything");
    return session;
  }
});
