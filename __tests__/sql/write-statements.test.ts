import type { Statement } from "../../lib/ast/statement";
import { compile } from "../../lib/sql/compile";
import { fragment } from "../../lib/sql/template";
import { cities, equals, insert, parameter, select } from "../support/ast";

const numbers = {
  parameter: parameter("{1,2}", "bigint[]"),
  elementCast: undefined,
};
const documents = {
  parameter: parameter('{"{}","[]"}', "text[]"),
  elementCast: "jsonb",
};

describe("an insert", () => {
  const cases: readonly (readonly [
    title: string,
    statement: Statement,
    text: string,
  ])[] = [
    ["of one row", insert(), 'insert into "cities" ("name") values ($1)'],
    [
      "of defaults",
      insert({ columns: [], rows: { kind: "values", rows: [[]] } }),
      'insert into "cities" default values',
    ],
    [
      "of several rows, with defaults and expressions",
      insert({
        columns: ["a", "b"],
        rows: {
          kind: "values",
          rows: [
            [parameter("1"), { kind: "default" }],
            [fragment(["now()"], []), parameter(null)],
          ],
        },
        returning: ["id", "b"],
      }),
      'insert into "cities" ("a", "b") values ($1, default), (now(), $2) returning "id", "b"',
    ],
    [
      "of arrays",
      insert({
        columns: ["a", "b"],
        rows: { kind: "unnest", arrays: [numbers, numbers] },
      }),
      'insert into "cities" ("a", "b") select * from unnest($1::bigint[], $2::bigint[])',
    ],
    [
      "of arrays whose elements travel as text",
      insert({
        columns: ["a", "b"],
        rows: { kind: "unnest", arrays: [numbers, documents] },
        returning: ["id"],
      }),
      'insert into "cities" ("a", "b") select u."a", u."b"::jsonb from unnest($1::bigint[], $2::text[]) as u("a", "b") returning "id"',
    ],
    [
      "of what a query gives",
      insert({
        columns: ["name"],
        rows: {
          kind: "query",
          query: select({
            items: [{ expression: parameter("a"), name: undefined }],
            where: equals("name", "b"),
          }),
        },
        returning: ["id"],
      }),
      'insert into "cities" ("name") select $1 from "cities" where "cities"."name" = $2 returning "id"',
    ],
    [
      "that leaves known rows alone",
      insert({
        onConflict: {
          columns: ["name"],
          where: undefined,
          update: [],
          set: [],
        },
      }),
      'insert into "cities" ("name") values ($1) on conflict ("name") do nothing',
    ],
    [
      "that updates known rows and tells them from new ones",
      insert({
        onConflict: {
          columns: ["a", "b"],
          where: fragment(["a > 0"], []),
          update: ["name", "c"],
          set: [
            {
              column: "version",
              value: {
                kind: "binary",
                operator: "+",
                left: { kind: "column", table: "cities", name: "version" },
                right: parameter("1"),
              },
            },
          ],
        },
        returning: ["id"],
        returnInserted: true,
      }),
      'insert into "cities" ("name") values ($1) on conflict ("a", "b") where (a > 0)' +
        ' do update set "name" = excluded."name", "c" = excluded."c", "version" = "cities"."version" + $2 returning "id", (xmax = 0) as inserted',
    ],
    [
      "that only tells new rows from known ones",
      insert({
        onConflict: {
          columns: ["name"],
          where: undefined,
          update: ["name"],
          set: [],
        },
        returnInserted: true,
      }),
      'insert into "cities" ("name") values ($1) on conflict ("name") do update set "name" = excluded."name" returning (xmax = 0) as inserted',
    ],
  ];

  test.each(cases)("%s", (_, statement, text) => {
    expect(compile(statement).text).toBe(text);
  });
});

describe("an update", () => {
  it("sets, filters and returns", () => {
    const query = compile({
      kind: "update",
      table: cities,
      set: [
        { column: "name", value: parameter("Rome") },
        { column: "updated_at", value: fragment(["now()"], []) },
      ],
      where: equals("id", "1"),
      returning: ["id", "name"],
    });
    expect(query).toEqual({
      text: 'update "cities" set "name" = $1, "updated_at" = now() where "cities"."id" = $2 returning "id", "name"',
      parameters: ["Rome", "1"],
    });
  });

  it("reaches every row when it has no condition", () => {
    const set = [{ column: "name", value: parameter(null) }];
    const query = compile({
      kind: "update",
      table: cities,
      set,
      where: undefined,
      returning: [],
    });
    expect(query).toEqual({
      text: 'update "cities" set "name" = $1',
      parameters: [null],
    });
  });
});

describe("a delete", () => {
  it("filters and returns", () => {
    const query = compile({
      kind: "delete",
      from: cities,
      where: equals("id", "1"),
      returning: ["id"],
    });
    expect(query).toEqual({
      text: 'delete from "cities" where "cities"."id" = $1 returning "id"',
      parameters: ["1"],
    });
  });
});

describe("a fragment as a whole statement", () => {
  it("is sent as it is written", () => {
    expect(compile(fragment(["select ", "::int + ", ""], [1, 2]))).toEqual({
      text: "select $1::int + $2",
      parameters: ["1", "2"],
    });
  });
});
