import type { Column, Schema, Table } from "../../../lib/schema/schema";
import {
  check,
  column,
  foreignKey,
  generated,
  index,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const things = (columns: Column[], options: Partial<Table> = {}) =>
  schema(
    table("things", [column("id", "integer!"), ...columns], {
      ...primaryKey("things_pkey"),
      ...options,
    }),
  );
const total = (expression: string, type = "integer") =>
  generated("total", type, expression);
const numbers = [column("a", "integer"), column("b", "integer")];

/** A table with a mood, and with one that is computed from it. */
function withMoods(values: string[]): Schema {
  const found = things([
    column("mood", "public.mood"),
    generated("other", "public.mood", "nullif(mood, 'glad')"),
  ]);
  return { ...found, enums: [{ schema: "public", name: "mood", values }] };
}

export const generatedColumnCases: SchemaCase[] = [
  {
    name: "nothing changes, quotes or not",
    from: things([...numbers, total("a + b")]),
    to: things([...numbers, total('("a" + ("b"))')]),
    changes: [],
  },
  {
    name: "a generated column comes, and is computed for the rows that are there",
    from: things(numbers),
    to: things([...numbers, total("a * b")]),
    changes: ["add column"],
    data: {
      insert: "insert into things values (1, 2, 3)",
      before: "select a, b from things",
      after: "select a, b from things where total = 6",
      values: [["2", "3"]],
    },
  },
  {
    name: "a generated column goes",
    from: things([...numbers, total("a * b")]),
    to: things(numbers),
    changes: ["drop column"],
  },
  {
    name: "it is computed in another way, and what hangs on it is made anew",
    from: things([...numbers, total("a + b", "integer!")], {
      uniques: [unique("things_total_key", ["total"])],
      checks: [check("things_total_check", "total > 0")],
      indexes: [index("idx", ["a"], { where: "total > 5" })],
      foreignKeys: [
        foreignKey("things_total_fkey", ["total"], "things(total)"),
      ],
    }),
    to: things([...numbers, total("a - b", "integer!")], {
      uniques: [unique("things_total_key", ["total"])],
      checks: [check("things_total_check", "total > 0")],
      indexes: [index("idx", ["a"], { where: "total > 5" })],
      foreignKeys: [
        foreignKey("things_total_fkey", ["total"], "things(total)"),
      ],
    }),
    changes: [
      "drop constraint",
      "drop constraint",
      "drop constraint",
      "drop index",
      "drop column",
      "add column",
      "add constraint",
      "add constraint",
      "create index",
      "add constraint",
    ],
  },
  {
    name: "a column that it reads has another type",
    from: things([...numbers, total("a + b")]),
    to: things([
      column("a", "bigint"),
      column("b", "integer"),
      total("a + b", "bigint"),
    ]),
    changes: ["drop column", "alter column", "add column"],
  },
  {
    name: "a column that it read goes, and one that it reads comes",
    from: things([...numbers, total("a + b")]),
    to: things([
      column("b", "integer"),
      column("c", "integer"),
      total("b + c"),
    ]),
    changes: ["drop column", "drop column", "add column", "add column"],
  },
  {
    name: "a column that it reads has another name",
    from: things([...numbers, total("a + b")]),
    to: things([
      column("first", "integer", { renamedFrom: "a" }),
      column("b", "integer"),
      total("first + b"),
    ]),
    changes: ["rename column"],
  },
  {
    name: "it becomes a plain column and keeps its values",
    from: things([...numbers, total("a + b")]),
    to: things([...numbers, column("total", "integer")]),
    changes: ["alter column"],
    data: {
      insert: "insert into things (id, a, b) values (1, 2, 3)",
      before: "select total from things",
      after: "select total from things",
      values: [["5"]],
    },
  },
  {
    name: "it becomes a plain column, and what hangs on it is there on the way back as well",
    from: things([...numbers, total("a + b")], {
      checks: [check("things_total_check", "total > 0")],
      indexes: [index("idx_things_total", ["a", "total"])],
    }),
    to: things([...numbers, column("total", "integer")], {
      checks: [check("things_total_check", "total > 0")],
      indexes: [index("idx_things_total", ["a", "total"])],
    }),
    changes: [
      "drop constraint",
      "drop index",
      "alter column",
      "add constraint",
      "create index",
    ],
  },
  {
    name: "a column that it reads has an enum type that is made anew",
    from: withMoods(["sad", "glad"]),
    to: withMoods(["glad", "sad"]),
    changes: ["drop column", "alter enum", "add column"],
  },
  {
    name: "it takes NULL no more, and has a comment",
    from: things([...numbers, total("coalesce(a, 0) + 1")]),
    to: things([
      ...numbers,
      generated("total", "integer!", "coalesce(a, 0) + 1", {
        comment: "one more",
      }),
    ]),
    changes: ["alter column"],
  },
];

/** PostgreSQL 18 and newer. */
export const virtualColumnCases: SchemaCase[] = [
  {
    name: "a kept column is computed when it is read, and back",
    from: things([...numbers, total("a + b")]),
    to: things([
      ...numbers,
      generated("total", "integer", "a + b", { virtual: true }),
    ]),
    changes: ["drop column", "add column"],
  },
  {
    name: "a virtual column becomes a plain one",
    from: things([
      ...numbers,
      generated("total", "integer", "a + b", { virtual: true }),
    ]),
    to: things([...numbers, column("total", "integer")]),
    changes: ["drop column", "add column"],
  },
];
