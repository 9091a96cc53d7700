import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

describeEachEngine("a query that can give nothing", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test.each([
    ["none()", Book.none()],
    ["none() with more on it", Book.none().where({ pages: 50 }).limit(3)],
    ["none() with relations", Book.none().with({ author: true })],
    ["an empty list", Book.where({ pages: 50 }).where({ id: [] })],
    ["an empty or", Book.where({ or: [] })],
    ["the opposite of everything", Book.whereNot({})],
    ["a limit of 0", Book.limit(0)],
  ])("asks the database nothing: %s", async (_, query) => {
    const { count, result } = await countQueries(async () => [
      await query,
      await query.all(),
      await query.first(),
      await query.count(),
      await query.exists(),
      await query.pluck("title"),
      await query.ids(),
    ]);
    expect(result).toEqual([[], [], null, 0, false, [], []]);
    expect(count).toBe(0);
  });

  test("is a condition inside others as well", async () => {
    const authors = Author.where({
      books: { some: { id: { in: Book.none().select("id") } } },
    });
    expect(await authors.count()).toBe(0);
    expect(await Author.where({ books: { none: { id: [] } } }).count()).toBe(3);
  });
});
