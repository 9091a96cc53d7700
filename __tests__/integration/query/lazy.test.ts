import { inspect } from "node:util";
import { RelationNotLoadedError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Profile } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";

describeEachEngine("a relation that is not loaded", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
    const authors = await Author.insertAll(
      Array.from({ length: 50 }, (_, index) => ({
        name: `author ${String(index)}`,
      })),
    );
    await Profile.insertAll(
      authors.keys.map((author) => ({
        bio: `of ${String(author)}`,
        author: author as never,
      })),
    );
    await Book.insertAll(
      authors.keys.flatMap((author) =>
        ["one", "two"].map((title) => ({
          title: `lazy ${title}`,
          author: author as never,
        })),
      ),
    );
  }, 60_000);

  afterAll(() => opened.close());

  const lazyBooks = (): Promise<Book[]> =>
    Book.where({ title: { startsWith: "lazy" } })
      .orderBy({ id: "asc" })
      .all();

  test("does nothing until it is awaited", async () => {
    const books = await lazyBooks();
    const { count } = await countQueries(() => {
      for (const book of books) {
        void book.author;
        void book.labels;
        Object.assign({}, book);
      }
      JSON.stringify(books);
      inspect(books);
    });
    expect(count).toBe(0);
  });

  test("loads for all siblings in one statement, though they are awaited one by one", async () => {
    const books = await lazyBooks();
    expect(books).toHaveLength(100);
    const { count, result } = await countQueries(async () => {
      const names: string[] = [];
      for (const book of books) names.push((await book.author).name);
      return names;
    });
    expect(count).toBe(1);
    expect(result.slice(0, 3)).toEqual(["author 0", "author 0", "author 1"]);
    expect(await books[0]?.author).toBe(await books[1]?.author);
  });

  test("loads once when all are awaited together", async () => {
    const books = await lazyBooks();
    const { count, result } = await countQueries(() =>
      Promise.all(books.map(async (book) => (await book.author).name)),
    );
    expect(count).toBe(1);
    expect(result[99]).toBe("author 49");
  });

  test("loads what is behind it for all siblings as well", async () => {
    const books = await lazyBooks();
    const { count, result } = await countQueries(async () => {
      const found: string[] = [];
      for (const book of books) {
        const author = await book.author;
        found.push((await author.profile)?.bio ?? "");
        for (const other of await author.books)
          found.push((await other.author).name);
      }
      return found;
    });
    expect(count).toBe(3);
    expect(result).toHaveLength(300);
  });

  test("loads only for those of its siblings that do not have it", async () => {
    const [first, second] = await lazyBooks();
    await second?.load({ author: true });
    const { statements } = await countQueries(
      async () => (await first?.author)?.name,
    );
    expect(statements).toHaveLength(1);
    const authorOfSecond = await second?.author;
    expect(authorOfSecond).toBe(await second?.author);
  });

  test("is a plain value once it is loaded", async () => {
    const book = await Book.find(library.first.id);
    const author = await book.author;
    expect(book.author).toBe(author);
    expect((book.author as Author).name).toBe("Ann");
  });

  test("is null at once where there is no key", async () => {
    const book = await Book.find(library.first.id);
    const { count } = await countQueries(async () => {
      expect(book.editor).toBeNull();
      expect(await book.editor).toBeNull();
      expect(await book.publisher).toBeNull();
    });
    expect(count).toBe(0);
  });

  test("refuses to be used as if it were loaded", async () => {
    const book = await Book.find(library.first.id);
    const untyped = book as unknown as { author: { name: string } };
    expect(() => untyped.author.name).toThrow(RelationNotLoadedError);
    expect(() => untyped.author.name).toThrow("Book.author is not loaded.");
    expect(() => {
      untyped.author.name = "x";
    }).toThrow(RelationNotLoadedError);
    expect(() => Number(untyped.author)).toThrow(RelationNotLoadedError);
    expect(() => (book.labels as unknown as unknown[]).length).toThrow(
      "Book.labels is not loaded.",
    );
    expect(() => [...(book.labels as unknown as unknown[])]).toThrow(
      RelationNotLoadedError,
    );
    expect(inspect(untyped.author)).toBe("[Book.author: not loaded]");
    expect(inspect(book.labels)).toBe("[Book.labels: not loaded]");
  });

  test("to many can be awaited, walked, narrowed and counted", async () => {
    const ann = await Author.find(library.ann.id);
    expect(await ann.books.count()).toBe(3);
    expect(
      (await ann.books.where({ pages: { gt: 60 } })).map(({ title }) => title),
    ).toEqual(["First"]);
    const titles: string[] = [];
    for await (const book of ann.books) titles.push(book.title);
    expect(titles.sort()).toEqual(["First", "Second", "Third"]);
    const { count } = await countQueries(async () => {
      expect(await ann.books).toHaveLength(3);
      expect(await ann.books.size()).toBe(3);
    });
    expect(count).toBe(0);
  });

  test("to many through a join table can be narrowed, and of a new record holds nothing", async () => {
    const book = await Book.find(library.first.id);
    expect(
      (await book.labels.where({ name: "red" })).map(({ name }) => name),
    ).toEqual(["red"]);
    expect(await book.labels.count()).toBe(2);
    const friends = await (
      await Author.find(library.ann.id)
    ).friends
      .where({})
      .orderBy({ name: "asc" })
      .pluck("name");
    expect(friends).toEqual(["Bob", "Cleo"]);
    const fresh = new Book();
    expect(await fresh.labels).toEqual([]);
    expect(await fresh.labels.count()).toBe(0);
    expect(await fresh.author).toBeNull();
  });

  test("gives a list of its own, which does not change what is loaded", async () => {
    const ann = await Author.find(library.ann.id);
    (await ann.books).pop();
    expect(await ann.books).toHaveLength(3);
  });

  test("is null where the key leads to no row, and asked anew when the key is set to another", async () => {
    await opened.database.execute(
      "alter table books drop constraint books_editor_id_fkey",
    );
    const book = await Book.find(library.second.id);
    book.editorId = 999_999;
    await book.save();
    const { count } = await countQueries(async () => {
      expect(await book.editor).toBeNull();
      expect(book.editor).toBeNull();
      book.editorId = library.bob.id;
      expect((await book.editor)?.name).toBe("Bob");
    });
    expect(count).toBe(2);
    const again = await Book.find(book.id, { with: { editor: true } });
    expect(again.editor).toBeNull();
    await again.update({ editor: null });
  });

  test("rejects for everybody who waits when the statement fails, and is asked anew afterwards", async () => {
    const [first, second] = await lazyBooks();
    await opened.database.execute(
      'alter table "authors" rename to "authors_away"',
    );
    const outcomes = await Promise.allSettled([first?.author, second?.author]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    await opened.database.execute(
      'alter table "authors_away" rename to "authors"',
    );
    expect((await first?.author)?.name).toBe("author 0");
  });
});
