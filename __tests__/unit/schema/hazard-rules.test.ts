import type { Change } from "../../../lib/schema/change";
import { createSchema } from "../../../lib/schema/diff";
import { stepsOf } from "../../../lib/schema/hazard-rules";
import {
  check,
  column,
  foreignKey,
  identity,
  index,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";

const cities = { schema: "public", name: "cities" };
const alter = (from: string, to: string): Change => ({
  kind: "alter column",
  table: cities,
  alteration: {
    from: column("area", from),
    to: column("area", to),
    using: undefined,
  },
});

/** What can go wrong with a change, one line a hazard. */
function hazardsOf(...changes: Change[]): string[] {
  return stepsOf(changes).flatMap(({ hazards }) =>
    hazards.map(({ kind, message }) => `${kind}: ${message}`),
  );
}

test("Nothing can go wrong when every table is new", () => {
  const everything = schema(
    table("countries", [identity()], primaryKey("countries_pkey")),
    table(
      "cities",
      [identity(), column("country_id", "bigint!"), column("name")],
      {
        ...primaryKey("cities_pkey"),
        uniques: [unique("u", ["name"])],
        checks: [check("c", "name <> ''")],
        foreignKeys: [foreignKey("f", ["country_id"], "countries(id)")],
        indexes: [index("i", ["name"], { unique: true })],
      },
    ),
  );
  expect(
    hazardsOf(...createSchema(everything), {
      kind: "add column",
      table: cities,
      column: column("area", "text!"),
    }),
  ).toEqual([]);
});

describe("Losing data", () => {
  test("needs the name of what is lost to be allowed", () => {
    const steps = stepsOf([
      { kind: "drop table", table: table("app.cities", []) },
      { kind: "drop column", table: cities, column: column("area") },
      alter("numeric", "integer"),
    ]);
    expect(
      steps.map(({ hazards }) => hazards.map(({ allow }) => allow)),
    ).toEqual([
      ["drop table app.cities"],
      ["drop column cities.area"],
      [undefined, "change column cities.area"],
    ]);
  });

  test("is said in one sentence", () => {
    expect(
      hazardsOf({ kind: "drop table", table: table("cities", []) }),
    ).toEqual(["deletes data: The table cities is deleted with every row."]);
    expect(
      hazardsOf({ kind: "drop column", table: cities, column: column("area") }),
    ).toEqual(["deletes data: Every value of cities.area is deleted."]);
  });
});

describe("A column", () => {
  const add = (...given: Parameters<typeof column>): string[] =>
    hazardsOf({ kind: "add column", table: cities, column: column(...given) });

  test("that may be empty, or has a constant default, is added safely", () => {
    expect(add("area")).toEqual([]);
    expect(add("area", "integer!", { default: "0" })).toEqual([]);
    expect(add("at", "timestamptz!", { default: "now()" })).toEqual([]);
  });

  test("that is required and has no default fails on rows", () => {
    expect(add("area", "integer!")).toEqual([
      "data dependent: cities.area is NOT NULL and has no default: adding it fails when the table has rows.",
    ]);
  });

  test.each([
    "gen_random_uuid()",
    "nextval('s'::regclass)",
    "random()",
    "uuidv7()",
    "public.arx_uuid_v7()",
    '"Tenant"."My_arx_uuid_v7"()',
  ])("that is filled by %s writes the table anew", (value) => {
    expect(add("area", "text!", { default: value })).toEqual([
      "rewrites table: cities.area is given a value of its own in every row: the whole table is written anew, and everybody waits.",
    ]);
  });

  test.each(["text", "character varying(9)", "text[]"])(
    "of %s that is sorted by other rules keeps the table, and has its indexes built anew",
    (type) => {
      const hazard =
        "blocks reads: cities.area is sorted and compared by other rules: everybody waits while the indexes it is in are built anew.";
      expect(hazardsOf(alter(type, `${type} COLLATE "C"`))).toEqual([hazard]);
      expect(
        hazardsOf(alter(`${type} COLLATE "C"`, `${type} COLLATE "de-x-icu"`)),
      ).toEqual([hazard]);
    },
  );

  test("that becomes required fails on empty values", () => {
    expect(hazardsOf(alter("text", "text!"))).toEqual([
      "data dependent: cities.area becomes NOT NULL: that fails when a row has no value, and everybody waits while the rows are read.",
    ]);
    expect(hazardsOf(alter("text!", "text"))).toEqual([]);
  });

  test.each<[from: string, to: string, kinds: string[]]>([
    ["character varying(10)", "character varying(20)", []],
    ["character varying(10)", "text", []],
    ["numeric(10,2)", "numeric(12,2)", []],
    ["timestamp(3) with time zone", "timestamp with time zone", []],
    ["cidr", "inet", []],
    ["integer", "bigint", ["rewrites table"]],
    ["numeric(10,2)", "numeric(12,4)", ["rewrites table"]],
    ["json", "jsonb", ["rewrites table"]],
    ["text", "character varying(5)", ["rewrites table", "data dependent"]],
    ["bigint", "integer", ["rewrites table", "data dependent"]],
    ["text", "integer", ["rewrites table", "data dependent"]],
    ["mood", "app.mood", ["rewrites table", "data dependent"]],
    ["numeric(10,2)", "integer", ["rewrites table", "deletes data"]],
    ["numeric(10,2)", "numeric(10,1)", ["rewrites table", "deletes data"]],
    ["double precision", "real", ["rewrites table", "deletes data"]],
    ["timestamp with time zone", "date", ["rewrites table", "deletes data"]],
    [
      "timestamp with time zone",
      "timestamp(0) with time zone",
      ["rewrites table", "deletes data"],
    ],
    ["varchar(10)", "character varying(20)", []],
    ["timestamptz(3)", "timestamp with time zone", []],
    ["char(3)", "char(3)", []],
    ["char(3)", "char(5)", ["rewrites table"]],
    ["char(5)", "char", ["rewrites table", "data dependent"]],
    ["numeric", "numeric(10,2)", ["rewrites table", "deletes data"]],
    ["numeric(10,2)", "numeric(10,3)", ["rewrites table", "data dependent"]],
    ["numeric(10,2)", "numeric", []],
    ["integer", "text", ["rewrites table"]],
    ["integer", "numeric(10,2)", ["rewrites table", "data dependent"]],
    ["integer[]", "text", ["rewrites table"]],
    ["integer[]", "integer", ["rewrites table", "data dependent"]],
    ["character varying(5)[]", "character varying(9)[]", ["rewrites table"]],
  ])("that goes from %s to %s: %j", (from, to, kinds) => {
    expect(
      stepsOf([alter(from, to)]).flatMap(({ hazards }) =>
        hazards.map(({ kind }) => kind),
      ),
    ).toEqual(kinds);
  });

  test("that is renamed breaks the program that runs", () => {
    expect(
      hazardsOf({
        kind: "rename column",
        table: cities,
        column: "area",
        to: "size",
      }),
    ).toEqual([
      "breaks running code: A program that uses cities.area fails once it is called size.",
    ]);
  });
});

test("A swap by way of a temporary name is told once", () => {
  const swap = (from: string, to: string): Change[] => [
    { kind: "rename column", table: cities, column: from, to },
    { kind: "rename table", table: { schema: "public", name: from }, to },
  ];
  expect(hazardsOf(...swap("arx_swap_a", "b"))).toEqual([]);
  expect(hazardsOf(...swap("a", "b"))).toHaveLength(2);
});

describe("Constraints and indexes on a table with rows", () => {
  test.each<[change: Change, kinds: string[]]>([
    [
      {
        kind: "create index",
        table: cities,
        index: index("i", ["a"]),
        concurrently: false,
      },
      ["blocks writes"],
    ],
    [
      {
        kind: "create index",
        table: cities,
        index: index("i", ["a"], { unique: true }),
        concurrently: false,
      },
      ["blocks writes", "data dependent"],
    ],
    [
      {
        kind: "create index",
        table: cities,
        index: index("i", ["a"]),
        concurrently: true,
      },
      [],
    ],
    [
      {
        kind: "drop index",
        table: cities,
        index: index("i", ["a"]),
        concurrently: false,
      },
      [],
    ],
    [
      {
        kind: "add constraint",
        table: cities,
        constraint: { kind: "primary key", name: "p", columns: ["a"] },
      },
      ["blocks reads", "data dependent"],
    ],
    [
      {
        kind: "add constraint",
        table: cities,
        constraint: { kind: "unique", ...unique("u", ["a"]) },
      },
      ["blocks reads", "data dependent"],
    ],
    [
      {
        kind: "add constraint",
        table: cities,
        constraint: { kind: "check", ...check("c", "a > 0") },
      },
      ["blocks reads", "data dependent"],
    ],
    [
      {
        kind: "add constraint",
        table: cities,
        constraint: { kind: "foreign key", ...foreignKey("f", ["a"], "b(a)") },
      },
      ["blocks writes", "data dependent"],
    ],
    [
      {
        kind: "drop constraint",
        table: cities,
        constraint: { kind: "check", ...check("c", "") },
      },
      [],
    ],
    [{ kind: "sql", text: "delete from cities", parameters: [] }, ["unknown"]],
  ])("%j", (change, kinds) => {
    expect(
      stepsOf([change]).flatMap(({ hazards }) =>
        hazards.map(({ kind }) => kind),
      ),
    ).toEqual(kinds);
  });
});

describe("Which tables have rows", () => {
  const rename: Change = {
    kind: "rename table",
    table: { schema: "public", name: "towns" },
    to: "cities",
  };
  const required: Change = {
    kind: "add column",
    table: cities,
    column: column("area", "text!"),
  };

  test("is followed through a rename", () => {
    expect(
      stepsOf([rename, required]).map(({ hazards }) => hazards.length),
    ).toEqual([1, 1]);
    expect(
      stepsOf([
        { kind: "create table", table: table("towns", []) },
        rename,
        required,
      ]).map(({ hazards }) => hazards.length),
    ).toEqual([0, 0, 0]);
  });

  test("can be told", () => {
    expect(
      stepsOf([required], { existingTables: [] }).map(
        ({ hazards }) => hazards.length,
      ),
    ).toEqual([0]);
    expect(
      stepsOf([required], { existingTables: [cities] }).map(
        ({ hazards }) => hazards.length,
      ),
    ).toEqual([1]);
    expect(
      stepsOf([rename, required], {
        existingTables: [{ schema: "public", name: "towns" }],
      }).map(({ hazards }) => hazards.length),
    ).toEqual([1, 1]);
  });
});
