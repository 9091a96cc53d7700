import { inspect } from "node:util";
import { RecordNotFoundError, sql, TypeMismatchError } from "arx";
import type { OrderBy } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label, Publisher } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";

describeEachEngine("a query", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  const titles = (books: readonly Book[]): string[] =>
    books.map(({ title }) => title);

  test("is not changed by what is built on it", async () => {
    const base = Book.where({ author: library.ann });
    const text = base.toSQL();
    const long = base.where({ pages: { gt: 60 } }).limit(1);
    const ordered = base.orderBy({ title: "desc" }).offset(1);
    expect(base.toSQL()).toEqual(text);
    expect(titles(await long)).toEqual(["First"]);
    expect(titles(await ordered)).toEqual(["Second", "First"]);
    expect(await base.count()).toBe(3);
  });

  test("prints itself as what it is, without the values it asks for", () => {
    expect(inspect(Label.where({ name: "secret" }).limit(1))).toBe(
      `[Query of Label, run by await: ${Label.where({ name: "secret" }).limit(1).toSQL().text}]`,
    );
    expect(inspect(Label.where({ name: "secret" }))).not.toContain("secret");
  });

  test("keeps the conditions that it was given, whatever becomes of the objects", async () => {
    const tags = ["a", "b"];
    const where = { tags, pages: { gt: 1 } };
    const query = Book.where(where);
    tags.push("c");
    where.pages.gt = 1000;
    expect(titles(await query)).toEqual(["First"]);
  });

  test("runs once each time it is awaited, and never before", async () => {
    const query = Book.where({ title: "First" });
    expect((await countQueries(() => undefined)).count).toBe(0);
    const { count } = await countQueries(async () => {
      await query;
      await query.all();
    });
    expect(count).toBe(2);
  });

  test("orders by several columns, with the place of NULL", async () => {
    const order = async (
      ...orders: readonly OrderBy<Book>[]
    ): Promise<string[]> => titles(await Book.orderBy(...orders));
    expect(
      await order({ pages: { dir: "asc", nulls: "first" } }, { title: "asc" }),
    ).toEqual(["Fourth", "Third", "Second", "First"]);
    expect(
      await order({ pages: { dir: "asc", nulls: "last" }, title: "desc" }),
    ).toEqual(["Second", "First", "Third", "Fourth"]);
    expect(
      await order({ pages: { dir: "desc", nulls: "first" } }, { title: "asc" }),
    ).toEqual(["Fourth", "Third", "First", "Second"]);
    expect(
      await order({ pages: { dir: "desc", nulls: "last" } }, { title: "asc" }),
    ).toEqual(["First", "Second", "Fourth", "Third"]);
    expect(
      titles(
        await Book.orderBy({ title: "asc" })
          .reorder({ title: "desc" })
          .limit(1),
      ),
    ).toEqual(["Third"]);
  });

  test("limits and skips rows; a limit of 0 gives none, without a statement", async () => {
    expect(
      titles(await Book.orderBy({ id: "asc" }).limit(2).offset(1)),
    ).toEqual(["Second", "Third"]);
    const { count, result } = await countQueries(async () => {
      const none = Book.limit(0);
      return [
        await none,
        await none.first(),
        await none.count(),
        await none.exists(),
        await none.pluck("id"),
      ];
    });
    expect(result).toEqual([[], null, 0, false, []]);
    expect(count).toBe(0);
  });

  test("counts what it gives, limit and offset included", async () => {
    expect(await Book.count()).toBe(4);
    expect(await Book.where({ pages: { isNotNull: true } }).count()).toBe(2);
    expect(await Book.limit(3).count()).toBe(3);
    expect(await Book.orderBy({ id: "asc" }).offset(3).limit(3).count()).toBe(
      1,
    );
    expect(await Book.where({ title: "none" }).count()).toBe(0);
  });

  test("tells whether there is any row", async () => {
    expect(await Book.exists()).toBe(true);
    expect(await Book.where({ title: "First" }).exists()).toBe(true);
    expect(await Book.where({ title: "none" }).exists()).toBe(false);
    expect(await Book.where({}).offset(4).exists()).toBe(false);
    expect(await Book.orderBy({ id: "asc" }).offset(3).limit(1).exists()).toBe(
      true,
    );
  });

  test("gives the first row in its order, or by key when it has none", async () => {
    expect((await Book.first())?.title).toBe("First");
    expect((await Book.orderBy({ title: "desc" }).first())?.title).toBe(
      "Third",
    );
    expect(await Book.where({ title: "none" }).first()).toBeNull();
    expect((await Book.where({}).offset(3).first())?.title).toBe("Fourth");
  });

  test("plucks values, tuples and keys", async () => {
    const byTitle = Book.orderBy({ title: "asc" });
    expect(await byTitle.pluck("title")).toEqual([
      "First",
      "Fourth",
      "Second",
      "Third",
    ]);
    expect(await byTitle.limit(2).pluck("title", "pages")).toEqual([
      ["First", 100],
      ["Fourth", null],
    ]);
    expect(await Book.orderBy({ id: "asc" }).limit(2).ids()).toEqual([
      library.first.id,
      library.second.id,
    ]);
    await expect(Publisher.where({}).ids()).rejects.toThrow(
      "The key of Publisher has several columns.",
    );
    await expect(
      (byTitle as unknown as { pluck(): Promise<unknown> }).pluck(),
    ).rejects.toThrow("Book.pluck takes names of columns.");
  });

  test("selects plain rows with their own types", async () => {
    const rows = await Book.where({ title: "First" }).select(
      "title",
      "tags",
      "price",
      "inPrint",
    );
    expect(rows).toEqual([
      { title: "First", tags: ["a", "b"], price: "9.90", inPrint: true },
    ]);
    expect(rows[0]).not.toBeInstanceOf(Book);
    expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
  });

  test("finds by primary key, or says which record there is not", async () => {
    const found = await Book.find(library.first.id);
    expect(found).toBeInstanceOf(Book);
    expect(found.title).toBe("First");
    await expect(Book.find(999)).rejects.toThrow(RecordNotFoundError);
    await expect(Book.find(999)).rejects.toThrow("No Book with id 999.");
    expect(await Book.findOrNull(999)).toBeNull();
    expect((await Label.find(library.red.id.toUpperCase())).name).toBe("red");
    expect((await Publisher.find({ country: "de", number: 7 })).name).toBe(
      "Verlag",
    );
    await expect(Publisher.find({ country: "de", number: 8 })).rejects.toThrow(
      "No Publisher with country de and number 8.",
    );
  });

  test.each<[string, (key: never) => Promise<unknown>, unknown, string]>([
    ["null", (key) => Book.find(key), null, "Book.id takes number, not null."],
    [
      "undefined",
      (key) => Book.find(key),
      undefined,
      "Book.id takes number, not undefined.",
    ],
    [
      "a string",
      (key) => Book.find(key),
      "1",
      "Book.id takes an integer, not a string.",
    ],
    [
      "NaN",
      (key) => Book.findOrNull(key),
      NaN,
      "Book.id takes an integer, not NaN.",
    ],
    [
      "no UUID",
      (key) => Label.find(key),
      "1",
      "Label.id takes a UUID, not another string.",
    ],
    [
      "half a key",
      (key) => Publisher.find(key),
      { country: "de" },
      "Publisher.number takes number, not undefined.",
    ],
    [
      "a value for two",
      (key) => Publisher.find(key),
      "de",
      "Publisher.find takes the key { country, number }, not a string.",
    ],
    [
      "a foreign name",
      (key) => Book.find(key),
      { title: "x" },
      "Book.find takes the key { id }, not { title }.",
    ],
  ])(
    "refuses %s as a key, without a statement",
    async (_, find, key, message) => {
      const { count } = await countQueries(async () => {
        await expect(find(key as never)).rejects.toThrow(TypeMismatchError);
        await expect(find(key as never)).rejects.toThrow(message);
      });
      expect(count).toBe(0);
    },
  );

  test("finds several by key: all or none, in their order", async () => {
    const { first, second, third } = library;
    const { result, count } = await countQueries(() =>
      Book.find([third.id, first.id, third.id]),
    );
    expect(titles(result)).toEqual(["Third", "First", "Third"]);
    expect(result[0]).toBe(result[2]);
    expect(count).toBe(1);
    await expect(Book.find([second.id, 998, 999])).rejects.toThrow(
      "No Book with id 998, id 999 (1 of 3 were found).",
    );
    expect(await Book.find([])).toEqual([]);
    const publishers = await Publisher.find([{ country: "de", number: 7 }]);
    expect(publishers[0]?.name).toBe("Verlag");
  });

  test("finds one by conditions", async () => {
    expect((await Book.findBy({ title: "Second" }))?.id).toBe(
      library.second.id,
    );
    expect(await Book.findBy({ title: "none" })).toBeNull();
  });

  test("finds many by one object", async () => {
    const books = await Book.findMany({
      where: { pages: { gte: 50 } },
      orderBy: [{ pages: "desc" }, { id: "asc" }],
      limit: 5,
      offset: 1,
      with: { author: true },
    });
    expect(books.map((book) => [book.title, book.author.name])).toEqual([
      ["Second", "Ann"],
    ]);
    const rows = await Book.findMany({
      select: ["title"],
      orderBy: { id: "asc" },
      limit: 1,
    });
    expect(rows).toEqual([{ title: "First" }]);
    expect(await Book.findMany()).toHaveLength(4);
    await expect(Book.findMany({ where: undefined } as never)).rejects.toThrow(
      "Book.findMany.where is undefined.",
    );
    await expect(Book.findMany({ wher: {} } as never)).rejects.toThrow(
      'Book.findMany has no option "wher".',
    );
  });

  test("filters by relations without repeating a record", async () => {
    const names = async (where: never): Promise<string[]> =>
      (await Author.where(where).orderBy({ id: "asc" })).map(
        ({ name }) => name,
      );
    expect(await names({ books: { some: {} } } as never)).toEqual([
      "Ann",
      "Bob",
    ]);
    expect(await names({ books: { none: {} } } as never)).toEqual(["Cleo"]);
    expect(
      await names({ books: { every: { pages: { gt: 0 } } } } as never),
    ).toEqual(["Cleo"]);
    expect(
      await names({
        books: { some: { labels: { some: { name: "blue" } } } },
      } as never),
    ).toEqual(["Ann"]);
    expect(await names({ mentor: { name: "Ann" } } as never)).toEqual([
      "Bob",
      "Cleo",
    ]);
    expect(await names({ mentor: null } as never)).toEqual(["Ann"]);
    expect(await names({ pupils: { some: { name: "Bob" } } } as never)).toEqual(
      ["Ann"],
    );
    expect(
      await names({
        friends: { some: { friends: { some: { name: "Ann" } } } },
      } as never),
    ).toEqual(["Ann"]);
    expect(await names({ profile: { bio: "Wrote." } } as never)).toEqual([
      "Ann",
    ]);
    expect(await names({ profile: null } as never)).toEqual(["Bob", "Cleo"]);
  });

  test("filters by a record, its key and null", async () => {
    const { ann, fourth, publisher } = library;
    expect(await Book.where({ author: ann }).count()).toBe(3);
    expect(await Book.where({ author: ann.id }).count()).toBe(3);
    expect(await Book.where({ editor: null }).count()).toBe(3);
    expect(await Book.where({ editor: ann }).ids()).toEqual([fourth.id]);
    expect(await Book.where({ publisher }).ids()).toEqual([fourth.id]);
    expect(
      await Book.where({ publisher: { country: "de", number: 7 } }).ids(),
    ).toEqual([fourth.id]);
    expect(await Book.where({ publisher: { name: "Verlag" } }).ids()).toEqual([
      fourth.id,
    ]);
    expect(await Book.where({ publisher: null }).count()).toBe(3);
    expect(
      await Publisher.where({ books: { some: { title: "Fourth" } } }).count(),
    ).toBe(1);
    expect(await Author.where({ profile: 1 } as never).count()).toBe(1);
  });

  test("gives every row, however many there are", async () => {
    await Author.insertAll(
      Array.from({ length: 1001 }, (_, index) => ({
        name: `many ${String(index)}`,
      })),
    );
    const many = await Author.where({ name: { startsWith: "many" } });
    expect(many).toHaveLength(1001);
  });

  test("is a part of an SQL fragment, as its model is", async () => {
    const rows = await sql<{ n: number }>`
      select count(*)::int as n from ${Book} where author_id in ${Book.where({ title: "First" }).select("authorId")}`;
    expect(rows).toEqual([{ n: 3 }]);
  });
});
