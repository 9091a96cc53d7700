import { sql } from "arx";
import type { QueryShape } from "../../../lib/typing/query-shape";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Publisher } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

/** A query of whatever model. */
type ReadQuery = QueryShape & PromiseLike<object[]>;

/** Queries of plain rows, so that the text is no longer than what is tested. */
const authors = Author.select("name").orderBy({ id: "asc" });
const books = Book.select("title").orderBy({ id: "asc" });

const ofAuthor = 'from "books" as "t1" where "t1"."author_id" = "authors"."id"';

describeEachEngine("what is computed of related records", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
    await Author.create({ name: "Dan" });
  }, 60_000);

  afterAll(() => opened.close());

  /** What a query tells, as it is written and as it is read. */
  async function read(
    query: ReadQuery,
  ): Promise<{ told: string; values: unknown[] }> {
    const { text } = query.toSQL();
    const [, told = ""] =
      /^select "\w+"\."\w+", (.*) from "public"\."\w+" order by "\w+"\."id"$/s.exec(
        text,
      ) ?? [];
    const rows = await query;
    return {
      told: told.replaceAll('"public".', ""),
      values: rows.map((row) => Object.values(row)[1] as unknown),
    };
  }

  const cases: [string, ReadQuery, string, unknown[]][] = [
    [
      "how many a has-many leads to",
      authors.withCount("books"),
      `(select count(*) ${ofAuthor}) as "booksCount"`,
      [3, 1, 0, 0],
    ],
    [
      "how many of them meet conditions",
      authors.withCount("books", { where: { pages: { gt: 60 } } }),
      `(select count(*) ${ofAuthor} and "t1"."pages" > $1) as "booksCount"`,
      [1, 0, 0, 0],
    ],
    [
      "how many of them meet a condition in SQL",
      authors.withCount("books", { where: sql`pages > ${60}` }),
      `(select count(*) ${ofAuthor} and (pages > $1)) as "booksCount"`,
      [1, 0, 0, 0],
    ],
    [
      "how many have further related records",
      authors.withCount("books", { where: { labels: { some: {} } } }),
      `(select count(*) ${ofAuthor} and exists (select from "book_labels" as "t2" inner join "labels" as "t3" on "t3"."id" = "t2"."label_id" where "t2"."book_id" = "t1"."id")) as "booksCount"`,
      [2, 0, 0, 0],
    ],
    [
      "how many a has-one leads to",
      authors.withCount("profile"),
      '(select count(*) from "profiles" as "t1" where "t1"."author_id" = "authors"."id") as "profileCount"',
      [1, 0, 0, 0],
    ],
    [
      "how many a belongs-to leads to",
      authors.withCount("mentor"),
      '(select count(*) from "authors" as "t1" where "t1"."id" = "authors"."mentor_id") as "mentorCount"',
      [0, 1, 1, 0],
    ],
    [
      "how many a many-to-many leads to",
      books.withCount("labels", { as: "colours" }),
      '(select count(*) from "book_labels" as "t1" inner join "labels" as "t2" on "t2"."id" = "t1"."label_id" where "t1"."book_id" = "books"."id") as "colours"',
      [2, 1, 0, 0],
    ],
    [
      "how many a key of several columns leads to",
      books.withCount("publisher"),
      '(select count(*) from "publishers" as "t1" where "t1"."country" = "books"."publisher_country" and "t1"."number" = "books"."publisher_number") as "publisherCount"',
      [0, 0, 0, 1],
    ],
    [
      "whether a has-many leads to any",
      authors.withExists("books"),
      `exists (select ${ofAuthor}) as "booksExists"`,
      [true, true, false, false],
    ],
    [
      "whether any meets conditions",
      authors.withExists("books", { as: "published", where: { price: "9.9" } }),
      `exists (select ${ofAuthor} and "t1"."price" = $1) as "published"`,
      [true, false, false, false],
    ],
    [
      "whether a belongs-to leads to one, by its key alone",
      authors.withExists("mentor"),
      '"authors"."mentor_id" is not null as "mentorExists"',
      [false, true, true, false],
    ],
    [
      "whether a belongs-to that is always there leads to one",
      books.withExists("author"),
      'true as "authorExists"',
      [true, true, true, true],
    ],
    [
      "a sum",
      authors.withSum("books", "pages"),
      `(select sum("t1"."pages") ${ofAuthor}) as "booksSumPages"`,
      [150, null, null, null],
    ],
    [
      "a mean",
      authors.withAvg("books", "pages"),
      `(select avg("t1"."pages") ${ofAuthor}) as "booksAvgPages"`,
      [75, null, null, null],
    ],
    [
      "a sum of exact numbers",
      authors.withSum("books", "price"),
      `(select sum("t1"."price") ${ofAuthor}) as "booksSumPrice"`,
      ["9.90", null, null, null],
    ],
    [
      "the smallest value",
      authors.withMin("books", "title", { where: { pages: 50 } }),
      `(select min("t1"."title") ${ofAuthor} and "t1"."pages" = $1) as "booksMinTitle"`,
      ["Second", null, null, null],
    ],
    [
      "the largest value",
      authors.withMax("books", "publishedAt", { as: "latest" }),
      `(select max("t1"."published_at") ${ofAuthor}) as "latest"`,
      [new Date("2020-01-01T00:00:00Z"), null, null, null],
    ],
  ];

  test.each(cases)("tell %s", async (_, query, told, values) => {
    expect(await read(query)).toEqual({ told, values });
  });

  it("begin at the model as well", async () => {
    const told = [
      await Author.withCount("books").first(),
      await Author.withExists("books").first(),
      await Author.withSum("books", "pages").first(),
      await Author.withAvg("books", "pages").first(),
      await Author.withMin("books", "title").first(),
      await Author.withMax("books", "pages").first(),
    ];
    expect(told.map((author) => Object.entries(author ?? {}).at(-1))).toEqual([
      ["booksCount", 3],
      ["booksExists", true],
      ["booksSumPages", 150],
      ["booksAvgPages", 75],
      ["booksMinTitle", "First"],
      ["booksMaxPages", 100],
    ]);
    expect(told[0]).toBeInstanceOf(Author);
    const [publisher] = await Publisher.withCount("books");
    expect(publisher?.booksCount).toBe(1);
  });

  it("say the values in JSON, and never save them", async () => {
    const author = await Author.withCount("books").find(2);
    expect(JSON.parse(JSON.stringify(author))).toEqual({
      id: 2,
      name: "Bob",
      born: null,
      mentorId: 1,
      booksCount: 1,
    });
    expect(author.isChanged).toBe(false);
  });
});
