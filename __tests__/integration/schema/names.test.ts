import {
  Column,
  Index,
  ManagedObject,
  PrimaryKey,
  Registry,
  Table,
  Unique,
} from "arx";
import type { Database } from "../../../lib/database/database";
import type { ModelClass } from "../../../lib/metadata/definition";
import { introspect } from "../../../lib/introspect/introspect";
import { schemaOf } from "../../../lib/schema/from-metadata";
import { createSchema } from "../../../lib/schema/diff";
import { reverseChanges } from "../../../lib/schema/reverse";
import type { Change } from "../../../lib/schema/change";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import { mistakesOf } from "../../support/mistakes-of";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";

/** A record whose columns no type knows. */
type Row = ManagedObject & Record<string, unknown>;

interface RowModel extends ModelClass {
  create(values: object): Promise<Row>;
  where(condition: object): PromiseLike<Row[]>;
  updateOrFail?: never;
}

/** A model with a text column under each of these names, property `c0` and so on. */
function modelOf(table: string, columns: readonly string[]): RowModel {
  class Named extends ManagedObject {}
  const decorate = (options: object, property: string): void => {
    const decorator = Column(options as { type: "text" }) as unknown as (
      target: object,
      property: string,
    ) => void;
    decorator(Named.prototype, property);
  };
  PrimaryKey()(Named.prototype as ManagedObject & { id: number }, "id");
  for (const [place, name] of columns.entries())
    decorate({ type: "text", name }, `c${String(place)}`);
  return Table({ name: table })(Named);
}

const hostile = [
  'say "hi"',
  "it's",
  "a.b",
  "a b",
  "$1",
  "%s",
  "back\\slash",
  "UPPER",
  "été",
  "名前",
  "😀",
  "line\nbreak",
  "?",
  ";drop table x;--",
];

describeEachEngine("Any name", (engine) => {
  let database: TestDatabase;
  let session: Database;
  let keywords: readonly { word: string; kind: string }[];

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    keywords = await session.query<{ word: string; kind: string }>(
      "select word, catcode as kind from pg_get_keywords() order by 1",
    );
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function apply(changes: readonly Change[]): Promise<void> {
    await session.transaction(async () => {
      for (const query of changes.flatMap(compileChange))
        await session.script(query.text);
    });
  }

  /** Makes the tables, writes, reads, changes and drops: all of it through arx. */
  async function live(models: readonly RowModel[]): Promise<void> {
    const schema = schemaOf(new Registry(models).definitions());
    const created = createSchema(schema);
    await apply(created);
    await session.run(async () => {
      for (const model of models) {
        const row = await model.create({ c0: "a" });
        await row.update({ c0: "b" });
        const found = await model.where({ c0: "b" });
        expect(found.map(({ id }) => id)).toEqual([1]);
        await row.destroy();
      }
    });
    const found = await introspect(session);
    expect(found.tables.map(({ name }) => name).sort()).toEqual(
      schema.tables.map(({ name }) => name).sort(),
    );
    const back = reverseChanges(created);
    if (!Array.isArray(back)) throw new Error("There is no way back.");
    await apply(back);
    expect((await introspect(session)).tables).toEqual([]);
  }

  test("that PostgreSQL reserves is good for a table and its column", async () => {
    // "U" is for words that mean something in some place only; they need no quotes anywhere.
    const reserved = keywords.filter(({ kind }) => kind !== "U");
    expect(reserved.map(({ word }) => word)).toEqual(
      expect.arrayContaining(["user", "order", "group", "select", "table"]),
    );
    await live(reserved.map(({ word }) => modelOf(word, [word])));
  }, 60_000);

  test("among all keywords is good for a column", async () => {
    const words = keywords.map(({ word }) => word);
    const model = modelOf("keywords", words);
    const schema = schemaOf(new Registry([model]).definitions());
    const created = createSchema(schema);
    await apply(created);
    const values = Object.fromEntries(
      words.map((word, place) => [`c${String(place)}`, word]),
    );
    await session.run(async () => {
      await model.create(values);
      const [row] = await model.where({ c0: words[0] ?? "" });
      expect(row).toMatchObject(values);
    });
    await session.script("drop table keywords");
  });

  test("with quotes, spaces or any characters is kept as it is", async () => {
    await live(hostile.map((name) => modelOf(name, [name])));
  });

  test("of 80 bytes is cut and hashed where arx makes it, always to the same and never to that of another", async () => {
    const long = "a".repeat(55);
    @Table("long_names")
    @Index([`${long}FirstOfTheTwo`, "other"] as never)
    @Index([`${long}SecondOfTheTwo`, "other"] as never)
    @Unique([`${long}FirstOfTheTwo`, "other"] as never)
    class Long extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column() declare other: string;
    }
    for (const end of ["FirstOfTheTwo", "SecondOfTheTwo"])
      (
        Column({ type: "text" }) as unknown as (
          target: object,
          property: string,
        ) => void
      )(Long.prototype, `${long}${end}`);
    const schema = schemaOf(new Registry([Long]).definitions());
    const created = createSchema(schema);
    await apply(created);
    const [table] = (await introspect(session)).tables;
    const names = [
      ...(table?.columns ?? []),
      ...(table?.indexes ?? []),
      ...(table?.uniques ?? []),
    ].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => Buffer.byteLength(name) === 63)).toHaveLength(
      5,
    );
    expect(names.toSorted()).toEqual(
      schema.tables
        .flatMap(({ columns, indexes, uniques }) => [
          ...columns,
          ...indexes,
          ...uniques,
        ])
        .map(({ name }) => name)
        .sort(),
    );
    await session.script("drop table long_names");
  });
});

test("A name with NUL, which no text of PostgreSQL can hold, is refused", () => {
  @Table("a\0b")
  class First {
    @PrimaryKey() declare id: number;
    @Column({ type: "text", name: "a\0b" })
    declare text: string;
  }
  expect(mistakesOf(First)).toBe(`The models have 2 mistakes:
  First: the name of the table holds a NUL character.
    Write a name of 1 to 63 bytes.
  First.text: the name of the column holds a NUL character.
    Write a name of 1 to 63 bytes.`);
});
