import type { SelectStatement } from "../../lib/ast/expression";
import { compile } from "../../lib/sql/compile";
import { fragment } from "../../lib/sql/template";
import {
  cities,
  column,
  compare,
  equals,
  parameter,
  select,
} from "../support/ast";

const countries = {
  kind: "table",
  schema: "geo",
  name: "countries",
  alias: "c1",
} as const;
const onCountry = compare(column("country_id"), "=", column("id", "c1"));

describe("a select", () => {
  const cases: readonly (readonly [
    title: string,
    statement: SelectStatement,
    text: string,
  ])[] = [
    ["names its columns", select(), 'select "cities"."id" from "cities"'],
    ["of no columns", select({ items: [] }), 'select from "cities"'],
    [
      "of no table",
      select({
        from: undefined,
        items: [{ expression: parameter("1"), name: "one" }],
      }),
      'select $1 as "one"',
    ],
    [
      "of distinct rows",
      select({ distinct: true }),
      'select distinct "cities"."id" from "cities"',
    ],
    [
      "from a table of a schema under an alias",
      select({
        from: countries,
        items: [{ expression: column("id", "c1"), name: "key" }],
      }),
      'select "c1"."id" as "key" from "geo"."countries" as "c1"',
    ],
    [
      "joined",
      select({ joins: [{ kind: "inner", source: countries, on: onCountry }] }),
      'select "cities"."id" from "cities" inner join "geo"."countries" as "c1" on "cities"."country_id" = "c1"."id"',
    ],
    [
      "joined without a condition",
      select({ joins: [{ kind: "left", source: countries, on: undefined }] }),
      'select "cities"."id" from "cities" left join "geo"."countries" as "c1" on true',
    ],
    [
      "joined with every row",
      select({ joins: [{ kind: "cross", source: countries, on: undefined }] }),
      'select "cities"."id" from "cities" cross join "geo"."countries" as "c1"',
    ],
    [
      "joined with a sub-select per row",
      select({
        joins: [
          {
            kind: "left",
            source: {
              kind: "lateral",
              alias: "l",
              query: select({ limit: parameter("5") }),
            },
            on: undefined,
          },
        ],
      }),
      'select "cities"."id" from "cities" left join lateral (select "cities"."id" from "cities" limit $1) as "l" on true',
    ],
    [
      "from arrays",
      select({
        from: {
          kind: "unnest",
          alias: "k",
          columns: ["a", "b"],
          arrays: [parameter("{1}", "bigint[]"), parameter("{x}", "text[]")],
        },
        items: [{ expression: column("a", "k"), name: undefined }],
      }),
      'select "k"."a" from unnest($1::bigint[], $2::text[]) as "k"("a", "b")',
    ],
    [
      "grouped",
      select({ groupBy: [column("a"), column("b")] }),
      'select "cities"."id" from "cities" group by "cities"."a", "cities"."b"',
    ],
    [
      "of some groups",
      select({
        groupBy: [{ kind: "output", position: 1 }],
        having: fragment(["count(*) > ", ""], [1]),
      }),
      'select "cities"."id" from "cities" group by 1 having (count(*) > $1)',
    ],
    [
      "ordered",
      select({
        orderBy: [
          { expression: column("a"), direction: "asc", nulls: undefined },
          { expression: column("b"), direction: "desc", nulls: "last" },
          {
            expression: fragment(["random()"], []),
            direction: "asc",
            nulls: "first",
          },
        ],
      }),
      'select "cities"."id" from "cities" order by "cities"."a", "cities"."b" desc nulls last, random() nulls first',
    ],
    [
      "limited and locked",
      select({
        limit: parameter("10"),
        offset: parameter("20"),
        lock: { mode: "update", wait: "skip locked", of: undefined },
      }),
      'select "cities"."id" from "cities" limit $1 offset $2 for update skip locked',
    ],
    [
      "locked with patience",
      select({ lock: { mode: "no key update", wait: "wait", of: undefined } }),
      'select "cities"."id" from "cities" for no key update',
    ],
  ];

  test.each(cases)("%s", (_, statement, text) => {
    expect(compile(statement).text).toBe(text);
  });

  it("numbers parameters in the order of the text, whatever clause they stand in", () => {
    const query = compile(
      select({
        items: [{ expression: fragment(["round(", ")"], [1]), name: "r" }],
        joins: [
          {
            kind: "inner",
            source: countries,
            on: compare(column("x", "c1"), "=", parameter("2")),
          },
        ],
        where: equals("a", "3"),
        groupBy: [fragment(["mod(a, ", ")"], [4])],
        having: fragment(["count(*) > ", ""], [5]),
        orderBy: [
          {
            expression: fragment(["b <-> ", ""], [6]),
            direction: "asc",
            nulls: undefined,
          },
        ],
        limit: parameter("7"),
        offset: parameter("8"),
      }),
    );
    expect(query).toEqual({
      text:
        'select round($1) as "r" from "cities" inner join "geo"."countries" as "c1" on "c1"."x" = $2' +
        ' where "cities"."a" = $3 group by mod(a, $4) having (count(*) > $5) order by b <-> $6 limit $7 offset $8',
      parameters: ["1", "2", "3", "4", "5", "6", "7", "8"],
    });
  });

  it("takes an alias that is the table's name as no alias", () => {
    expect(compile(select({ from: { ...cities, schema: "geo" } })).text).toBe(
      'select "cities"."id" from "geo"."cities"',
    );
  });
});
