import { sql, UndefinedConditionError } from "arx";
import { Author, Book } from "../../support/library";

type Method = (...given: readonly unknown[]) => unknown;

/** Calls a method without types; what it throws at once and what it rejects with are the same here. */
function call(
  target: unknown,
  method: string,
  ...given: unknown[]
): Promise<unknown> {
  const { [method]: run } = target as Readonly<Record<string, Method>>;
  return Promise.resolve().then(() => run?.apply(target, given));
}

const query = Book.where({ title: "x" });

/** Every way in for conditions, and the path that its messages begin with. */
const ways: readonly [string, (conditions: unknown) => Promise<unknown>][] = [
  ["Book.where", (conditions) => call(Book, "where", conditions)],
  ["Book.where", (conditions) => call(query, "where", conditions)],
  ["Book.whereNot", (conditions) => call(Book, "whereNot", conditions)],
  ["Book.whereNot", (conditions) => call(query, "whereNot", conditions)],
  ["Book.and", (conditions) => call(query, "and", conditions)],
  ["Book.or", (conditions) => call(query, "or", conditions)],
  ["Book.not", (conditions) => call(Book, "not", conditions)],
  ["Book.not", (conditions) => call(query, "not", conditions)],
  ["Book.rewhere", (conditions) => call(query, "rewhere", conditions)],
  [
    "Author.whereHas.books",
    (conditions) => call(Author, "whereHas", "books", conditions),
  ],
  [
    "Author.whereMissing.books",
    (conditions) => call(Author, "whereMissing", "books", conditions),
  ],
  [
    "Author.where.books.some",
    (conditions) => call(Author, "where", { books: { some: conditions } }),
  ],
  [
    "Author.where.or[1].not.books.none",
    (conditions) =>
      call(Author, "where", {
        or: [{ name: "x" }, { not: { books: { none: conditions } } }],
      }),
  ],
  [
    "Author.with.books.where",
    (conditions) => call(Author, "with", { books: { where: conditions } }),
  ],
  ["Book.findMany.where", (where) => call(Book, "findMany", { where })],
  ["Book.where", (conditions) => call(Book, "findBy", conditions)],
  ["Book.where", (conditions) => call(query, "findBy", conditions)],
  ["Book.where", (conditions) => call(Book, "exists", conditions)],
];

/** What is undefined, and where: after the path of the way in. */
const holes: readonly [object, string][] = [
  [{ title: undefined }, ".title"],
  [{ pages: 1, title: undefined }, ".title"],
  [{ title: { ieq: undefined } }, ".title.ieq"],
  [{ pages: { gt: 1, lt: undefined } }, ".pages.lt"],
  [{ pages: [1, undefined] }, ".pages[1]"],
  [{ pages: { in: [undefined] } }, ".pages.in[0]"],
  [{ pages: { notIn: undefined } }, ".pages.notIn"],
  [{ tags: { within: [undefined] } }, ".tags.within[0]"],
  [{ meta: { path: undefined, eq: 1 } }, ".meta.path"],
  [{ meta: { path: ["views"], gt: undefined } }, ".meta.gt"],
  [{ author: undefined }, ".author"],
  [{ author: { mentor: { name: undefined } } }, ".author.mentor.name"],
  [{ labels: { every: { name: undefined } } }, ".labels.every.name"],
  [{ and: [{}, undefined] }, ".and[1]"],
  [{ or: [{ title: undefined }] }, ".or[0].title"],
  [{ not: undefined }, ".not"],
];

describe("undefined in a condition is refused, with its path", () => {
  describe.each(ways)("that begins with %s", (path, ask) => {
    test.each(holes)("%o", async (conditions, rest) => {
      const refused = ask(conditions);
      await expect(refused).rejects.toBeInstanceOf(UndefinedConditionError);
      await expect(refused).rejects.toMatchObject({
        message: `${path}${rest} is undefined.`,
        hint: "Leave the key out to have no condition, or write null to ask for IS NULL.",
      });
    });
  });

  test.each([
    ["Book.where", () => call(Book, "where", undefined)],
    ["Book.whereNot", () => call(Book, "whereNot", undefined)],
    ["Book.and", () => call(query, "and", undefined)],
    ["Book.or", () => call(query, "or", undefined)],
    ["Book.not", () => call(query, "not", undefined)],
    ["Book.rewhere", () => call(query, "rewhere", undefined)],
    ["Author.whereHas", () => call(Author, "whereHas", "books", undefined)],
    [
      "Author.whereMissing",
      () => call(Author, "whereMissing", "books", undefined),
    ],
    [
      "Author.with.books.where",
      () => call(Author, "with", { books: { where: undefined } }),
    ],
    ["Book.where", () => call(Book, "findBy", undefined)],
    ["Book.exists", () => call(Book, "exists", undefined)],
    ["Book.findMany.where", () => call(Book, "findMany", { where: undefined })],
  ])("in place of all conditions of %s", async (path, ask) => {
    const refused = ask();
    await expect(refused).rejects.toBeInstanceOf(UndefinedConditionError);
    await expect(refused).rejects.toMatchObject({
      message: `${path} is undefined.`,
    });
  });

  test("in the place of a value in SQL", () => {
    const untyped = {} as { title: string };
    expect(() => Book.where(sql`title = ${untyped.title}`)).toThrow(
      "Value 1 of sql`…` is undefined.",
    );
  });

  test("in place of a query to merge", async () => {
    await expect(call(query, "merge", undefined)).rejects.toMatchObject({
      message: "Book.merge takes a query, not undefined.",
    });
  });
});

describe("what queries do not have in common is refused", () => {
  test.each<[string, () => unknown, string, string | undefined]>([
    [
      "another model",
      () => query.or(Author.where({ name: "x" }) as never),
      "Book.or takes a query of Book, not a query of Author.",
      undefined,
    ],
    [
      "another model to merge",
      () => query.merge(Author.where({ name: "x" })),
      "Book.merge takes a query of Book, not a query of Author.",
      undefined,
    ],
    [
      "a limit",
      () => query.or(Book.limit(1)),
      "Book.or takes the conditions of a query, and this one has limit as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "another limit",
      () => query.limit(2).and(Book.limit(1)),
      "Book.and takes the conditions of a query, and this one has limit as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "an order, an offset and relations",
      () =>
        query.not(
          Book.orderBy({ id: "asc" }).limit(2).offset(1).with({ author: true }),
        ),
      "Book.not takes the conditions of a query, and this one has with and orderBy and limit and offset as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "joins",
      () => query.or(Book.joins("author")),
      "Book.or takes the conditions of a query, and this one has joins as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "rows of a statement and a note",
      () => query.or(Book.fromSql(sql`select * from books`).annotate("x")),
      "Book.or takes the conditions of a query, and this one has fromSql and annotate as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "a lock and a timeout",
      () => query.or(Book.limit(1).lock().timeout(5)),
      "Book.or takes the conditions of a query, and this one has limit and timeout and lock as well.",
      "Say that of the whole, after the conditions, or of both queries.",
    ],
    [
      "columns, to merge",
      () => query.merge(Book.select("id")),
      "Book.merge keeps the kind of its results, and the other query has select.",
      "Call that after merge.",
    ],
    [
      "computed values, to merge",
      () => query.merge(Book.addSelect({ length: sql`length(title)` })),
      "Book.merge keeps the kind of its results, and the other query has computed values.",
      "Call that after merge.",
    ],
    [
      "an object to merge",
      () => query.merge({ title: "x" } as never),
      "Book.merge takes a query, not an object.",
      undefined,
    ],
  ])("%s", (_, run, message, hint) => {
    expect(run).toThrow(message);
    expect(() => {
      try {
        run();
      } catch (error) {
        expect((error as { hint?: string }).hint).toBe(hint);
        throw error;
      }
    }).toThrow();
  });

  test("what both say is no difference", () => {
    const joined = Book.joins("author").limit(3).orderBy({ id: "asc" });
    const { text } = joined
      .where({ title: "x" })
      .or(joined.where({ pages: 1 }))
      .select("id")
      .toSQL();
    expect(text).toBe(
      'select "books"."id" from "public"."books" inner join "public"."authors" as "author" on "author"."id" = "books"."author_id" where "books"."title" = $1 or "books"."pages" = $2 order by "books"."id" limit $3',
    );
  });
});
