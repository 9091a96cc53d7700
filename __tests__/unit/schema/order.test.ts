import fc from "fast-check";
import type { Change } from "../../../lib/schema/change";
import { createSchema } from "../../../lib/schema/diff";
import { orderChanges } from "../../../lib/schema/order";
import {
  column,
  foreignKey,
  identity,
  index,
  primaryKey,
  schema,
  table,
} from "../../support/schemas";

const name = (change: Change): string =>
  `${change.kind} ${"table" in change ? change.table.name : ""}`.trim();

test("Changes come in the same kinds of steps however they are given", () => {
  const plan = createSchema(
    schema(
      table("a", [identity(), column("b_id", "bigint")], {
        ...primaryKey("a_pkey"),
        foreignKeys: [foreignKey("f", ["b_id"], "b(id)")],
        indexes: [index("i", ["b_id"])],
      }),
      table("b", [identity(), column("a_id", "bigint")], {
        ...primaryKey("b_pkey"),
        foreignKeys: [foreignKey("g", ["a_id"], "a(id)")],
      }),
    ),
  );
  fc.assert(
    fc.property(
      fc.shuffledSubarray(plan, { minLength: plan.length }),
      (shuffled) => {
        expect(orderChanges(shuffled).map(({ kind }) => kind)).toEqual([
          "create table",
          "create table",
          "create index",
          "add constraint",
          "add constraint",
        ]);
      },
    ),
  );
});

test("SQL of the user stays between what was written before and after it", () => {
  const sql: Change = { kind: "sql", text: "select 1", parameters: [] };
  const create = (table_: string): Change => ({
    kind: "create table",
    table: table(table_, []),
  });
  const index_: Change = {
    kind: "create index",
    table: { schema: "public", name: "a" },
    index: index("i", ["x"]),
    concurrently: false,
  };
  expect(
    orderChanges([index_, create("a"), sql, create("b"), sql]).map(name),
  ).toEqual([
    "create table a",
    "create index a",
    "sql",
    "create table b",
    "sql",
  ]);
});

test("A schema goes after its last table", () => {
  const drops: Change[] = [
    { kind: "drop schema", name: "app" },
    { kind: "drop table", table: table("app.a", []) },
    { kind: "drop schema", name: "other" },
  ];
  expect(orderChanges(drops).map(name)).toEqual([
    "drop table a",
    "drop schema",
    "drop schema",
  ]);
});

test("No changes are in order", () => {
  expect(orderChanges([])).toEqual([]);
});
