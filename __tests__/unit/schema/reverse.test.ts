import type { Change } from "../../../lib/schema/change";
import { reverseChanges } from "../../../lib/schema/reverse";
import { column, index, table } from "../../support/schemas";

const cities = { schema: "public", name: "cities" };

const reversible: [change: Change, back: Change][] = [
  [
    { kind: "create schema", name: "app" },
    { kind: "drop schema", name: "app" },
  ],
  [
    { kind: "create table", table: table("t", []) },
    { kind: "drop table", table: table("t", []) },
  ],
  [
    { kind: "rename table", table: cities, to: "towns" },
    {
      kind: "rename table",
      table: { schema: "public", name: "towns" },
      to: "cities",
    },
  ],
  [
    { kind: "comment on table", table: cities, from: "a", to: undefined },
    { kind: "comment on table", table: cities, from: undefined, to: "a" },
  ],
  [
    { kind: "add column", table: cities, column: column("a") },
    { kind: "drop column", table: cities, column: column("a") },
  ],
  [
    { kind: "rename column", table: cities, column: "a", to: "b" },
    { kind: "rename column", table: cities, column: "b", to: "a" },
  ],
  [
    {
      kind: "alter column",
      table: cities,
      alteration: {
        from: column("a", "text"),
        to: column("a", "integer"),
        using: "length(a)",
      },
    },
    {
      kind: "alter column",
      table: cities,
      alteration: {
        from: column("a", "integer"),
        to: column("a", "text"),
        using: undefined,
      },
    },
  ],
  [
    {
      kind: "alter column",
      table: cities,
      alteration: {
        from: column("a", "integer"),
        to: column("a", "text"),
        using: undefined,
      },
    },
    {
      kind: "alter column",
      table: cities,
      alteration: {
        from: column("a", "text"),
        to: column("a", "integer"),
        using: '"a"::integer',
      },
    },
  ],
  [
    {
      kind: "add constraint",
      table: cities,
      constraint: { kind: "check", name: "c", expression: "true" },
    },
    {
      kind: "drop constraint",
      table: cities,
      constraint: { kind: "check", name: "c", expression: "true" },
    },
  ],
  [
    { kind: "rename constraint", table: cities, constraint: "a", to: "b" },
    { kind: "rename constraint", table: cities, constraint: "b", to: "a" },
  ],
  [
    {
      kind: "create index",
      table: cities,
      index: index("i", ["a"]),
      concurrently: true,
    },
    {
      kind: "drop index",
      table: cities,
      index: index("i", ["a"]),
      concurrently: true,
    },
  ],
  [
    { kind: "rename index", table: cities, index: "a", to: "b" },
    { kind: "rename index", table: cities, index: "b", to: "a" },
  ],
  [
    { kind: "rename sequence", sequence: cities, to: "b" },
    {
      kind: "rename sequence",
      sequence: { schema: "public", name: "b" },
      to: "cities",
    },
  ],
];

test.each(reversible)("%j has its way back in itself", (change, back) => {
  expect(reverseChanges([change])).toEqual([back]);
});

test("A list goes back from its end", () => {
  const changes = reversible.map(([change]) => change);
  expect(reverseChanges(changes)).toEqual(
    reversible.map(([, back]) => back).reverse(),
  );
});

test("SQL of the user has no way back, and is named", () => {
  const sql: Change = {
    kind: "sql",
    text: "delete from cities",
    parameters: [],
  };
  expect(reverseChanges([{ kind: "create schema", name: "app" }, sql])).toEqual(
    { irreversible: sql },
  );
});
