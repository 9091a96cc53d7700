import { Rollback, transaction } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Author,
  Book,
  BookLabel,
  Label,
  Profile,
  Publisher,
} from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";

describeEachEngine("with loads relations", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test("to one record: one more statement, and the same record for the same key", async () => {
    const { result: books, statements } = await countQueries(() =>
      Book.orderBy({ id: "asc" }).with({ author: true, editor: true }),
    );
    expect(books.map(({ author }) => author.name)).toEqual([
      "Ann",
      "Ann",
      "Ann",
      "Bob",
    ]);
    expect(books.map(({ editor }) => editor?.name ?? null)).toEqual([
      null,
      null,
      null,
      "Ann",
    ]);
    expect(books[0]?.author).toBeInstanceOf(Author);
    expect(books[0]?.author).toBe(books[2]?.author);
    const { ann, bob } = library;
    expect(statements.slice(1)).toEqual(
      expect.arrayContaining([
        {
          text: 'select "authors"."id", "authors"."name", "authors"."born", "authors"."mentor_id" from "public"."authors" where "authors"."id" = any($1)',
          parameters: [`{${String(ann.id)},${String(bob.id)}}`],
        },
        expect.objectContaining({ parameters: [`{${String(ann.id)}}`] }),
      ]),
    );
    expect(statements).toHaveLength(3);
  });

  test("to many records: in order, and none is an empty list", async () => {
    const { result: authors, statements } = await countQueries(() =>
      Author.orderBy({ id: "asc" }).with({
        books: { orderBy: { title: "desc" } },
      }),
    );
    expect(authors.map(({ books }) => books.map(({ title }) => title))).toEqual(
      [["Third", "Second", "First"], ["Fourth"], []],
    );
    expect(authors[2]?.books.length).toBe(0);
    expect(statements).toHaveLength(2);
  });

  test("back from the children of a record to the record, without a statement", async () => {
    const [ann] = await Author.where({ name: "Ann" }).with({
      books: true,
      profile: true,
    });
    const { count } = await countQueries(async () => {
      const book = ann?.books.at(0);
      expect(await book?.author).toBe(ann);
      expect(book?.author).toBe(ann);
      expect(ann?.profile?.author).toBe(ann);
    });
    expect(count).toBe(0);
  });

  test("to one record that keeps the key, or null", async () => {
    const authors = await Author.orderBy({ id: "asc" }).with({ profile: true });
    expect(authors.map(({ profile }) => profile?.bio ?? null)).toEqual([
      "Wrote.",
      null,
      null,
    ]);
    expect(authors[0]?.profile).toBeInstanceOf(Profile);
  });

  test("through a join table, with one record for all who share it", async () => {
    const { result: books, statements } = await countQueries(() =>
      Book.orderBy({ id: "asc" }).with({
        labels: { orderBy: { name: "asc" } },
      }),
    );
    expect(books.map(({ labels }) => labels.map(({ name }) => name))).toEqual([
      ["blue", "red"],
      ["red"],
      [],
      [],
    ]);
    expect(books[0]?.labels.at(1)).toBe(books[1]?.labels.at(0));
    expect(statements).toHaveLength(2);
    const labels = await Label.orderBy({ name: "asc" }).with({
      books: { orderBy: { id: "asc" } },
    });
    expect(
      labels.map((label) => label.books.map(({ title }) => title)),
    ).toEqual([["First"], ["First", "Second"]]);
  });

  test("of a model to itself, directly and through a join table", async () => {
    const { result: authors, statements } = await countQueries(() =>
      Author.orderBy({ id: "asc" }).with({
        mentor: true,
        pupils: { orderBy: { name: "asc" } },
        friends: { orderBy: { name: "asc" }, with: { friends: true } },
      }),
    );
    expect(authors.map(({ mentor }) => mentor?.name ?? null)).toEqual([
      null,
      "Ann",
      "Ann",
    ]);
    expect(authors.map(({ pupils }) => pupils.map(({ name }) => name))).toEqual(
      [["Bob", "Cleo"], [], []],
    );
    expect(
      authors.map(({ friends }) => friends.map(({ name }) => name)),
    ).toEqual([["Bob", "Cleo"], ["Ann"], []]);
    expect(authors[0]?.friends.at(0)?.friends.map(({ name }) => name)).toEqual([
      "Ann",
    ]);
    expect(statements).toHaveLength(5);
  });

  test("at any depth: one statement for each relation and level", async () => {
    const { result: authors, statements } = await countQueries(() =>
      Author.orderBy({ id: "asc" }).with({
        books: {
          orderBy: { id: "asc" },
          with: { labels: { orderBy: { name: "asc" } }, publisher: true },
        },
      }),
    );
    expect(statements).toHaveLength(4);
    const names = authors.map(({ books }) =>
      books.map((book) => [
        book.publisher?.name ?? null,
        ...book.labels.map(({ name }) => name),
      ]),
    );
    expect(names).toEqual([
      [[null, "blue", "red"], [null, "red"], [null]],
      [["Verlag"]],
      [],
    ]);
  });

  test("by a composite key, from both sides", async () => {
    const { publisher, fourth } = library;
    const { result, statements } = await countQueries(() =>
      Publisher.where({}).with({ books: { with: { publisher: true } } }),
    );
    expect(result[0]?.books.map(({ id }) => id)).toEqual([fourth.id]);
    expect(result[0]?.books.at(0)?.publisher?.name).toBe(publisher.name);
    expect(statements[1]?.text).toContain(
      'unnest($1::varchar[], $2::integer[]) as "arx_keys"("key1", "key2")',
    );
    expect(statements[1]?.parameters).toEqual(["{de}", "{7}"]);
    expect(statements).toHaveLength(3);
  });

  test("with conditions, columns and a limit for each owner", async () => {
    const { result: authors, statements } = await countQueries(() =>
      Author.orderBy({ id: "asc" }).with({
        books: {
          where: { title: { ne: "Second" } },
          orderBy: { title: "desc" },
          limit: 1,
        },
      }),
    );
    expect(authors.map(({ books }) => books.map(({ title }) => title))).toEqual(
      [["Third"], ["Fourth"], []],
    );
    expect(authors[0]?.books.at(0)).toBeInstanceOf(Book);
    expect(statements).toHaveLength(2);
    const rows = await Author.orderBy({ id: "asc" }).with({
      books: { select: ["title"], orderBy: { pages: "asc" }, limit: 2 },
    });
    expect(rows[0]?.books.toArray()).toEqual([
      { title: "Second" },
      { title: "First" },
    ]);
    expect(rows[2]?.books.toArray()).toEqual([]);
  });

  test("with a limit through a join table and for a composite key", async () => {
    const books = await Book.orderBy({ id: "asc" }).with({
      labels: { orderBy: { name: "desc" }, limit: 1 },
    });
    expect(books.map(({ labels }) => labels.map(({ name }) => name))).toEqual([
      ["red"],
      ["red"],
      [],
      [],
    ]);
    expect(books[0]?.labels.at(0)).toBe(books[1]?.labels.at(0));
    const publishers = await Publisher.where({}).with({ books: { limit: 1 } });
    expect(publishers[0]?.books.map(({ title }) => title)).toEqual(["Fourth"]);
  });

  test("with a limit takes the first by key where no order is said, and none for 0", async () => {
    const authors = await Author.orderBy({ id: "asc" }).with({
      books: { limit: 2 },
    });
    expect(authors[0]?.books.map(({ title }) => title)).toEqual([
      "First",
      "Second",
    ]);
    const { result, count } = await countQueries(() =>
      Author.where({}).with({ books: { limit: 0 } }),
    );
    expect(result[0]?.books.length).toBe(0);
    expect(count).toBe(1);
  });

  test("of a limited query only for the records that it gives", async () => {
    const { ann } = library;
    const { result: authors, statements } = await countQueries(() =>
      Author.orderBy({ id: "asc" })
        .limit(1)
        .with({ books: true }, { strategy: "split" }),
    );
    expect(authors.map(({ books }) => books.length)).toEqual([3]);
    expect(statements[1]?.parameters).toEqual([`{${String(ann.id)}}`]);
  });

  test("onto plain rows as plain values, without the columns that were only needed to find them", async () => {
    const rows = await Book.orderBy({ id: "asc" })
      .limit(2)
      .select("title")
      .with({
        author: { select: ["name"] },
        labels: { select: ["name"], orderBy: { name: "asc" } },
      });
    expect(rows).toEqual([
      {
        title: "First",
        author: { name: "Ann" },
        labels: [{ name: "blue" }, { name: "red" }],
      },
      { title: "Second", author: { name: "Ann" }, labels: [{ name: "red" }] },
    ]);
    const label: string | undefined = rows[1]?.labels[0]?.name;
    expect(label).toBe("red");
  });

  test("when it is said twice, as it was said last", async () => {
    const [ann] = await Author.where({ name: "Ann" })
      .with({ books: true })
      .with({ books: { where: { title: "First" } }, profile: true });
    expect(ann?.books.length).toBe(1);
    expect(ann?.profile?.bio).toBe("Wrote.");
  });

  test("of nothing without a statement", async () => {
    const none = await countQueries(() =>
      Book.where({ title: "none" }).with({ author: true, labels: true }),
    );
    expect(none.count).toBe(1);
    const withoutKey = await countQueries(() =>
      Book.where({ title: "First" }).with({ editor: true, publisher: true }),
    );
    expect(
      withoutKey.result.map(({ editor, publisher }) => [editor, publisher]),
    ).toEqual([[null, null]]);
    expect(withoutKey.count).toBe(1);
  });

  test("for a record that is found by key, and for several", async () => {
    const one = await countQueries(() =>
      Book.find(library.first.id, {
        with: { author: { with: { profile: true } } },
      }),
    );
    expect(one.result.author.profile?.bio).toBe("Wrote.");
    expect(one.count).toBe(1);
    const { country, number } = library.publisher;
    const ofTwo = await Publisher.find(
      { country, number },
      { with: { books: true } },
    );
    expect(ofTwo.books.map(({ title }) => title)).toEqual(["Fourth"]);
    const both = await countQueries(() =>
      Book.find([library.fourth.id, library.first.id], {
        with: { author: true },
      }),
    );
    expect(both.result.map(({ author }) => author.name)).toEqual([
      "Bob",
      "Ann",
    ]);
    expect(both.count).toBe(1);
    expect(
      (await Book.findOrNull(library.first.id, { with: { labels: true } }))
        ?.labels.length,
    ).toBe(2);
  });

  test("onto a record that is there already", async () => {
    const book = await Book.find(library.first.id);
    const loaded = await book.load({
      author: true,
      labels: { limit: 1, orderBy: { name: "asc" } },
    });
    expect(loaded).toBe(book);
    expect(loaded.author.name).toBe("Ann");
    expect(loaded.labels.map(({ name }) => name)).toEqual(["blue"]);
    expect((await book.load({ labels: true })).labels.length).toBe(2);
  });

  test("through a join table once for each link", async () => {
    const { count } = await BookLabel.insertAll([
      { book: library.third, label: library.red },
    ]);
    expect(count).toBe(1);
    const [red] = await Label.where({ name: "red" }).with({
      books: { orderBy: { id: "asc" } },
    });
    expect(red?.books.map(({ title }) => title)).toEqual([
      "First",
      "Second",
      "Third",
    ]);
    await BookLabel.where({ book: library.third })
      .first()
      .then((link) => link?.destroy());
  });

  test("inside a transaction sees what the transaction wrote", async () => {
    const { ann } = library;
    const attempt = transaction(async () => {
      const label = await Label.create({ name: "inside" });
      const book = await Book.create({ title: "Inside", author: ann });
      await BookLabel.create({ book, label });
      const found = await Book.find(book.id, {
        with: { author: true, labels: true, editor: true },
      });
      expect(found.author.name).toBe("Ann");
      expect(found.labels.map(({ name }) => name)).toEqual(["inside"]);
      throw new Rollback("only looking");
    });
    await expect(attempt).rejects.toThrow(Rollback);
    expect(await Book.where({ title: "Inside" }).exists()).toBe(false);
  });
});
