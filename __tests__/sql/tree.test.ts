import type { TreeSource } from "../../lib/ast/expression";
import { compile } from "../../lib/sql/compile";
import { shapeOf } from "../../lib/sql/shape";
import { compare, parameter, select } from "../support/ast";

const column = (name: string) =>
  ({ kind: "column", table: "n", name }) as const;

function tree(given: Partial<TreeSource> = {}): TreeSource {
  return {
    kind: "tree",
    direction: "down",
    table: { kind: "table", schema: "geo", name: "nodes", alias: "n" },
    keys: ["id"],
    parents: ["up"],
    seed: compare(column("up"), "=", parameter("5")),
    maxDepth: undefined,
    ...given,
  };
}

const textOf = (source: TreeSource): string =>
  compile(select({ items: [], from: source })).text;

describe("a tree as a source", () => {
  test("goes down from the rows below a key, as far as it may", () => {
    const { text, parameters } = compile(
      select({ items: [], from: tree({ maxDepth: parameter("3") }) }),
    );
    expect(text).toBe(
      `select from lateral (with recursive "arx_walk" as (` +
        `select "n"."up", "n"."id" as "arx_to1", 1 as "arx_depth" from "geo"."nodes" as "n" where "n"."id" <> "n"."up" and "n"."up" = $1` +
        ` union all select "arx_walk"."up", "arx_node"."id", "arx_walk"."arx_depth" + 1 from "arx_walk" inner join "geo"."nodes" as "arx_node" on "arx_node"."up" = "arx_walk"."arx_to1" where "arx_node"."id" <> "arx_walk"."up" and "arx_walk"."arx_depth" < $2` +
        `) select * from "arx_walk") as "n"`,
    );
    expect(parameters).toEqual(["5", "3"]);
  });

  test("goes up from a row, and marks where it was to notice a ring", () => {
    const marked = `case when "arx_walk"."arx_depth" & ("arx_walk"."arx_depth" - 1) = 0 then "arx_walk"."arx_to1" else "arx_walk"."arx_mark1" end`;
    const seed = compare(column("id"), "=", parameter("5"));
    expect(textOf(tree({ direction: "up", seed }))).toBe(
      `select from lateral (with recursive "arx_walk" as (` +
        `select "n"."id", "n"."id" as "arx_to1", "n"."up" as "arx_next1", "n"."id" as "arx_mark1", 0 as "arx_depth" from "geo"."nodes" as "n" where "n"."id" = $1` +
        ` union all select "arx_walk"."id", "arx_node"."id", "arx_node"."up", ${marked}, "arx_walk"."arx_depth" + 1 from "arx_walk" inner join "geo"."nodes" as "arx_node" on "arx_node"."id" = "arx_walk"."arx_next1" where "arx_node"."id" <> "arx_walk"."id" and "arx_node"."id" <> ${marked}` +
        `) select "id", "arx_to1", min("arx_depth") as "arx_depth" from "arx_walk" where "arx_depth" > 0 group by "id", "arx_to1") as "n"`,
    );
  });

  test("compares keys of several columns as one", () => {
    expect(textOf(tree({ keys: ["a", "b"], parents: ["c", "d"] }))).toBe(
      `select from lateral (with recursive "arx_walk" as (` +
        `select "n"."c", "n"."d", "n"."a" as "arx_to1", "n"."b" as "arx_to2", 1 as "arx_depth" from "geo"."nodes" as "n" where ("n"."a", "n"."b") <> ("n"."c", "n"."d") and "n"."up" = $1` +
        ` union all select "arx_walk"."c", "arx_walk"."d", "arx_node"."a", "arx_node"."b", "arx_walk"."arx_depth" + 1 from "arx_walk" inner join "geo"."nodes" as "arx_node" on "arx_node"."c" = "arx_walk"."arx_to1" and "arx_node"."d" = "arx_walk"."arx_to2" where ("arx_node"."a", "arx_node"."b") <> ("arx_walk"."c", "arx_walk"."d")` +
        `) select * from "arx_walk") as "n"`,
    );
  });

  test("has a shape of its own for all that its text depends on, and not for its values", () => {
    const keyOf = (given: Partial<TreeSource>): string =>
      shapeOf(select({ items: [], from: tree(given) })).key;
    const keys = [
      {},
      { direction: "up" },
      { keys: ["key"] },
      { parents: ["parent"] },
      { maxDepth: parameter("1") },
      { seed: compare(column("id"), "=", parameter("5")) },
    ] as const;
    expect(new Set(keys.map(keyOf)).size).toBe(keys.length);
    expect(keyOf({ maxDepth: parameter("1") })).toBe(
      keyOf({ maxDepth: parameter("2") }),
    );
  });
});
