import { sql } from "arx";
import type { Query } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

/** The condition of a query, as it is written. */
function conditionOf(query: Query<Book>): string {
  const [, condition] = query.toSQL().text.split(/ where (.*)/s);
  return (condition ?? "").replaceAll(/"(books|public)"\./g, "");
}

describeEachEngine("conditions of a query", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  /** First and Second have pages, 100 and 50; Fourth alone is out of print; Third and Fourth have neither. */
  const first = Book.where({ title: "First" });
  const printed = Book.where({ inPrint: true });

  test.each<[string, Query<Book>, string, string[]]>([
    ["none at all", Book.where({}), "", ["First", "Fourth", "Second", "Third"]],
    [
      "one after the other",
      printed.where({ pages: 50 }),
      '"in_print" = $1 and "pages" = $2',
      ["Second"],
    ],
    [
      "in SQL, alone",
      Book.where(sql`pages = ${50} or title = ${"Third"}`),
      "(pages = $1 or title = $2)",
      ["Second", "Third"],
    ],
    [
      "in SQL, twice and beside others",
      Book.where(sql`pages = ${50} or title = ${"Third"}`)
        .where({ inPrint: true })
        .where(sql`title > ${"S"} or false`),
      '(pages = $1 or title = $2) and "in_print" = $3 and (title > $4 or false)',
      ["Second", "Third"],
    ],
    [
      "in SQL, inside or",
      Book.where({ or: [{ title: "First" }, sql`pages < ${60} and true`] }),
      '"title" = $1 or (pages < $2 and true)',
      ["First", "Second"],
    ],
    [
      "in SQL, inside and and not",
      Book.where({ and: [sql`true or false`], not: sql`title = ${"First"}` }),
      "(true or false) and (title = $1) is not true",
      ["Fourth", "Second", "Third"],
    ],
    [
      "in SQL, of a relation to many",
      Book.where({ labels: { some: sql`name = ${"blue"}` } }),
      'exists (select from "book_labels" as "t1" inner join "labels" as "t2" on "t2"."id" = "t1"."label_id" where "t1"."book_id" = "id" and (name = $1))',
      ["First"],
    ],
    [
      "left out by one",
      Book.whereNot({ pages: 100 }),
      '("pages" = $1) is not true',
      ["Fourth", "Second", "Third"],
    ],
    [
      "left out only where several hold together",
      Book.whereNot({ inPrint: true, pages: 100 }),
      '("in_print" = $1 and "pages" = $2) is not true',
      ["Fourth", "Second", "Third"],
    ],
    ["left out by nothing", Book.whereNot({}), "false", []],
    [
      "left out by an empty list",
      Book.whereNot({ pages: [] }),
      "",
      ["First", "Fourth", "Second", "Third"],
    ],
    [
      "left out in SQL",
      Book.whereNot(sql`pages > ${60} or not in_print`),
      "(pages > $1 or not in_print) is not true",
      ["Second", "Third"],
    ],
    [
      "left out by a query",
      printed.not(Book.where({ pages: { gt: 60 } })),
      '"in_print" = $1 and ("pages" > $2) is not true',
      ["Second", "Third"],
    ],
    [
      "with those of a query",
      printed.and(Book.where({ pages: { gt: 60 } })),
      '"in_print" = $1 and "pages" > $2',
      ["First"],
    ],
    [
      "or an object",
      first.or({ pages: 50 }),
      '"title" = $1 or "pages" = $2',
      ["First", "Second"],
    ],
    [
      "or SQL",
      first.or(sql`pages = ${50} and in_print`),
      '"title" = $1 or (pages = $2 and in_print)',
      ["First", "Second"],
    ],
    [
      "or a query, all of its conditions",
      first.or(printed.where({ pages: { isNull: true } })),
      '"title" = $1 or ("in_print" = $2 and "pages" is null)',
      ["First", "Third"],
    ],
    [
      "or a query, and then another",
      first.or(Book.where({ pages: 50 })).where({ title: "Second" }),
      '("title" = $1 or "pages" = $2) and "title" = $3',
      ["Second"],
    ],
    [
      "or everything",
      first.or(Book.where({})),
      "",
      ["First", "Fourth", "Second", "Third"],
    ],
    ["nothing or a query", Book.none().or(first), '"title" = $1', ["First"]],
    ["a query or nothing", first.or(Book.none()), '"title" = $1', ["First"]],
    [
      "replaced, of the same column",
      Book.where({ title: "First", inPrint: true }).rewhere({ title: "Third" }),
      '"in_print" = $1 and "title" = $2',
      ["Third"],
    ],
    [
      "replaced, whatever the operators were",
      Book.where({ pages: { gt: 10, lt: 60 } })
        .where({ pages: { ne: 7 } })
        .rewhere({ pages: 100 }),
      '"pages" = $1',
      ["First"],
    ],
    [
      "replaced, where they were never true",
      Book.where({ inPrint: true })
        .where({ title: [], pages: [] })
        .rewhere({ title: "First" })
        .rewhere({ pages: { gt: 1 } }),
      '"in_print" = $1 and "title" = $2 and "pages" > $3',
      ["First"],
    ],
    [
      "replaced by a relation, of the column that is its key",
      Book.where({ authorId: 2 }).rewhere({ author: 1 }),
      '"author_id" = $1',
      ["First", "Second", "Third"],
    ],
    [
      "replaced, of the same relation to many",
      Book.where({ labels: { none: {} } }).rewhere({
        labels: { some: { name: "blue" } },
      }),
      'exists (select from "book_labels" as "t1" inner join "labels" as "t2" on "t2"."id" = "t1"."label_id" where "t1"."book_id" = "id" and "t2"."name" = $1)',
      ["First"],
    ],
    [
      "kept, where or, not and SQL said them",
      Book.where({ or: [{ title: "First" }, { title: "Third" }] })
        .whereNot({ title: "Third" })
        .where(sql`title <> ${"x"}`)
        .rewhere({ title: { gt: "A" } }),
      '("title" = $1 or "title" = $2) and ("title" = $3) is not true and (title <> $4) and "title" > $5',
      ["First"],
    ],
    [
      "kept, once they were part of or",
      first.or({ title: "Second" }).rewhere({ title: ["Second", "Third"] }),
      '("title" = $1 or "title" = $2) and "title" = any($3)',
      ["Second"],
    ],
    ["kept nothing after none", Book.none().rewhere({ id: 1 }), "false", []],
    [
      "merged, a value in place of another",
      Book.where({ title: "First", inPrint: true }).merge(
        Book.where({ title: ["Second"], pages: { lt: 60 } }),
      ),
      '"in_print" = $1 and "title" = any($2) and "pages" < $3',
      ["Second"],
    ],
    [
      "merged, beside comparisons",
      Book.where({ pages: { gt: 10 } }).merge(
        Book.where({ pages: { lt: 60 } }).where({ pages: 50 }),
      ),
      '"pages" > $1 and "pages" < $2 and "pages" = $3',
      ["Second"],
    ],
    [
      "merged, and replaced by a third",
      first.merge(Book.where({ title: "Second" })).rewhere({ title: "Third" }),
      '"title" = $1',
      ["Third"],
    ],
  ])("%s", async (_, query, condition, expected) => {
    expect(conditionOf(query)).toBe(condition);
    expect((await query.pluck("title")).sort()).toEqual(expected);
    expect(await query.count()).toBe(expected.length);
  });

  test("merged bring the order, the limit and the relations of the other query", async () => {
    const other = Book.orderBy({ title: "desc" })
      .limit(1)
      .with({ author: true });
    const merged = Book.orderBy({ id: "asc" })
      .limit(3)
      .offset(1)
      .with({ labels: true })
      .merge(other);
    const { text, parameters } = merged.toSQL();
    expect(text).toMatch(
      / from "public"."books" order by "books"."title" desc limit \$1 offset \$2$/,
    );
    expect(parameters).toEqual(["1", "1"]);
    const loading = await countQueries(() => merged.all());
    expect(loading.count).toBe(1);
    const [book] = loading.result;
    const { count, result } = await countQueries(async () => [
      (await book?.author)?.name,
      (await book?.labels)?.length,
    ]);
    expect([book?.title, ...result]).toEqual(["Second", "Ann", 1]);
    expect(count).toBe(0);
  });

  test("of the record that a relation belongs to are not replaced", async () => {
    const ann = await Author.find(1);
    const books = ann.books.where({ title: "Fourth" });
    expect(await books.rewhere({ authorId: 2 }).count()).toBe(0);
    expect(await books.rewhere({ title: "First" }).pluck("title")).toEqual([
      "First",
    ]);
  });

  test("of a query stay what they are when others are built on it", async () => {
    const text = first.toSQL();
    expect(await first.or(printed).count()).toBe(3);
    expect(await first.rewhere({ title: "Third" }).count()).toBe(1);
    expect(await first.none()).toEqual([]);
    expect(first.toSQL()).toEqual(text);
  });
});
