import type { Expression } from "../../lib/ast/expression";
import { InvalidArgumentError } from "../../lib/errors/query-error";
import { compile } from "../../lib/sql/compile";
import { textCell } from "../../lib/sql/text-cell";
import { fragment, identifier } from "../../lib/sql/template";
import {
  and,
  column,
  compare,
  equals,
  not,
  or,
  parameter,
  select,
} from "../support/ast";

function textOf(where: Expression): string {
  const { text } = compile(select({ items: [], where }));
  return text.slice('select from "cities" where '.length);
}

const name = column("name");

describe("a condition", () => {
  const cases: readonly (readonly [
    title: string,
    condition: Expression,
    text: string,
  ])[] = [
    ["compares", equals("name", "Rome"), '"cities"."name" = $1'],
    ["quotes names", column('we"ird', "C"), '"C"."we""ird"'],
    [
      "casts where the type cannot be inferred",
      parameter("{1}", "bigint[]"),
      "$1::bigint[]",
    ],
    [
      "fences a compound operand",
      compare(compare(column("a"), "+", parameter("1")), ">", parameter("2")),
      '("cities"."a" + $1) > $2',
    ],
    [
      "asks for membership",
      {
        kind: "membership",
        left: name,
        array: parameter("{a}"),
        negated: false,
      },
      '"cities"."name" = any($1)',
    ],
    [
      "makes an array of the texts that the server sends for columns",
      {
        kind: "array",
        operands: [
          textCell(name, { name: "text" }),
          textCell(column("capital"), { name: "boolean" }),
          textCell(column("code"), { name: "char" }),
          textCell(column("address"), { name: "inet" }),
        ],
      },
      'array["cities"."name"::text, left("cities"."capital"::text, 1), nullif(concat("cities"."code"), \'\'), nullif(concat("cities"."address"), \'\')]',
    ],
    [
      "asks for membership among what a query gives, chosen once",
      {
        kind: "membership",
        left: name,
        array: { kind: "array-query", query: select({ items: [] }) },
        negated: false,
      },
      '"cities"."name" = any(array(select from "cities"))',
    ],
    [
      "takes several values as one",
      compare({ kind: "row", operands: [name, column("id")] }, "=", {
        kind: "row",
        operands: [parameter("a"), compare(name, "||", parameter("b"))],
      }),
      'row("cities"."name", "cities"."id") = row($1, "cities"."name" || $2)',
    ],
    [
      "asks for no membership",
      {
        kind: "membership",
        left: name,
        array: parameter("{a}", "text[]"),
        negated: true,
      },
      '"cities"."name" <> all($1::text[])',
    ],
    [
      "asks for membership in a query",
      {
        kind: "membership",
        left: name,
        array: { kind: "subquery", query: select() },
        negated: false,
      },
      '"cities"."name" = any((select "cities"."id" from "cities"))',
    ],
    [
      "asks for NULL",
      { kind: "null-test", operand: name, negated: false },
      '"cities"."name" is null',
    ],
    [
      "compares a key as text",
      {
        kind: "binary",
        operator: "=",
        left: {
          kind: "text-cast",
          operand: { kind: "column", table: "cities", name: "id" },
        },
        right: name,
      },
      '"cities"."id"::text = "cities"."name"',
    ],
    [
      "asks for a value",
      { kind: "null-test", operand: name, negated: true },
      '"cities"."name" is not null',
    ],
    [
      "asks for a range",
      {
        kind: "between",
        operand: name,
        low: parameter("a"),
        high: parameter("b"),
        negated: false,
      },
      '"cities"."name" between $1 and $2',
    ],
    [
      "asks for no range",
      {
        kind: "between",
        operand: name,
        low: parameter("a"),
        high: equals("x", "b"),
        negated: true,
      },
      '"cities"."name" not between $1 and ("cities"."x" = $2)',
    ],
    ["of none of all is true", and(), "true"],
    ["of none of any is false", or(), "false"],
    [
      "of one operand is that operand",
      and(equals("a", "1")),
      '"cities"."a" = $1',
    ],
    [
      "joins comparisons without parentheses",
      and(equals("a", "1"), equals("b", "2")),
      '"cities"."a" = $1 and "cities"."b" = $2',
    ],
    [
      "fences or inside and",
      and(or(equals("a", "1"), equals("b", "2")), equals("c", "3")),
      '("cities"."a" = $1 or "cities"."b" = $2) and "cities"."c" = $3',
    ],
    [
      "fences a fragment, even as the only operand of an operand",
      and(or(fragment(["a or b"], [])), equals("c", "3")),
      '(a or b) and "cities"."c" = $1',
    ],
    [
      "is negated so that unknown counts as not true",
      not(equals("a", "1")),
      '("cities"."a" = $1) is not true',
    ],
    [
      "is negated without parentheses when atomic",
      not(column("isBig")),
      '"cities"."isBig" is not true',
    ],
    [
      "is negated twice",
      not(not({ kind: "boolean", value: true })),
      "(true is not true) is not true",
    ],
    [
      "asks for existence",
      {
        kind: "exists",
        query: select({ items: [], where: equals("a", "1") }),
        negated: false,
      },
      'exists (select from "cities" where "cities"."a" = $1)',
    ],
    [
      "asks for absence",
      { kind: "exists", query: select({ items: [] }), negated: true },
      'not exists (select from "cities")',
    ],
    [
      "calls a function",
      compare(
        { kind: "function", name: "lower", operands: [name], cast: undefined },
        "=",
        parameter("rome"),
      ),
      'lower("cities"."name") = $1',
    ],
    [
      "casts what a function gives",
      { kind: "function", name: "lower", operands: [name], cast: "citext" },
      'lower("cities"."name")::citext',
    ],
    [
      "counts all rows",
      {
        kind: "aggregate",
        name: "count",
        operands: [],
        distinct: false,
        filter: undefined,
      },
      "count(*)",
    ],
    [
      "sums different values of some rows",
      {
        kind: "aggregate",
        name: "sum",
        operands: [name],
        distinct: true,
        filter: compare(name, ">", parameter("1")),
      },
      'sum(distinct "cities"."name") filter (where "cities"."name" > $1)',
    ],
    ["names an item by its place", { kind: "output", position: 2 }, "2"],
    [
      "calls a window function without operands",
      fragment(
        ["", " over ()"],
        [
          embedding({
            kind: "function",
            name: "row_number",
            operands: [],
            cast: undefined,
          }),
        ],
      ),
      "(row_number() over ())",
    ],
    ["names a path", identifier("public", "cities"), '"public"."cities"'],
    ["takes a fragment as it is", fragment(["a = ", ""], [1]), "(a = $1)"],
    [
      "continues a fragment inside a fragment",
      fragment(
        ["a in (", ") and ", ""],
        [fragment(["", ", ", ""], [1, 2]), fragment(["b = ", ""], [3])],
      ),
      "(a in ($1, $2) and b = $3)",
    ],
    [
      "fences a condition inside a fragment",
      fragment(
        ["case when ", " then 1 end"],
        [embedding(or(equals("a", "1"), equals("b", "2")))],
      ),
      '(case when ("cities"."a" = $1 or "cities"."b" = $2) then 1 end)',
    ],
    ["writes the keyword for a default", { kind: "default" }, "default"],
  ];

  test.each(cases)("%s", (_, condition, text) => {
    expect(textOf(condition)).toBe(text);
  });

  it("refuses an operator that is none, whatever a program without types lets through", () => {
    const hostile = "= 1 or 1 =" as never;
    expect(() => textOf(compare(name, hostile, parameter("x")))).toThrow(
      InvalidArgumentError,
    );
    expect(() =>
      textOf(compare(name, "constructor" as never, parameter("x"))),
    ).toThrow(InvalidArgumentError);
  });

  it("keeps parameters in the order of their placeholders", () => {
    const query = compile(
      select({
        where: and(
          equals("a", "1"),
          or(equals("b", "2"), not(equals("c", "3"))),
          equals("d", "4"),
        ),
      }),
    );
    expect(query.parameters).toEqual(["1", "2", "3", "4"]);
  });
});

function embedding(expression: Expression): unknown {
  return { [Symbol.for("arx.embed")]: () => expression };
}
