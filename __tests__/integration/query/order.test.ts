import { sql } from "arx";
import type { Order, OrderBy, OrderBySql } from "arx";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";
import { Remark } from "../../support/polymorphic-models";

describeEachEngine("the order of a query", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  /** The first book has 100 pages, the second 50, the others NULL. */
  test.each<[name: string, order: OrderBy<Book>, titles: string[]]>([
    ["nothing", {}, ["First", "Second", "Third", "Fourth"]],
    ["asc", { pages: "asc" }, ["Second", "First", "Third", "Fourth"]],
    ["desc", { pages: "desc" }, ["Third", "Fourth", "First", "Second"]],
    [
      "asc nulls first",
      { pages: { dir: "asc", nulls: "first" } },
      ["Third", "Fourth", "Second", "First"],
    ],
    [
      "asc nulls last",
      { pages: { dir: "asc", nulls: "last" } },
      ["Second", "First", "Third", "Fourth"],
    ],
    [
      "desc nulls first",
      { pages: { dir: "desc", nulls: "first" } },
      ["Third", "Fourth", "First", "Second"],
    ],
    [
      "desc nulls last",
      { pages: { dir: "desc", nulls: "last" } },
      ["First", "Second", "Third", "Fourth"],
    ],
  ])(
    "by %s, then by key, and reversed as in a mirror",
    async (_, order, titles) => {
      const query = Book.orderBy(order).orderBy({ id: "asc" });
      expect(await query.pluck("title")).toEqual(titles);
      expect(await query.reverse().pluck("title")).toEqual(titles.toReversed());
      expect(query.reverse().reverse().toSQL()).toEqual(query.toSQL());
    },
  );

  test("breaks ties by what was said next, over several calls", async () => {
    const query = Book.orderBy({ author: { name: "desc" } })
      .orderBy({ inPrint: "asc" }, { title: "desc" })
      .orderBy({ id: "asc" });
    expect(await query.pluck("title")).toEqual([
      "Fourth",
      "Third",
      "Second",
      "First",
    ]);
  });

  test("of nothing is by key from the last on when it is reversed", async () => {
    expect(Book.reverse().select("id").toSQL().text).toBe(
      'select "books"."id" from "public"."books" order by "books"."id" desc',
    );
    expect(await Book.where({}).reverse().limit(1).pluck("title")).toEqual([
      "Fourth",
    ]);
  });

  test("is replaced, or taken away", async () => {
    const query = Book.orderBy({ title: "desc" });
    expect(
      await query.reorder({ pages: "asc" }, { id: "asc" }).limit(1).pluck("id"),
    ).toEqual([library.second.id]);
    expect(query.reorder().select("id").toSQL().text).toBe(
      'select "books"."id" from "public"."books"',
    );
  });

  test("goes by a relation to one at any depth, and counts records without one as NULL", async () => {
    const query = Book.orderBy(
      { author: { mentor: { name: { dir: "asc", nulls: "first" } } } },
      { id: "desc" },
    );
    expect(query.select("id").toSQL().text).toBe(
      'select "books"."id" from "public"."books"' +
        ' left join "public"."authors" as "author" on "author"."id" = "books"."author_id"' +
        ' left join "public"."authors" as "author_mentor" on "author_mentor"."id" = "author"."mentor_id"' +
        ' order by "author_mentor"."name" nulls first, "books"."id" desc',
    );
    expect(await query.pluck("title")).toEqual([
      "Third",
      "Second",
      "First",
      "Fourth",
    ]);
    const books = await query.reverse();
    expect(books.map(({ title }) => title)).toEqual([
      "Fourth",
      "First",
      "Second",
      "Third",
    ]);
  });

  test.each<[name: string, order: OrderBy<Book>, titles: string[]]>([
    [
      "asc",
      { editor: { name: "asc" } },
      ["Fourth", "First", "Second", "Third"],
    ],
    [
      "desc",
      { editor: { name: "desc" } },
      ["First", "Second", "Third", "Fourth"],
    ],
    [
      "a key of two columns",
      { publisher: { country: "asc", number: "asc", name: "desc" } },
      ["Fourth", "First", "Second", "Third"],
    ],
  ])("keeps records that have no related one: %s", async (_, order, titles) => {
    const query = Book.orderBy(order, { id: "asc" });
    expect(await query.pluck("title")).toEqual(titles);
    expect(await query.count()).toBe(4);
  });

  test("goes by the one record that refers back", async () => {
    const query = Author.orderBy(
      { profile: { bio: { dir: "desc", nulls: "last" } } },
      { name: "desc" },
    );
    expect(await query.pluck("name")).toEqual(["Ann", "Cleo", "Bob"]);
  });

  test("joins a relation once, however often it is asked for", () => {
    const query = Book.orderBy({ author: { name: "asc", born: "desc" } })
      .joins("author")
      .orderBy({ author: { id: "asc" } });
    expect(query.select("id").toSQL().text).toBe(
      'select "books"."id" from "public"."books"' +
        ' inner join "public"."authors" as "author" on "author"."id" = "books"."author_id"' +
        ' order by "author"."name", "author"."born" desc, "author"."id"',
    );
  });

  test.each<
    [name: string, order: Order<Book>, clause: string, titles: string[]]
  >([
    [
      "alone",
      sql`length(title)`,
      "(length(title))",
      ["First", "Third", "Second", "Fourth"],
    ],
    [
      "with a direction",
      { by: sql`length(title)`, dir: "desc" },
      "(length(title)) desc",
      ["Second", "Fourth", "First", "Third"],
    ],
    [
      "with a place of NULL",
      { by: sql`pages`, nulls: "first" },
      "(pages) nulls first",
      ["Third", "Fourth", "Second", "First"],
    ],
    [
      "with a value",
      { by: sql`title = ${"Third"}`, dir: "desc" },
      "(title = $1) desc",
      ["Third", "First", "Second", "Fourth"],
    ],
    [
      "of several parts",
      sql`in_print, pages`,
      "(in_print, pages)",
      ["Fourth", "Second", "First", "Third"],
    ],
  ])("goes by SQL: %s", async (_, order, clause, titles) => {
    const query = Book.orderBy(order, { id: "asc" });
    expect(query.select("id").toSQL().text).toBe(
      `select "books"."id" from "public"."books" order by ${clause}, "books"."id"`,
    );
    expect(await query.pluck("title")).toEqual(titles);
  });

  test("by SQL is reversed as well", async () => {
    const query = Book.orderBy(
      { by: sql`length(title)`, dir: "desc" },
      { id: "asc" },
    );
    expect(await query.reverse().pluck("title")).toEqual([
      "Third",
      "First",
      "Fourth",
      "Second",
    ]);
  });

  test("of a findMany takes the same forms", async () => {
    const books = await Book.findMany({
      orderBy: [
        { editor: { name: "asc" } },
        { by: sql`length(title)`, dir: "desc" },
        { id: "asc" },
      ],
      limit: 3,
    });
    expect(books.map(({ title }) => title)).toEqual([
      "Fourth",
      "Second",
      "First",
    ]);
  });

  test.each([undefined, 2])(
    "of loaded relations takes the same forms, with a limit of %p for each parent",
    async (limit) => {
      const most = limit === undefined ? {} : { limit };
      const byEditor = await Author.orderBy({ id: "asc" }).with({
        books: {
          orderBy: [
            { editor: { name: "asc" } },
            { by: sql`length(title)`, dir: "desc" },
            { id: "asc" },
          ],
          ...most,
        },
      });
      const titles = byEditor.map(({ books }) =>
        books.map(({ title }) => title),
      );
      expect(titles).toEqual([
        ["Second", "First", "Third"].slice(0, limit),
        ["Fourth"],
        [],
      ]);
      const byAuthor = await Label.orderBy({ name: "asc" }).with({
        books: {
          orderBy: [{ author: { name: "asc" } }, { title: "desc" }],
          ...most,
        },
      });
      expect(
        byAuthor.map(({ books }) => books.map(({ title }) => title)),
      ).toEqual([["First"], ["Second", "First"]]);
    },
  );

  test("leads a limited relation by a column of the same name as its own", async () => {
    const [ann] = await Author.where({ name: "Ann" }).with({
      pupils: { orderBy: { mentor: { name: "asc" }, name: "desc" }, limit: 2 },
    });
    expect(ann?.pupils.map(({ name }) => name)).toEqual(["Cleo", "Bob"]);
  });

  test.each<
    [name: string, order: unknown, message: string, hint: string | undefined]
  >([
    [
      "a column that does not exist",
      { titel: "asc" },
      'Book has no column "titel".',
      'Did you mean "title"?',
    ],
    [
      "a column of a relation that does not exist",
      { author: { nmae: "asc" } },
      'Author has no column "nmae".',
      'Did you mean "name"?',
    ],
    [
      "a relation to many",
      { labels: { name: "asc" } },
      "Book.orderBy cannot sort by Book.labels, which has many records.",
      "Say by SQL which of them counts: { by: sql`(select max(…) from …)` }.",
    ],
    [
      "a relation to many below one to one",
      { author: { books: { title: "asc" } } },
      "Book.orderBy.author cannot sort by Author.books, which has many records.",
      "Say by SQL which of them counts: { by: sql`(select max(…) from …)` }.",
    ],
    [
      "a relation without a column",
      { author: "asc" },
      'Book.orderBy.author takes { column: "asc" | "desc" }, not a string.',
      undefined,
    ],
    [
      "a direction",
      { title: "asc; drop table books" },
      'Book.orderBy.title takes "asc" or "desc", not another string.',
      undefined,
    ],
    [
      "a direction in capitals",
      { author: { name: { dir: "ASC" } } },
      'Book.orderBy.author.name takes "asc" or "desc", not another string.',
      undefined,
    ],
    [
      "a place of NULL",
      { title: { dir: "asc", nulls: "first; drop table books" } },
      'Book.orderBy.title.nulls takes "first" or "last", not another string.',
      undefined,
    ],
    [
      "an option",
      { title: { dir: "asc", collate: "C" } },
      'Book.orderBy.title has no option "collate".',
      undefined,
    ],
    [
      "a direction of SQL",
      { by: sql`title`, dir: "up" },
      'Book.orderBy takes "asc" or "desc", not another string.',
      undefined,
    ],
    [
      "an option beside SQL",
      { by: sql`title`, using: ">" },
      'Book.orderBy has no option "using".',
      undefined,
    ],
    [
      "text in place of SQL",
      { by: "title; drop table books" },
      'Book has no column "by".',
      undefined,
    ],
    [
      "what only looks like SQL",
      { kind: "fragment", texts: ["title"], operands: [] },
      'Book has no column "kind".',
      undefined,
    ],
    [
      "text",
      "title; drop table books",
      'Book.orderBy takes { column: "asc" | "desc" }, not a string.',
      undefined,
    ],
    [
      "nothing",
      null,
      'Book.orderBy takes { column: "asc" | "desc" }, not null.',
      undefined,
    ],
    [
      "a name that every object has",
      { constructor: "asc" },
      'Book has no column "constructor".',
      undefined,
    ],
  ])("refuses %s", async (_, order, message, hint) => {
    expect(() => Book.orderBy(order as OrderBy<Book>)).toThrow(
      expect.objectContaining(
        hint === undefined ? { message } : { message, hint },
      ) as Error,
    );
    expect(await Book.count()).toBe(4);
  });

  test("refuses a relation to records of several models", () => {
    const order = { subject: { id: "asc" } } as unknown as OrderBy<Remark>;
    expect(() => Remark.orderBy(order)).toThrow(
      expect.objectContaining({
        message:
          "Remark.orderBy: Remark.subject leads to records of several models, which are not in one table.",
        hint: "Write the join of one of them: joins(sql`left join … on …`).",
      }) as Error,
    );
  });

  test("leaves a direction inside of SQL to PostgreSQL, which refuses it", async () => {
    const order: OrderBySql = { by: sql`title desc` };
    await expect(Book.orderBy(order)).rejects.toThrow("syntax error");
  });

  test.each<[count: unknown, received: string]>([
    [-1, "-1"],
    [1.5, "1.5"],
    [NaN, "NaN"],
    [Infinity, "Infinity"],
    [2 ** 53, "9007199254740992"],
    [10n, "a bigint"],
    ["1", "a string"],
    ["1; drop table books", "a string"],
    [null, "null"],
    [undefined, "undefined"],
    [[], "an array"],
    [{}, "an object"],
  ])("does not come with a limit or an offset of %p", (count, received) => {
    const refusal = (method: string): unknown =>
      expect.objectContaining({
        name: "InvalidArgumentError",
        message: `Book.${method} takes a whole number from 0 up, not ${received}.`,
      });
    const given = count as number;
    expect(() => Book.limit(given)).toThrow(refusal("limit") as Error);
    expect(() => Book.offset(given)).toThrow(refusal("offset") as Error);
    const query = Book.where({});
    expect(() => query.limit(given)).toThrow(refusal("limit") as Error);
    expect(() => query.offset(given)).toThrow(refusal("offset") as Error);
  });

  test("keeps the last of several limits and offsets", async () => {
    const query = Book.limit(1).offset(3).limit(2).offset(1);
    const { text, parameters } = query.select("id").toSQL();
    expect(text).toBe(
      'select "books"."id" from "public"."books" limit $1 offset $2',
    );
    expect(parameters).toEqual(["2", "1"]);
    expect(await query.orderBy({ id: "asc" }).pluck("title")).toEqual([
      "Second",
      "Third",
    ]);
  });
});
