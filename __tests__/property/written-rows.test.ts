import fc from "fast-check";
import { Rollback, transaction } from "arx";
import type { Query } from "arx";
import { insertRows, whereOf } from "../support/arbitrary-conditions";
import { describeEachEngine } from "../support/engines";
import { Book } from "../support/library";
import { openLibrary } from "../support/library-database";

type Narrowing = (books: Query<Book>) => Query<Book>;

/** Ways to say which books, any of which can stand with any other; the order makes sure which rows a limit leaves. */
const narrowing: fc.Arbitrary<Narrowing> = fc.oneof(
  whereOf("Book", 2).map(
    (where): Narrowing =>
      (books) =>
        books.where(where as never),
  ),
  whereOf("Book", 1).map(
    (where): Narrowing =>
      (books) =>
        books.or(where as never),
  ),
  fc.nat(6).map(
    (limit): Narrowing =>
      (books) =>
        books.limit(limit),
  ),
  fc.nat(3).map(
    (offset): Narrowing =>
      (books) =>
        books.offset(offset),
  ),
  fc.constantFrom<Narrowing>(
    (books) => books.joins("author"),
    (books) => books.leftJoins({ editor: true }),
    (books) => books.distinct(),
    (books) => books.none(),
  ),
);

describeEachEngine("writes of many rows", (engine) => {
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await openLibrary(engine);
    close = () => opened.close();
    await insertRows();
  }, 60_000);

  afterAll(() => close());

  it("reach exactly the rows that the query gives", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(narrowing, { minLength: 1, maxLength: 4 }),
        async (narrowings) => {
          const query = narrowings.reduce(
            (books, narrow) => narrow(books),
            Book.orderBy({ id: "asc" }),
          );
          const ids = await query.ids();
          await expect(
            transaction(async () => {
              const count = await query.updateAll(
                { subtitle: "written" },
                { all: true },
              );
              const written = Book.where({ subtitle: "written" });
              expect(await written.orderBy({ id: "asc" }).ids()).toEqual(ids);
              expect(count).toBe(ids.length);
              throw new Rollback();
            }),
          ).rejects.toThrow(Rollback);
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);
});
