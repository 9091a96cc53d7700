import { TypeMismatchError, UnknownColumnError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label, libraryModels } from "../../support/library";
import { fillLibrary } from "../../support/library-database";
import type { Library } from "../../support/library-database";
import {
  Essay,
  polymorphicModels,
  Remark,
  Writer,
} from "../../support/polymorphic-models";
import { useModels } from "../../support/use-models";
import {
  Bike,
  Car,
  Garage,
  Vehicle,
  vehicleModels,
} from "../../support/vehicles";

const untyped = (value: unknown): never => value as never;

describeEachEngine("relations of records that are there", (engine) => {
  useModels(engine, libraryModels);
  let library: Library;

  beforeEach(async () => {
    library = await fillLibrary();
  });

  const found = async (...titles: string[]): Promise<Book[]> =>
    Promise.all(titles.map((title) => Book.where({ title }).sole()));

  test("load: one statement for each relation and level, the same records in their order", async () => {
    const books = await found("Fourth", "First", "First");
    const { result, statements } = await countQueries(() =>
      Book.load(books, { author: { with: { profile: true } }, labels: true }),
    );
    expect(statements).toHaveLength(3);
    result.forEach((book, index) => {
      expect(book).toBe(books[index]);
    });
    expect(
      result.map(({ author, labels }) => [
        author.name,
        author.profile?.bio ?? null,
        labels.length,
      ]),
    ).toEqual([
      ["Bob", null, 0],
      ["Ann", "Wrote.", 2],
      ["Ann", "Wrote.", 2],
    ]);
    await library.red.update({ name: "scarlet" });
    const [, again] = await Book.load(books, {
      labels: { orderBy: { name: "desc" }, limit: 1 },
    });
    expect(again?.labels.map(({ name }) => name)).toEqual(["scarlet"]);
  });

  test("load of no records: no statement", async () => {
    const { result, count } = await countQueries(async () => [
      ...(await Book.load([], { author: true })),
      ...(await Book.loadMissing([], { author: true })),
    ]);
    expect([result, count]).toEqual([[], 0]);
  });

  test("loadMissing of a record: only what is not loaded, at every depth", async () => {
    const [book] = await Book.where({ title: "First" }).with({
      author: true,
      labels: { limit: 1, orderBy: { name: "asc" } },
    });
    if (book === undefined) throw new Error("there is a book");
    const { author } = book;
    const { result, statements } = await countQueries(() =>
      book.loadMissing({
        author: { with: { profile: true, books: { with: { labels: true } } } },
        labels: true,
        editor: true,
      }),
    );
    expect(statements).toHaveLength(3);
    expect(
      statements
        .map(({ text }) => / from "public"\."(\w+)"/.exec(text)?.[1])
        .sort(),
    ).toEqual(["books", "labels", "profiles"]);
    expect(result.author).toBe(author);
    expect(result.author.profile?.bio).toBe("Wrote.");
    expect(result.author.books.map(({ labels }) => labels.length)).toEqual([
      2, 1, 0,
    ]);
    expect(result.labels.map(({ name }) => name)).toEqual(["blue"]);
    expect(result.editor).toBeNull();
    const { count } = await countQueries(() =>
      book.loadMissing({ author: { with: { profile: true } }, editor: true }),
    );
    expect(count).toBe(0);
  });

  test("loadMissing of several: what some have is gone into in the statement of the others", async () => {
    const books = await Book.orderBy({ id: "asc" });
    const [first] = books;
    if (first === undefined) throw new Error("there is a book");
    await first.load({ author: true });
    const { result, statements } = await countQueries(() =>
      Book.loadMissing(books, { author: { with: { profile: true } } }),
    );
    expect(result.map(({ author }) => author.profile?.bio ?? null)).toEqual([
      "Wrote.",
      "Wrote.",
      "Wrote.",
      null,
    ]);
    expect(statements).toHaveLength(2);
    expect(statements[1]?.parameters).toHaveLength(1);
  });

  test("loadMissing loads again what a changed key leads to", async () => {
    const [first] = await Book.where({ title: "First" }).with({ author: true });
    if (first === undefined) throw new Error("there is a book");
    first.authorId = library.bob.id;
    expect((await first.loadMissing({ author: true })).author.name).toBe("Bob");
  });

  test("functions say what is loaded as well", async () => {
    const authors = await Author.orderBy({ id: "asc" });
    const [ann] = await Author.loadMissing(authors, {
      books: (books) =>
        books
          .where({ inPrint: true })
          .withCount("labels")
          .orderBy({ id: "asc" }),
    });
    expect(ann?.books.map(({ labelsCount }) => labelsCount)).toEqual([2, 1, 0]);
  });

  test.each(["load", "loadMissing"] as const)(
    "%s refuses what are no records of the model, and no relations of it",
    async (verb) => {
      const relations = { author: true } as const;
      await expect(
        Book[verb](untyped({ length: 0 }), relations),
      ).rejects.toThrow(
        `Book.${verb} takes a list of records of Book, not an object.`,
      );
      await expect(
        Book[verb](untyped([library.first, library.ann]), relations),
      ).rejects.toThrow(
        new TypeMismatchError(
          `Book.${verb}[1]`,
          "a record of Book",
          "an object of class Author",
        ),
      );
      await expect(
        Book[verb](untyped([Object.assign({}, library.first)]), relations),
      ).rejects.toThrow(`Book.${verb}[0]`);
      await expect(
        Book[verb]([library.first], untyped({ title: true })),
      ).rejects.toThrow(UnknownColumnError);
      await expect(library.first[verb](untyped("author"))).rejects.toThrow(
        `Book.${verb} takes an object of relations`,
      );
    },
  );

  test("load of a set: with relations of its records, in a loop for all siblings", async () => {
    const authors = await Author.orderBy({ id: "asc" });
    const { result, count } = await countQueries(async () => {
      const names: string[][] = [];
      for (const author of authors) {
        const books = await author.books.load({
          labels: (labels) => labels.where({ name: "red" }),
        });
        for (const { title, labels } of books)
          names.push([title, ...labels.map(({ name }) => name)]);
      }
      return names;
    });
    expect(result).toEqual([
      ["First", "red"],
      ["Second", "red"],
      ["Third"],
      ["Fourth"],
    ]);
    expect(count).toBe(2);
    const [ann] = authors;
    const [first] = (await ann?.books.load({ labels: true })) ?? [];
    expect(first?.labels.length).toBe(2);
  });

  test("loadMissing of a set: once for all siblings, and then nothing", async () => {
    const authors = await Author.orderBy({ id: "asc" });
    const { result, count } = await countQueries(async () => {
      let labels = 0;
      for (const author of authors)
        for (const book of await author.books.loadMissing({ labels: true }))
          labels += book.labels.length;
      return labels;
    });
    expect([result, count]).toEqual([3, 2]);
    const fresh = await new Author().books.loadMissing({ labels: true });
    expect(fresh).toEqual([]);
  });

  test("a set through a join table shares its records, and two sets multiply nothing", async () => {
    const { result, count } = await countQueries(() =>
      Book.where({ title: { in: ["First", "Second"] } })
        .orderBy({ id: "asc" })
        .with({
          labels: { orderBy: { name: "asc" } },
          author: { with: { books: true, friends: true } },
        }),
    );
    const [first, second] = result;
    expect(first?.author).toBe(second?.author);
    expect(first?.labels.at(1)).toBe(second?.labels.at(0));
    expect([first?.labels.length, second?.labels.length]).toEqual([2, 1]);
    expect(first?.author.books.length).toBe(3);
    expect(first?.author.friends.length).toBe(2);
    expect(count).toBe(5);
  });

  test("one model is reached through two paths, each with what is there", async () => {
    const { result, count } = await countQueries(() =>
      Book.orderBy({ id: "asc" }).with({
        author: { with: { books: true } },
        editor: { with: { books: { where: { title: "First" } } } },
      }),
    );
    const fourth = result.at(3);
    expect(fourth?.author.books.map(({ title }) => title)).toEqual(["Fourth"]);
    expect(fourth?.editor?.books.map(({ title }) => title)).toEqual(["First"]);
    expect(result.at(0)?.author.books.length).toBe(3);
    expect(count).toBe(5);
  });

  test("what is not loaded says so, and what is not there is [] or null", async () => {
    const [label] = await Label.where({ name: "blue" });
    const unloaded = label?.books as unknown as { length: number };
    expect(() => unloaded.length).toThrow("Label.books");
    const [cleo] = await Author.where({ name: "Cleo" }).with({
      books: true,
      profile: true,
      mentor: { with: { mentor: true } },
    });
    expect(cleo?.books.toArray()).toEqual([]);
    expect(cleo?.profile).toBeNull();
    expect(cleo?.mentor?.mentor).toBeNull();
  });
});

describeEachEngine("loading onto records of several classes", (engine) => {
  useModels(engine, [...vehicleModels, ...polymorphicModels]);

  test("of one table: by the relations of the model that is named", async () => {
    const garage = await Garage.create({ name: "north" });
    await Car.create({ garage, plate: "CAR", doors: 5, power: 2 });
    await Bike.create({ garage, plate: "BIKE" });
    const vehicles = await Vehicle.orderBy({ id: "asc" });
    const { result, count } = await countQueries(() =>
      Vehicle.loadMissing(vehicles, { garage: true, trips: true }),
    );
    expect(result.map((vehicle) => vehicle instanceof Car)).toEqual([
      true,
      false,
    ]);
    expect(result.map((vehicle) => vehicle.garage?.id)).toEqual([
      garage.id,
      garage.id,
    ]);
    expect(count).toBe(2);
    await expect(
      Car.load(untyped(vehicles), { passengers: true }),
    ).rejects.toThrow("Car.load[1] takes a record of Car");
  });

  test("of a polymorphic relation: goes into what is loaded, by its model", async () => {
    const ada = await Writer.create({ name: "Ada" });
    const essay = await Essay.create({ title: "Long", author: ada });
    await Remark.create({ text: "one", subject: essay });
    const remarks = await Remark.where({}).with({ subject: true });
    const { result, count } = await countQueries(() =>
      Remark.loadMissing(remarks, {
        subject: { essay: { with: { author: true } } },
      }),
    );
    const subject = result[0]?.subject;
    expect(subject instanceof Essay && (await subject.author)).toMatchObject({
      name: "Ada",
    });
    expect(count).toBe(1);
  });
});
