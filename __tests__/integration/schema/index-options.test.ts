import {
  Check,
  Column,
  CompositeIndex,
  Exclude,
  Index,
  ManagedObject,
  PrimaryKey,
  Range,
  Registry,
  Relate,
  Table,
  Unique,
  UniqueViolationError,
  CheckViolationError,
  ExclusionViolationError,
  registry,
  sql,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { canonicalize } from "../../../lib/introspect/canonicalize";
import { introspect } from "../../../lib/introspect/introspect";
import { createSchema, diffSchemas } from "../../../lib/schema/diff";
import type {
  Index as SchemaIndex,
  Schema,
  Table as SchemaTable,
} from "../../../lib/schema/schema";
import { compileChange } from "../../../lib/sql/ddl/compile-change";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";
import { openDatabase } from "../../support/open-database";
import { index } from "../../support/schemas";

@Table("pages")
@Index(["id", "title"], { name: "i_unique", unique: true })
@Index(["title"], { name: "i_where", where: "views > 10" })
@Index(["title"], { name: "i_include", include: ["views", "site"] })
@Index({ expression: sql`lower(title) || ${"!"}` }, { name: "i_expression" })
@Index(
  [
    { column: "views", direction: "desc", nulls: "last" },
    { column: "title", nulls: "first" },
  ],
  { name: "i_order" },
)
@Index(["tags"], { name: "i_method", method: "gin" })
@Index([{ column: "title", operatorClass: "text_pattern_ops" }], {
  name: "i_class",
})
@Index(["views"], { name: "i_with", with: { fillfactor: 70 } })
@Index(["title", "views"], { name: "i_concurrently", concurrently: true })
@Unique(["title", "site"], {
  name: "u_deferred",
  deferrable: "initially deferred",
})
@Unique(["title", "views"])
@Check("views", sql`views >= ${0}`)
class Page extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "integer" }) declare views: number;
  @Column({ type: "text[]" }) declare tags: string[];
  @Relate(() => Site, { required: true }) declare site: Relate<Site>;

  static compositeIndexes = [
    ["site", "views"],
    {
      columns: ["site", { column: "title", direction: "desc" }],
      name: "i_static",
      where: "views > 3",
      include: ["tags"],
      with: { fillfactor: 80 },
    },
  ];
}

@Table("sites")
class Site extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare host: string;
  @Column() declare owner: string;
}

// Three ways to say the same: one index.
@CompositeIndex(["host", "owner"])
@Table("three_ways")
class ThreeWays extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare host: string;
  @Column() declare owner: string;
  static compositeIndexes = [["host", "owner"]];
}
registry.compositeIndex("ThreeWays", ["host", "owner"]);
registry.index(ThreeWays, "owner", { unique: true });

@Table("bookings")
@Exclude("overlap", {
  elements: [
    { column: "rooms", with: "&&" },
    { expression: "during", with: "&&" },
  ],
  where: "not cancelled",
})
@Exclude("rooms", {
  using: "spgist",
  elements: [{ column: "rooms", with: "&&" }],
  where: sql`cancelled`,
  deferrable: true,
})
class Booking extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "int4range" }) declare rooms: Range<number>;
  @Column({ type: "int4range" }) declare during: Range<number>;
  @Column() declare cancelled: boolean;
}

const pageIndexes: readonly [option: string, expected: SchemaIndex][] = [
  ["unique", index("i_unique", ["id", "title"], { unique: true })],
  ["where", index("i_where", ["title"], { where: "views > 10" })],
  ["include", index("i_include", ["title"], { include: ["views", "site_id"] })],
  ["expression", index("i_expression", ["(lower(title) || '!'::text)"])],
  [
    "direction and nulls",
    index("i_order", [
      { column: "views", direction: "desc", nulls: "last" },
      { column: "title", nulls: "first" },
    ]),
  ],
  ["method", index("i_method", ["tags"], { method: "gin" })],
  [
    "operatorClass",
    index("i_class", [{ column: "title", operatorClass: "text_pattern_ops" }]),
  ],
  ["with", index("i_with", ["views"], { with: { fillfactor: "70" } })],
  ["concurrently", index("i_concurrently", ["title", "views"])],
  [
    "those of static compositeIndexes",
    index("i_static", ["site_id", { column: "title", direction: "desc" }], {
      where: "views > 3",
      include: ["tags"],
      with: { fillfactor: "80" },
    }),
  ],
];

describeEachEngine("Indexes and constraints", (engine) => {
  let database: TestDatabase;
  let session: Database;
  let wanted: Schema;
  let found: Schema;

  beforeAll(async () => {
    database = await engine.create();
    session = await openDatabase(database.url);
    const models = new Registry([Page, Site, ThreeWays, Booking]);
    wanted = await canonicalize(session, models.toSchema());
    for (const statement of createSchema(wanted).flatMap(compileChange))
      await session.send(statement);
    found = await introspect(session);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  const tableOf = (name: string): SchemaTable | undefined =>
    found.tables.find((table) => table.name === name);

  test.each(pageIndexes)("option of an index: %s", (_, expected) => {
    const indexes = tableOf("pages")?.indexes ?? [];
    expect(indexes.find(({ name }) => name === expected.name)).toEqual(
      expected,
    );
  });

  test("they do not differ from the models afterwards", () => {
    expect(diffSchemas(found, wanted)).toEqual([]);
    expect(diffSchemas(wanted, found)).toEqual([]);
  });

  test("nullsNotDistinct, from PostgreSQL 15", async () => {
    if (session.serverVersion < 15) return;
    await session.script(`
      create table nulls (a integer, b integer);
      create unique index n on nulls (a, b) nulls not distinct;
      create unique index d on nulls (b, a)`);
    const { tables } = await introspect(session);
    await session.script("drop table nulls");
    expect(tables.find(({ name }) => name === "nulls")?.indexes).toEqual([
      index("d", ["b", "a"], { unique: true }),
      index("n", ["a", "b"], { unique: true, nullsNotDistinct: true }),
    ]);
  });

  test("what is said in three ways is one index, counted in pg_indexes", async () => {
    expect(
      await session.query(
        "select indexname as name, indexdef like '%UNIQUE%' as unique from pg_indexes where tablename = 'three_ways' order by 1",
      ),
    ).toEqual([
      { name: "idx_three_ways_host_owner", unique: false },
      { name: "idx_three_ways_owner", unique: true },
      { name: "three_ways_pkey", unique: true },
    ]);
  });

  test("constraints carry their options, and their violations their names", async () => {
    expect(tableOf("pages")?.uniques).toEqual([
      {
        name: "pages_title_views_key",
        columns: ["title", "views"],
        nullsNotDistinct: false,
        deferrable: "no",
      },
      {
        name: "u_deferred",
        columns: ["title", "site_id"],
        nullsNotDistinct: false,
        deferrable: "initially deferred",
      },
    ]);
    const element = {
      expression: undefined,
      operatorClass: undefined,
      direction: "asc",
      nulls: "last",
      operator: "&&",
    };
    expect(tableOf("bookings")?.exclusions).toEqual([
      {
        name: "bookings_overlap_excl",
        method: "gist",
        elements: [
          { ...element, column: "rooms" },
          { ...element, column: "during" },
        ],
        where: "NOT cancelled",
        deferrable: "no",
      },
      {
        name: "bookings_rooms_excl",
        method: "spgist",
        elements: [{ ...element, column: "rooms" }],
        where: "cancelled",
        deferrable: "initially immediate",
      },
    ]);
    await session.run(async () => {
      const site = await Site.create({ host: "a", owner: "b" });
      const page = { title: "t", views: 1, tags: [], site };
      await Page.create(page);
      await expect(Page.create(page)).rejects.toMatchObject({
        constructor: UniqueViolationError,
        constraint: "pages_title_views_key",
        table: "pages",
        columns: ["title", "views"],
      });
      await expect(Page.create({ ...page, views: -1 })).rejects.toMatchObject({
        constructor: CheckViolationError,
        constraint: "pages_views_check",
      });
      const booking = {
        rooms: new Range(1, 3),
        during: new Range(1, 9),
        cancelled: false,
      };
      await Booking.create(booking);
      await expect(Booking.create(booking)).rejects.toMatchObject({
        constructor: ExclusionViolationError,
        code: "EXCLUSION_VIOLATION",
        constraint: "bookings_overlap_excl",
        suggestedStatus: 409,
      });
      await Booking.create({ ...booking, rooms: new Range(3, 4) });
    });
  });

  test("a deferred unique constraint waits for the commit, and no upsert goes by it", async () => {
    await session.run(async () => {
      const site = await Site.create({ host: "c", owner: "d" });
      const page = { views: 1, tags: [], site };
      const one = await Page.create({ ...page, title: "one" });
      const two = await Page.create({ ...page, title: "two", views: 2 });
      await session.transaction(async () => {
        await one.update({ title: "two", views: 3 });
        await two.update({ title: "one" });
      });
      expect(
        await Page.where({ site }).orderBy({ id: "asc" }).pluck("title"),
      ).toEqual(["two", "one"]);
      await expect(
        Page.upsertAll([{ ...page, title: "one" }], { on: ["title", "site"] }),
      ).rejects.toThrow("title, site");
    });
  });
});
