import { sql } from "../../../lib/database/sql";
import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import {
  inlineSql,
  isFragment,
  plainFragment,
} from "../../../lib/metadata/fragment";
import { definitionOf } from "../../../lib/metadata/registry";
import { identifier } from "../../../lib/sql/template";

@Table()
class Price {
  @PrimaryKey() declare id: number;
  @Column() declare amount: number;
}

describe("SQL in a definition", () => {
  test.each([
    ["text", "price > 0", "price > 0"],
    ["a fragment", sql`price > 0`, "price > 0"],
    [
      "values, as literals",
      sql`price > ${5} and name <> ${"it's"}`,
      "price > '5' and name <> 'it''s'",
    ],
    [
      "null",
      sql`price is distinct from ${null}`,
      "price is distinct from null",
    ],
    ["names", sql`${identifier("order", "user")} > 0`, '"order"."user" > 0'],
    ["fragments in fragments", sql`(${sql`a > ${1}`}) or b`, "(a > '1') or b"],
  ])("may be %s", (_, given, written) => {
    expect(inlineSql(given)).toBe(written);
  });

  test("cannot hold a query", () => {
    const query = { kind: "exists", query: {}, negated: false };
    const fragment = { kind: "fragment", texts: ["", ""], operands: [query] };
    expect(inlineSql(fragment as never)).toBeUndefined();
  });
});

test("a fragment is told from other values by its shape", () => {
  expect(isFragment(sql`now()`)).toBe(true);
  expect(
    [undefined, null, "now()", {}, { kind: "fragment" }].map(isFragment),
  ).toEqual([false, false, false, false, false]);
});

test("what a definition keeps of a fragment cannot be awaited", () => {
  expect("then" in sql`now()`).toBe(true);
  const plain = plainFragment(sql`now()`);
  expect(plain).toEqual({ kind: "fragment", texts: ["now()"], operands: [] });
  expect("then" in plain).toBe(false);
  expect(definitionOf(Price).name).toBe("Price");
});
