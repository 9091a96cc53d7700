import { Rollback, sql, transaction } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Author,
  Book,
  BookLabel,
  Label,
  libraryModels,
  Publisher,
} from "../../support/library";
import { useModels } from "../../support/use-models";

const authorCount = 100;
/** Author n wrote book n, of n pages and in print, and another that is not; even ones are red. */
async function fill(): Promise<void> {
  const numbers = Array.from({ length: authorCount }, (_, index) => index + 1);
  await Author.insertAll(
    numbers.map((number) => ({ name: `author ${String(number)}` })),
  );
  const written = numbers.flatMap((number) => [
    { title: `new ${String(number)}`, pages: number, inPrint: true },
    { title: `old ${String(number)}`, pages: number, inPrint: false },
  ]);
  await Book.insertAll(
    written.map((book) => ({ ...book, authorId: book.pages })),
  );
  const red = await Label.create({ name: "red" });
  const blue = await Label.create({ name: "blue" });
  await BookLabel.insertAll(
    numbers.flatMap((number) => [
      { book: (number * 2) as never, label: red },
      { book: (number * 2) as never, label: blue },
    ]),
  );
}

const allAuthors = (): Promise<Author[]> => Author.orderBy({ id: "asc" }).all();

const titlesOf = (books: readonly Book[]): string[] =>
  books.map(({ title }) => title);

describeEachEngine("a set with conditions, awaited in a loop", (engine) => {
  useModels(engine, libraryModels);
  beforeEach(fill);

  test("is one statement for all siblings, one after the other", async () => {
    const authors = await allAuthors();
    const { result, statements } = await countQueries(async () => {
      const titles: string[] = [];
      for (const author of authors)
        titles.push(...titlesOf(await author.books.where({ inPrint: true })));
      return titles;
    });
    expect(result).toEqual(authors.map(({ id }) => `new ${String(id)}`));
    expect(statements).toHaveLength(1);
    expect(statements[0]?.text).toMatch(
      /"books"\."author_id" = any\(\$1\) and "books"\."in_print" = \$2$/,
    );
  });

  test("is one statement when all are awaited together", async () => {
    const authors = await allAuthors();
    const { result, count } = await countQueries(() =>
      Promise.all(
        authors.map(async (author) =>
          titlesOf(
            await author.books.where({}).orderBy({ id: "desc" }).limit(1),
          ),
        ),
      ),
    );
    expect(result).toEqual(authors.map(({ id }) => [`old ${String(id)}`]));
    expect(count).toBe(1);
  });

  test("is one statement for each level", async () => {
    const authors = await allAuthors();
    const { result, count } = await countQueries(async () => {
      const names: string[][] = [];
      for (const author of authors)
        for (const book of await author.books.where({ inPrint: false })) {
          const labels = await book.labels
            .where({ name: { ne: "blue" } })
            .orderBy({ name: "asc" });
          names.push(labels.map(({ name }) => name));
          await book.author;
        }
      return names;
    });
    expect(result).toEqual(authors.map(() => ["red"]));
    expect(count).toBe(3);
  });

  test("gives what the query alone gives: order, columns, computed values, relations, places", async () => {
    const authors = await allAuthors();
    const ask = (author: Author): PromiseLike<unknown> =>
      author.books
        .where({ title: { startsWith: "n" } })
        .orderBy({ title: "desc" })
        .select("title", { double: sql<number>`pages * 2` })
        .with({ labels: { select: ["name"] }, author: { select: ["name"] } })
        .limit(2);
    const { result, count } = await countQueries(async () => {
      const found: unknown[] = [];
      for (const author of authors) found.push(await ask(author));
      return found;
    });
    const alone = await Author.find(3);
    expect(result[2]).toEqual(await ask(alone));
    expect(result[2]).toEqual([
      {
        title: "new 3",
        double: 6,
        labels: [],
        author: { name: "author 3" },
      },
    ]);
    expect(count).toBe(3);
    const { result: second } = await countQueries(async () => {
      const [first] = authors;
      return first?.books.where({}).orderBy({ id: "asc" }).offset(1);
    });
    expect(titlesOf(second ?? [])).toEqual(["old 1"]);
  });

  test("asks for the same values again for each round, and for each value once", async () => {
    const authors = await allAuthors();
    const { result, count } = await countQueries(async () => {
      let found = 0;
      for (let round = 0; round < 2; round++)
        for (const author of authors)
          for (const inPrint of [true, false])
            found += (await author.books.where({ inPrint })).length;
      return found;
    });
    expect(result).toBe(authorCount * 4);
    expect(count).toBe(4);
  });

  test("does not load for all what each asks for in its own words", async () => {
    const authors = await allAuthors();
    const { result, statements } = await countQueries(async () => {
      const found: string[] = [];
      for (const author of authors.slice(0, 10))
        found.push(
          ...titlesOf(
            await author.books.where({ pages: author.id, inPrint: true }),
          ),
        );
      return found;
    });
    expect(result).toHaveLength(10);
    expect(statements).toHaveLength(10);
    expect(
      statements.filter(({ text }) => text.includes("any($1)")),
    ).toHaveLength(1);
  });

  test("sees what was written in between, and then no longer loads for all", async () => {
    const authors = (await allAuthors()).slice(0, 10);
    const { result, statements } = await countQueries(async () => {
      const found: number[] = [];
      for (const author of authors) {
        const books = await author.books.where({ inPrint: true });
        found.push(books.length);
        for (const each of authors)
          if (each.id === author.id + 1)
            await Book.create({ title: "more", author: each });
      }
      return found;
    });
    expect(result).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    const reading = statements.filter(({ text }) => text.startsWith("select"));
    expect(reading).toHaveLength(10);
    expect(reading.filter(({ text }) => text.includes("any($1)"))).toHaveLength(
      1,
    );
  });

  test.each([
    ["raw SQL", () => sql`select set_config('arx.none', '', false)`],
    ["a transaction", () => transaction(() => undefined)],
    ["updateAll", () => Label.where({ name: "none" }).updateAll({ name: "x" })],
  ])("reads anew after %s", async (_, write) => {
    const [first, second, third] = await allAuthors();
    const { count } = await countQueries(async () => {
      await first?.books.where({ inPrint: true });
      await second?.books.where({ inPrint: true });
    });
    expect(count).toBe(1);
    await write();
    const { count: again } = await countQueries(() =>
      third?.books.where({ inPrint: true }).all(),
    );
    expect(again).toBe(1);
  });

  test("reads for itself in a transaction, and again outside of it", async () => {
    const authors = await allAuthors();
    const [first, second, third] = authors;
    await first?.books.where({ inPrint: true });
    const attempt = transaction(async () => {
      if (second !== undefined)
        await Book.create({ title: "inside", author: second });
      const books = await second?.books.where({ inPrint: true });
      expect(titlesOf(books ?? [])).toContain("inside");
      const { count } = await countQueries(() =>
        third?.books.where({ inPrint: true }).all(),
      );
      expect(count).toBeLessThan(2);
      throw new Rollback();
    });
    await expect(attempt).rejects.toThrow(Rollback);
    expect(
      titlesOf((await second?.books.where({ inPrint: true })) ?? []),
    ).toEqual(["new 2"]);
  });

  test("keeps to the key that a record has, and to those that are there", async () => {
    const [first, second, third] = await allAuthors();
    if (first === undefined || second === undefined || third === undefined)
      throw new Error("there are authors");
    await first.books.where({ inPrint: true });
    second.id = 50;
    expect(titlesOf(await second.books.where({ inPrint: true }))).toEqual([
      "new 50",
    ]);
    const asked = third.books.where({ inPrint: true });
    third.id = 60;
    expect(titlesOf(await asked)).toEqual(["new 3"]);
    expect(await new Author().books.where({ inPrint: true })).toEqual([]);
  });

  test("stays about its owner however it is composed", async () => {
    const [first, second] = await allAuthors();
    const own = first?.books.where({ inPrint: true });
    if (own === undefined || second === undefined)
      throw new Error("there are authors");
    expect(
      titlesOf(await own.or({ title: "new 7" }).orderBy({ id: "asc" })),
    ).toEqual(["new 1", "new 7"]);
    expect(titlesOf(await own.rewhere({ inPrint: false }))).toEqual(["old 1"]);
    expect(titlesOf(await own.whereNot({ title: "new 1" }))).toEqual([]);
    expect(await Book.not(own).count()).toBe(authorCount * 2 - 1);
    expect(await Book.where({ inPrint: true }).and(own).count()).toBe(1);
    expect(await Book.where(sql`id in (${own.select("id")})`).count()).toBe(1);
    expect(await own.updateAll({ pages: 7 })).toBe(1);
    expect(await own.deleteAll()).toBe(1);
    expect(await first?.books.count()).toBe(1);
    expect(await second.books.count()).toBe(2);
  });

  test("is about one record where it has no siblings, and where a verb asks for one value", async () => {
    const alone = await Author.find(1);
    const { statements } = await countQueries(async () => {
      await alone.books.where({ inPrint: true });
    });
    expect(statements[0]?.text).toContain('"author_id" = $1');
    const authors = (await allAuthors()).slice(0, 3);
    const { statements: counted } = await countQueries(async () => {
      for (const author of authors)
        await author.books.where({ inPrint: true }).count();
    });
    expect(counted).toHaveLength(3);
  });

  test("works by a composite key", async () => {
    await Publisher.insertAll(
      [1, 2, 3].map((number) => ({
        country: "de",
        number,
        name: `publisher ${String(number)}`,
      })),
    );
    const publishers = await Publisher.orderBy({ number: "asc" });
    const [, second] = publishers;
    if (second === undefined) throw new Error("there are publishers");
    await (await Book.find(5)).update({ publisher: second });
    const { result, count } = await countQueries(async () => {
      const found: string[][] = [];
      for (const publisher of publishers)
        found.push(titlesOf(await publisher.books.where({ inPrint: true })));
      return found;
    });
    expect(result).toEqual([[], ["new 3"], []]);
    expect(count).toBe(1);
  });

  test("fails for all who wait, and is asked anew", async () => {
    const authors = await allAuthors();
    const broken = (author: Author): Promise<Book[]> =>
      author.books.where(sql`pages / 0 > 1` as never).all();
    const outcomes = await Promise.allSettled(authors.map(broken));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    const [first] = authors;
    await expect(first && broken(first)).rejects.toThrow("division by zero");
  });
});
