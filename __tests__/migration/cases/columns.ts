import type { Column } from "../../../lib/schema/schema";
import {
  check,
  column,
  identity,
  index,
  primaryKey,
  schema,
  table,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const withColumns = (...columns: Column[]) =>
  schema(
    table(
      "things",
      [column("id", "integer!"), ...columns],
      primaryKey("things_pkey"),
    ),
  );

/** One column as it is and as it is wanted. */
function alters(
  name: string,
  from: Column,
  to: Column,
  data?: { insert: string; before?: string; after?: string },
): SchemaCase {
  return {
    name,
    from: withColumns(from),
    to: withColumns(to),
    changes: ["alter column"],
    ...(data && {
      data: {
        insert: `insert into things (id, ${from.name}) values (1, ${data.insert})`,
        before: `select ${from.name}::text from things`,
        after: `select ${to.name}::text from things`,
        values: [[data.after ?? data.insert.replaceAll("'", "")]],
      },
    }),
  };
}

const everyType = [
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "numeric(10,2)",
  "real",
  "double precision",
  "boolean",
  "text",
  "varchar",
  "varchar(20)",
  "char(3)",
  "uuid",
  "date",
  "time",
  "time(3)",
  "timetz",
  "timestamp",
  "timestamp(3)",
  "timestamptz",
  "interval",
  "json",
  "jsonb",
  "bytea",
  "inet",
  "cidr",
  "macaddr",
  "text[]",
  "integer[]",
  "numeric(6,1)[]",
  "timestamptz[]",
  "jsonb[]",
  "int4range",
  "tsvector",
  "xml",
  "point",
  "bit(3)",
  "bit varying(8)",
];

const everyDefault: readonly (readonly [type: string, value: string])[] = [
  ["integer", "5"],
  ["integer", "-5"],
  ["bigint", "9007199254740993"],
  ["numeric(10,2)", "0.00"],
  ["double precision", "0.1"],
  ["boolean", "true"],
  ["boolean", "false"],
  ["text", "'active'"],
  ["text", "''"],
  ["text", "'it''s ''q'''"],
  ["text", "E'a\\\\b\\nc'"],
  ["text", "'NULL'"],
  ["varchar(10)", "'x'"],
  ["char(2)", "'de'"],
  ["text[]", "'{}'"],
  ["text[]", `'{"a,b","c"}'`],
  ["integer[]", "array[1, 2]"],
  ["text[]", "array[]::varchar[]"],
  ["jsonb", "'{}'"],
  ["jsonb", `'{"a": [1, null]}'`],
  ["json", "'[]'"],
  ["timestamptz", "now()"],
  ["timestamptz", "CURRENT_TIMESTAMP"],
  ["timestamptz", "now() + interval '1 day'"],
  ["timestamptz", "'2020-02-03 04:05:06+02'"],
  ["timestamp", "'2020-02-03 04:05:06'"],
  ["date", "CURRENT_DATE"],
  ["date", "'2020-02-03'"],
  ["interval", "'1 day 02:00'"],
  ["uuid", "gen_random_uuid()"],
  ["bytea", "'\\xdeadbeef'"],
  ["text", "current_setting('TimeZone')::text"],
  ["text", "random()::text"],
  ["integer", "(1 + 2) * 3"],
  ["text", "case when true then 'a' else 'b' end"],
  ["text", "lower('A') || 'b'"],
  ["real", "'NaN'"],
];

export const columnCases: SchemaCase[] = [
  {
    name: "nothing changes, whatever the type",
    from: withColumns(
      ...everyType.map((type, n) => column(`c${String(n)}`, type)),
    ),
    to: withColumns(
      ...everyType.map((type, n) => column(`c${String(n)}`, type)),
    ),
    changes: [],
  },
  {
    name: "nothing changes, whatever the default",
    from: withColumns(
      ...everyDefault.map(([type, value], n) =>
        column(`c${String(n)}`, type, { default: value }),
      ),
    ),
    to: withColumns(
      ...everyDefault.map(([type, value], n) =>
        column(`c${String(n)}`, type, { default: value }),
      ),
    ),
    changes: [],
  },
  {
    name: "columns stand in another order",
    from: withColumns(column("a"), column("b")),
    to: withColumns(column("b"), column("a")),
    changes: [],
  },
  {
    name: "a column comes",
    from: withColumns(),
    to: withColumns(column("area", "numeric(10,2)")),
    changes: ["add column"],
  },
  {
    name: "a required column comes with a default and a comment",
    from: withColumns(),
    to: withColumns(
      column("role", "text!", {
        default: "'writer'",
        comment: "What one may do.",
      }),
    ),
    changes: ["add column"],
  },
  {
    name: "a column goes",
    from: withColumns(column("a"), column("b")),
    to: withColumns(column("b")),
    changes: ["drop column"],
  },
  {
    name: "one column comes, one goes, one is another",
    from: withColumns(column("a"), column("b")),
    to: withColumns(column("b", "text!"), column("c")),
    changes: ["drop column", "alter column", "add column"],
  },
  {
    name: "a column of every type comes",
    from: withColumns(),
    to: withColumns(
      ...everyType.map((type, n) => column(`c${String(n)}`, type)),
    ),
    changes: everyType.map(() => "add column" as const),
  },
  {
    name: "a column with every default comes",
    from: withColumns(),
    to: withColumns(
      ...everyDefault.map(([type, value], n) =>
        column(`c${String(n)}`, type, { default: value }),
      ),
    ),
    changes: everyDefault.map(() => "add column" as const),
  },
  alters("a column becomes required", column("a"), column("a", "text!"), {
    insert: "'x'",
  }),
  alters(
    "a default comes",
    column("a"),
    column("a", "text", { default: "'x'" }),
  ),
  alters(
    "a default goes",
    column("a", "text", { default: "'x'" }),
    column("a"),
  ),
  alters(
    "a default is another",
    column("a", "integer", { default: "1" }),
    column("a", "integer", { default: "-2" }),
  ),
  alters(
    "a constant becomes an expression",
    column("a", "timestamptz", { default: "'2020-01-01'" }),
    column("a", "timestamptz", { default: "now()" }),
  ),
  alters(
    "a comment comes",
    column("a"),
    column("a", "text", { comment: "it's" }),
  ),
  alters(
    "a comment goes",
    column("a", "text", { comment: "it's" }),
    column("a"),
  ),
  alters(
    "a longer text",
    column("a", "varchar(10)"),
    column("a", "varchar(20)"),
    { insert: "'x'" },
  ),
  alters(
    "a shorter text",
    column("a", "varchar(20)"),
    column("a", "varchar(10)"),
    { insert: "'x'" },
  ),
  alters(
    "a text without a limit",
    column("a", "varchar(20)", { default: "'x'" }),
    column("a", "text", { default: "'x'" }),
    { insert: "'y'" },
  ),
  alters(
    "a larger integer",
    column("a", "integer!", { default: "0" }),
    column("a", "bigint!", { default: "0" }),
    { insert: "7" },
  ),
  alters(
    "an integer becomes a decimal, and so does its default",
    column("a", "integer", { default: "1" }),
    column("a", "numeric(10,2)", { default: "1.50" }),
  ),
  alters(
    "a text becomes a number",
    column("a", "text", { default: "'5'" }),
    column("a", "integer", { default: "5" }),
    { insert: "'12'" },
  ),
  alters(
    "a text becomes a list",
    column("a", "text", { default: "'{}'" }),
    column("a", "text[]", { default: "'{}'" }),
    { insert: "'{a,b}'" },
  ),
  alters(
    "a number becomes a truth value",
    column("a", "integer"),
    column("a", "boolean"),
  ),
  alters("a text becomes json", column("a", "text"), column("a", "jsonb"), {
    insert: "'[1]'",
  }),
  alters(
    "a time gains a zone",
    column("a", "timestamp"),
    column("a", "timestamptz"),
  ),
  alters(
    "a date becomes a time",
    column("a", "date"),
    column("a", "timestamptz"),
  ),
  alters(
    "numbers in a list grow",
    column("a", "integer[]"),
    column("a", "bigint[]"),
    { insert: "'{1,2}'" },
  ),
  alters(
    "texts in a list become numbers",
    column("a", "text[]"),
    column("a", "integer[]"),
    { insert: "'{1,2}'" },
  ),
  alters(
    "everything of a column is another",
    column("a", "text", { default: "'1'", comment: "x" }),
    column("a", "bigint!", { default: "2", comment: "y" }),
    { insert: "'3'" },
  ),
  alters(
    "a collation comes",
    column("a", "text"),
    column("a", 'text COLLATE "C"'),
    { insert: "'x'" },
  ),
  alters(
    "an identity takes the place of a default",
    column("a", "integer!", { default: "0" }),
    identity("a", { type: "integer" }),
  ),
  alters(
    "an identity comes with a new type",
    column("a", "text!"),
    identity("a"),
    { insert: "'41'" },
  ),
  alters("an identity goes", identity("a"), column("a", "bigint!"), {
    insert: "41",
  }),
  alters(
    "an identity that insists",
    identity("a"),
    identity("a", { identity: "always" }),
  ),
  {
    name: "rows that were there are not in the way of a new identity",
    from: schema(
      table(
        "things",
        [column("id", "bigint!"), column("n", "integer")],
        primaryKey("things_pkey"),
      ),
    ),
    to: schema(
      table(
        "things",
        [identity(), column("n", "integer", { default: "1" })],
        primaryKey("things_pkey"),
      ),
    ),
    changes: ["alter column", "alter column"],
    data: {
      insert: "insert into things (id) values (5), (9)",
      before: "select max(id) + 1 from things",
      after: "select nextval(pg_get_serial_sequence('things', 'id'))",
      values: [["10"]],
    },
  },
  {
    name: "a type changes under an index and a check",
    from: schema(
      table(
        "things",
        [column("id", "integer!"), column("a", "integer", { default: "1" })],
        {
          ...primaryKey("things_pkey"),
          checks: [check("things_a_check", "a > 0")],
          indexes: [index("idx_things_a", ["a"], { where: "a > 5" })],
        },
      ),
    ),
    to: schema(
      table(
        "things",
        [column("id", "integer!"), column("a", "numeric", { default: "1" })],
        {
          ...primaryKey("things_pkey"),
          checks: [check("things_a_check", "a > 0")],
          indexes: [index("idx_things_a", ["a"], { where: "a > 5" })],
        },
      ),
    ),
    changes: [
      "drop constraint",
      "drop index",
      "alter column",
      "add constraint",
      "create index",
    ],
  },
];
