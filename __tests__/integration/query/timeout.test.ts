import { sql } from "arx";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";
import { describeEachServer } from "../../support/servers";

describeEachEngine("A query with a timeout", (engine) => {
  let library: LibraryDatabase;

  beforeAll(async () => {
    library = await openLibrary(engine);
    await fillLibrary();
  });
  afterAll(() => library.close());

  it("gives what it gives without, on every verb", async () => {
    const query = Book.where({ author: { name: "Ann" } })
      .orderBy({ title: "asc" })
      .timeout(60_000);
    const books = await query.with({ author: true });
    expect(books.map(({ title, author }) => [title, author.name])).toEqual([
      ["First", "Ann"],
      ["Second", "Ann"],
      ["Third", "Ann"],
    ]);
    expect(await query.pluck("title")).toEqual(["First", "Second", "Third"]);
    expect(await query.count()).toBe(3);
    expect(await query.exists()).toBe(true);
    expect((await query.first())?.title).toBe("First");
    expect((await query.limit(1))[0]?.title).toBe("First");
    expect(query.toSQL()).toEqual(
      Book.where({ author: { name: "Ann" } })
        .orderBy({ title: "asc" })
        .toSQL(),
    );
  });

  it("refuses what is no time, and to be a part of another statement", () => {
    expect(() => Book.where({}).timeout(0)).toThrow(
      "Book.timeout takes a number of milliseconds above 0.",
    );
    const part = Book.where({}).timeout(10);
    expect(() => sql`select * from ${part}`).toThrow(
      "A query of Book with a timeout is part of another statement, which cannot be stopped in part.",
    );
  });
});

describeEachServer("A query that takes longer than its timeout", (engine) => {
  let library: LibraryDatabase;

  beforeAll(async () => {
    library = await openLibrary(engine);
    await fillLibrary();
  });
  afterAll(() => library.close());

  it("is cancelled, also while it loads relations", async () => {
    const { database } = library;
    const late = {
      name: "QueryTimeoutError",
      message:
        "The statement took longer than 100 ms and was cancelled at the server.",
    };
    let isLocked: () => void = () => undefined;
    let unlock: () => void = () => undefined;
    const locked = new Promise<void>((resolve) => (isLocked = resolve));
    const locking = database.transaction(async () => {
      await sql`lock table ${Author} in access exclusive mode`;
      isLocked();
      await new Promise<void>((resolve) => (unlock = resolve));
    });
    await locked;
    await expect(Author.where({}).timeout(100).all()).rejects.toMatchObject(
      late,
    );
    const withAuthors = Book.where({}).with({ author: true });
    await expect(withAuthors.timeout(100).all()).rejects.toMatchObject({
      ...late,
      sql: expect.stringContaining('from "public"."authors"') as string,
    });
    unlock();
    await locking;
    expect(await withAuthors.timeout(60_000)).toHaveLength(4);
  });
});
