import { InvalidArgumentError, sql, TypeMismatchError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, libraryModels, Publisher } from "../../support/library";
import { fillLibrary } from "../../support/library-database";
import type { Library } from "../../support/library-database";
import {
  Essay,
  Photo,
  polymorphicModels,
  Remark,
  Writer,
} from "../../support/polymorphic-models";
import { useModels } from "../../support/use-models";

const untyped = (options: unknown): never => options as never;

describeEachEngine("with takes a function of the query", (engine) => {
  useModels(engine, [...libraryModels, ...polymorphicModels]);
  let library: Library;

  beforeEach(async () => {
    library = await fillLibrary();
  });

  test.each(["split", "joined"] as const)(
    "of many: conditions, order, places for each parent (%s)",
    async (strategy) => {
      const authors = await Author.orderBy({ id: "asc" }).with(
        {
          books: (books) =>
            books
              .where({ title: { ne: "Second" } })
              .whereNot({ inPrint: false })
              .orderBy({ title: "desc" })
              .limit(1)
              .offset(1),
        },
        { strategy },
      );
      expect(
        authors.map(({ books }) => books.map(({ title }) => title)),
      ).toEqual([["First"], [], []]);
      const offset = await Author.orderBy({ id: "asc" }).with(
        { books: { offset: 2 } },
        { strategy },
      );
      expect(
        offset.map(({ books }) => books.map(({ title }) => title)),
      ).toEqual([["Third"], [], []]);
    },
  );

  test.each(["split", "joined"] as const)(
    "what the query gives is what the relation holds, at any depth (%s)",
    async (strategy) => {
      const authors = await Author.where({ name: "Ann" }).with(
        {
          books: (books) =>
            books
              .where({ labels: { some: {} } })
              .orderBy({ id: "asc" })
              .withCount("labels")
              .with({
                labels: (labels) =>
                  labels
                    .orderBy({ name: "asc" })
                    .select("name", { length: sql<number>`length(name)` }),
              }),
        },
        { strategy },
      );
      const [ann] = authors;
      const found = ann?.books.map(({ title, labelsCount, labels }) => ({
        title,
        labelsCount,
        labels: labels.map(({ name, length }) => ({ name, length })),
      }));
      const red = { name: "red", length: 3 };
      expect(found).toEqual([
        {
          title: "First",
          labelsCount: 2,
          labels: [{ name: "blue", length: 4 }, red],
        },
        { title: "Second", labelsCount: 1, labels: [red] },
      ]);
    },
  );

  test("in every place that takes relations, for all owners in one statement", async () => {
    const named = { name: "Ann" };
    const { result, count } = await countQueries(() =>
      Book.findMany({
        where: { author: named },
        orderBy: { id: "asc" },
        with: { author: (authors) => authors.select("name") },
      }),
    );
    expect(result.map(({ author }) => author)).toEqual([named, named, named]);
    expect(count).toBe(2);
    const found = await Author.find(library.ann.id, {
      with: { books: (books) => books.where({ title: "First" }) },
    });
    expect(found.books.length).toBe(1);
    const loaded = await library.ann.load({
      books: (books) => books.orderBy({ id: "desc" }).limit(1),
    });
    expect(loaded.books.map(({ title }) => title)).toEqual(["Third"]);
    const rows = await Author.orderBy({ id: "asc" })
      .select("name")
      .with({ books: (books) => books.select("title").limit(1) });
    expect(rows[1]).toEqual({ name: "Bob", books: [{ title: "Fourth" }] });
  });

  test("joins and annotates, and says nothing of its own where it leaves the query as it is", async () => {
    const { result, statements } = await countQueries(() =>
      Publisher.where({})
        .annotate("outer")
        .with(
          {
            books: (books) =>
              books
                .joins("author")
                .where(sql`author.name = ${"Bob"}`)
                .annotate("inner"),
          },
          { strategy: "split" },
        ),
    );
    expect(result.map(({ books }) => books.length)).toEqual([1]);
    expect(statements[1]?.text).toMatch(/ \/\* outer \*\/ \/\* inner \*\/$/);
    const [same] = await Author.where({ name: "Ann" }).with({
      books: (books) => books,
    });
    expect(same?.books.length).toBe(3);
    const [none] = await Author.where({ name: "Ann" }).with({
      books: (books) => books.none(),
    });
    expect(none?.books.length).toBe(0);
  });

  test("of one: null where the conditions do not hold, and never where it is required", async () => {
    const books = await Book.orderBy({ id: "asc" }).with({
      editor: (authors) => authors.where({ name: "Nobody" }),
      author: (authors) => authors.with({ profile: true }),
    });
    expect(books.map(({ editor }) => editor)).toEqual([null, null, null, null]);
    expect(books[0]?.author.profile?.bio).toBe("Wrote.");
    expect(() =>
      Book.with({ author: (authors) => authors.where({ name: "Ann" }) }),
    ).toThrow(
      new InvalidArgumentError(
        "Book.with.author has conditions, and Book.author is required: it would be null where they do not hold.",
        {
          hint: 'Narrow the records that have it: whereHas("author", { … }).',
        },
      ),
    );
    expect(() =>
      Book.with({
        editor: (authors) => authors.limit(1).orderBy({ id: "asc" }),
      }),
    ).toThrow(
      /^Book\.with\.editor loads the records of a relation, which are not asked for with orderBy and limit\.$/,
    );
  });

  test("of records of several models, for each on its own", async () => {
    const ada = await Writer.create({ name: "Ada" });
    const essay = await Essay.create({ title: "Long", author: ada });
    const photo = await Photo.create({ url: "/1.png" });
    await Remark.create({ text: "of essay", subject: essay });
    await Remark.create({ text: "of photo", subject: photo });
    const remarks = await Remark.orderBy({ id: "asc" }).with({
      subject: {
        essay: (essays) => essays.with({ author: true }),
        photo: (photos) => photos.where({ url: "/none.png" }),
      },
    });
    const [first, second] = remarks;
    expect(first?.subject instanceof Essay).toBe(true);
    expect(await (first?.subject as Essay).author).toMatchObject({
      name: "Ada",
    });
    expect(second?.subject).toBeNull();
    expect(() =>
      Remark.with(untyped({ subject: (query: unknown) => query })),
    ).toThrow(/^Remark\.with\.subject .*true, or options by type/);
    expect(() =>
      Remark.with({ subject: { photo: (photos) => photos.select("url") } }),
    ).toThrow(/not asked for with select\.$/);
  });

  test("refuses what is no query, or not the one it is given", () => {
    expect(() => Author.with(untyped({ books: () => undefined }))).toThrow(
      TypeMismatchError,
    );
    expect(() => Author.with(untyped({ books: () => undefined }))).toThrow(
      "Author.with.books takes a function that gives its query of Book, narrowed, not one that gives undefined.",
    );
    expect(() =>
      Author.with({ books: () => Book.where({ title: "First" }) }),
    ).toThrow(
      new InvalidArgumentError(
        "Author.with.books gives another query than the one it is given.",
        { hint: "Write (query) => query.where({ … })." },
      ),
    );
    expect(() =>
      Author.with(
        untyped({ books: async (books: PromiseLike<unknown>) => books }),
      ),
    ).toThrow("narrowed, not one that gives an object of class Promise.");
  });

  test.each([
    ["lock", (books: ReturnType<typeof Book.where>) => books.lock()],
    ["distinct", (books: ReturnType<typeof Book.where>) => books.distinct()],
    ["timeout", (books: ReturnType<typeof Book.where>) => books.timeout(5)],
  ])("refuses %s, which a relation cannot have", (name, narrow) => {
    expect(() => Author.with({ books: narrow as never })).toThrow(
      new InvalidArgumentError(
        `Author.with.books loads the records of a relation, which are not asked for with ${name}.`,
        { hint: "Say that of the whole query, or of a query of their own." },
      ),
    );
  });
});

describeEachEngine("withWhereHas", (engine) => {
  useModels(engine, libraryModels);

  beforeEach(async () => {
    await fillLibrary();
  });

  test("gives the records that have some, and loads these alone", async () => {
    const { result, count } = await countQueries(() =>
      Author.withWhereHas("books", { title: { in: ["First", "Third"] } }),
    );
    expect(
      result.map(({ name, books }) => [name, books.map(({ title }) => title)]),
    ).toEqual([["Ann", ["First", "Third"]]]);
    expect(count).toBe(2);
    const books = await Book.where({ inPrint: false }).withWhereHas("editor", {
      name: "Ann",
    });
    expect(books.map(({ editor }) => editor?.name)).toEqual(["Ann"]);
    const labelled = await Book.orderBy({ id: "asc" })
      .withWhereHas("labels", sql`name = 'blue'`)
      .with({ author: true });
    expect(
      labelled.map(({ author, labels }) => [author.name, labels.length]),
    ).toEqual([["Ann", 1]]);
  });

  test("refuses a relation that there is not, and conditions that are lost", () => {
    expect(() => Author.withWhereHas(untyped("boks"), {})).toThrow(
      'Author has no relation "boks".',
    );
    expect(() => Author.withWhereHas("books", untyped(undefined))).toThrow(
      "Author.withWhereHas",
    );
  });
});
