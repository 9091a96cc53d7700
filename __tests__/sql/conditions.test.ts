import { Author, Book, Label, Publisher } from "../support/library";

interface Searchable {
  where(conditions: unknown): {
    toSQL(): { text: string; parameters: readonly (string | null)[] };
  };
}

/** The text after WHERE, and the parameters. */
function compile(
  model: unknown,
  conditions: unknown,
): readonly [string, ...(string | null)[]] {
  const { text, parameters } = (model as Searchable).where(conditions).toSQL();
  return [text.split(" where ").slice(1).join(" where "), ...parameters];
}

const now = new Date("2026-01-02T03:04:05.678Z");

describe("conditions on columns become SQL", () => {
  test.each<[string, object, readonly [string, ...(string | null)[]]]>([
    ["nothing", {}, [""]],
    ["a value", { title: "x" }, [`"books"."title" = $1`, "x"]],
    ["null", { pages: null }, [`"books"."pages" is null`]],
    ["a list", { pages: [1, 2] }, [`"books"."pages" = any($1)`, "{1,2}"]],
    [
      "a list with null",
      { pages: [1, null] },
      [`"books"."pages" = any($1) or "books"."pages" is null`, "{1}"],
    ],
    ["an empty list", { pages: [] }, ["false"]],
    [
      "a list of nothing but null",
      { pages: [null] },
      [`"books"."pages" is null`],
    ],
    ["eq", { title: { eq: "x" } }, [`"books"."title" = $1`, "x"]],
    ["eq null", { pages: { eq: null } }, [`"books"."pages" is null`]],
    [
      "ne of a required column",
      { title: { ne: "x" } },
      [`"books"."title" <> $1`, "x"],
    ],
    [
      "ne of a nullable column",
      { pages: { ne: 1 } },
      [`"books"."pages" is distinct from $1`, "1"],
    ],
    ["ne null", { pages: { ne: null } }, [`"books"."pages" is not null`]],
    [
      "in",
      { title: { in: ["a,b", 'c"d', "NULL", ""] } },
      [`"books"."title" = any($1)`, `{"a,b","c\\"d","NULL",""}`],
    ],
    [
      "notIn of a required column",
      { title: { notIn: ["a"] } },
      [`"books"."title" <> all($1)`, "{a}"],
    ],
    [
      "notIn of a nullable column",
      { pages: { notIn: [1] } },
      [`"books"."pages" <> all($1) or "books"."pages" is null`, "{1}"],
    ],
    [
      "notIn with null",
      { pages: { notIn: [1, null] } },
      [`"books"."pages" <> all($1) and "books"."pages" is not null`, "{1}"],
    ],
    ["notIn of nothing", { title: { notIn: [] } }, [""]],
    [
      "comparisons side by side",
      { pages: { gt: 1, lte: 9 } },
      [`"books"."pages" > $1 and "books"."pages" <= $2`, "1", "9"],
    ],
    [
      "a date",
      { publishedAt: { gte: now, lt: now } },
      [
        `"books"."published_at" >= $1 and "books"."published_at" < $2`,
        now.toISOString(),
        now.toISOString(),
      ],
    ],
    [
      "between",
      { pages: { between: [1, 2] } },
      [`"books"."pages" between $1 and $2`, "1", "2"],
    ],
    [
      "notBetween",
      { pages: { notBetween: [1, 2] } },
      [
        `"books"."pages" not between $1 and $2 or "books"."pages" is null`,
        "1",
        "2",
      ],
    ],
    ["like", { title: { like: "a%" } }, [`"books"."title" like $1`, "a%"]],
    ["ilike", { title: { ilike: "a_" } }, [`"books"."title" ilike $1`, "a_"]],
    ["matches", { title: { matches: "^a" } }, [`"books"."title" ~ $1`, "^a"]],
    [
      "contains, escaped",
      { title: { contains: "50%_\\" } },
      [`"books"."title" like $1`, "%50\\%\\_\\\\%"],
    ],
    [
      "icontains",
      { title: { icontains: "x" } },
      [`"books"."title" ilike $1`, "%x%"],
    ],
    [
      "startsWith",
      { title: { startsWith: "x" } },
      [`"books"."title" like $1`, "x%"],
    ],
    [
      "endsWith",
      { title: { endsWith: "x" } },
      [`"books"."title" like $1`, "%x"],
    ],
    ["isNull", { pages: { isNull: true } }, [`"books"."pages" is null`]],
    [
      "not isNull",
      { pages: { isNull: false } },
      [`"books"."pages" is not null`],
    ],
    [
      "isNotNull",
      { pages: { isNotNull: true } },
      [`"books"."pages" is not null`],
    ],
    ["a whole array", { tags: ["a", "b"] }, [`"books"."tags" = $1`, "{a,b}"]],
    ["has", { tags: { has: "a" } }, [`"books"."tags" @> $1`, "{a}"]],
    [
      "hasAny",
      { tags: { hasAny: ["a", "b"] } },
      [`"books"."tags" && $1`, "{a,b}"],
    ],
    ["hasAll", { tags: { hasAll: ["a"] } }, [`"books"."tags" @> $1`, "{a}"]],
    ["isEmpty", { tags: { isEmpty: true } }, [`"books"."tags" = $1`, "{}"]],
    [
      "not isEmpty",
      { tags: { isEmpty: false } },
      [`"books"."tags" <> $1`, "{}"],
    ],
    [
      "json eq",
      { meta: { eq: { views: 1 } } },
      [`"books"."meta" = $1`, `{"views":1}`],
    ],
    [
      "json contains",
      { meta: { contains: { views: 1 } } },
      [`"books"."meta" @> $1`, `{"views":1}`],
    ],
    [
      "json hasKey",
      { meta: { hasKey: "views" } },
      [`"books"."meta" ? $1`, "views"],
    ],
    [
      "several columns",
      { title: "x", pages: 1 },
      [`"books"."title" = $1 and "books"."pages" = $2`, "x", "1"],
    ],
    [
      "or",
      { or: [{ title: "x" }, { pages: 1, title: "y" }] },
      [
        `"books"."title" = $1 or ("books"."pages" = $2 and "books"."title" = $3)`,
        "x",
        "1",
        "y",
      ],
    ],
    ["or of nothing", { or: [] }, ["false"]],
    ["and of nothing", { and: [] }, [""]],
    [
      "not",
      { not: { title: "x" } },
      [`("books"."title" = $1) is not true`, "x"],
    ],
    ["not of nothing", { not: {} }, ["false"]],
    ["not of an empty list", { not: { pages: [] } }, [""]],
  ])("%s", (_, conditions, expected) => {
    expect(compile(Book, conditions)).toEqual(expected);
  });
});

describe("conditions on relations become SQL", () => {
  test.each<[string, unknown, object, readonly [string, ...(string | null)[]]]>(
    [
      ["a key", Book, { author: 5 }, [`"books"."author_id" = $1`, "5"]],
      ["null", Book, { editor: null }, [`"books"."editor_id" is null`]],
      [
        "the referenced key, without a join",
        Book,
        { author: { id: 5 } },
        [`"books"."author_id" = $1`, "5"],
      ],
      [
        "operators on the referenced key",
        Book,
        { editor: { id: { gt: 5 } } },
        [`"books"."editor_id" > $1`, "5"],
      ],
      [
        "any editor but one",
        Book,
        { editor: { id: { ne: 5 } } },
        [`"books"."editor_id" <> $1`, "5"],
      ],
      ["any editor", Book, { editor: {} }, [`"books"."editor_id" is not null`]],
      [
        "another column of a to-one",
        Book,
        { author: { name: "x" } },
        [
          `exists (select from "public"."authors" as "t1" where "t1"."id" = "books"."author_id" and "t1"."name" = $1)`,
          "x",
        ],
      ],
      [
        "a to-one whose key is on the other side",
        Author,
        { profile: null },
        [
          `not exists (select from "public"."profiles" as "t1" where "t1"."author_id" = "authors"."id")`,
        ],
      ],
      [
        "a composite key",
        Book,
        { publisher: { country: "de", number: 1 } },
        [
          `"books"."publisher_country" = $1 and "books"."publisher_number" = $2`,
          "de",
          "1",
        ],
      ],
      [
        "a composite key from the other side",
        Publisher,
        { books: { some: { title: "x" } } },
        [
          `exists (select from "public"."books" as "t1" where "t1"."publisher_country" = "publishers"."country" and "t1"."publisher_number" = "publishers"."number" and "t1"."title" = $1)`,
          "x",
        ],
      ],
      [
        "some",
        Author,
        { books: { some: { title: "x" } } },
        [
          `exists (select from "public"."books" as "t1" where "t1"."author_id" = "authors"."id" and "t1"."title" = $1)`,
          "x",
        ],
      ],
      [
        "none",
        Author,
        { books: { none: {} } },
        [
          `not exists (select from "public"."books" as "t1" where "t1"."author_id" = "authors"."id")`,
        ],
      ],
      [
        "every",
        Author,
        { books: { every: { title: "x" } } },
        [
          `not exists (select from "public"."books" as "t1" where "t1"."author_id" = "authors"."id" and ("t1"."title" = $1) is not true)`,
          "x",
        ],
      ],
      [
        "a relation to the same table, twice",
        Author,
        { pupils: { some: { pupils: { some: { name: "x" } } } } },
        [
          `exists (select from "public"."authors" as "t1" where "t1"."mentor_id" = "authors"."id" and ` +
            `exists (select from "public"."authors" as "t2" where "t2"."mentor_id" = "t1"."id" and "t2"."name" = $1))`,
          "x",
        ],
      ],
      [
        "a relation through a join table, and back",
        Label,
        { books: { some: { labels: { none: { name: "x" } } } } },
        [
          `exists (select from "public"."book_labels" as "t1" inner join "public"."books" as "t2" on "t2"."id" = "t1"."book_id" ` +
            `where "t1"."label_id" = "labels"."id" and not exists (select from "public"."book_labels" as "t3" ` +
            `inner join "public"."labels" as "t4" on "t4"."id" = "t3"."label_id" where "t3"."book_id" = "t2"."id" and "t4"."name" = $1))`,
          "x",
        ],
      ],
    ],
  )("%s", (_, model, conditions, expected) => {
    expect(compile(model, conditions)).toEqual(expected);
  });
});
