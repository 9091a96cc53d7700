import {
  column,
  foreignKey,
  primaryKey,
  schema,
  table,
  unique,
} from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const columns = [column("a", "integer!"), column("b", "integer!")];
const things = table("things", columns, primaryKey("things_pkey", "a"));
const parts = (target: string, ...key: string[]) =>
  table("parts", [column("a", "integer!"), column("b", "integer!")], {
    ...primaryKey("parts_pkey", "b"),
    foreignKeys: [foreignKey("parts_a_fkey", key, target)],
  });

export const primaryKeyCases: SchemaCase[] = [
  {
    name: "nothing changes",
    from: schema(things),
    to: schema(things),
    changes: [],
  },
  {
    name: "a key comes to columns that took NULL",
    from: schema(table("things", [column("a", "integer")])),
    to: schema(
      table(
        "things",
        [column("a", "integer!")],
        primaryKey("things_pkey", "a"),
      ),
    ),
    changes: ["alter column", "add constraint"],
  },
  {
    name: "a key goes, and its column takes NULL",
    from: schema(things),
    to: schema(
      table("things", [column("a", "integer"), column("b", "integer!")]),
    ),
    changes: ["drop constraint", "alter column"],
  },
  {
    name: "a key has one more column",
    from: schema(things),
    to: schema(table("things", columns, primaryKey("things_pkey", "a", "b"))),
    changes: ["drop constraint", "add constraint"],
  },
  {
    name: "a key has another name",
    from: schema(things),
    to: schema(table("things", columns, primaryKey("pk_things", "a"))),
    changes: ["rename constraint"],
  },
  {
    name: "a key that others refer to is another",
    from: schema(things, parts("things(a)", "a")),
    to: schema(
      table("things", columns, {
        ...primaryKey("things_pkey", "b"),
        uniques: [unique("things_a_key", ["a"])],
      }),
      parts("things(a)", "a"),
    ),
    changes: [
      "drop constraint",
      "drop constraint",
      "add constraint",
      "add constraint",
      "add constraint",
    ],
  },
  {
    name: "a key that others refer to has another type",
    from: schema(
      table(
        "things",
        [column("a", "integer!")],
        primaryKey("things_pkey", "a"),
      ),
      table("parts", [column("a", "integer")], {
        foreignKeys: [foreignKey("parts_a_fkey", ["a"], "things(a)")],
      }),
    ),
    to: schema(
      table("things", [column("a", "text!")], primaryKey("things_pkey", "a")),
      table("parts", [column("a", "text")], {
        foreignKeys: [foreignKey("parts_a_fkey", ["a"], "things(a)")],
      }),
    ),
    changes: [
      "drop constraint",
      "alter column",
      "alter column",
      "add constraint",
    ],
    data: {
      insert:
        "with t as (insert into things values (7) returning a) insert into parts select a from t",
      before: "select a from parts",
      after: "select a from parts",
      values: [["7"]],
    },
  },
  {
    name: "a column of a key goes",
    from: schema(table("things", columns, primaryKey("things_pkey", "a", "b"))),
    to: schema(
      table(
        "things",
        [column("a", "integer!")],
        primaryKey("things_pkey", "a"),
      ),
    ),
    changes: ["drop constraint", "drop column", "add constraint"],
  },
];
