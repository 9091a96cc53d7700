import fc from "fast-check";
import {
  authors,
  books,
  insertRows,
  labels,
  relations,
  whereOf,
} from "../support/arbitrary-conditions";
import { describeEachEngine } from "../support/engines";
import { Author, Book, Label } from "../support/library";
import { openLibrary } from "../support/library-database";
import { WhereModel } from "../support/where-model";
import type { Condition } from "../support/where-model";

interface Searchable {
  where(conditions: Condition): { ids(): Promise<unknown[]> };
}

describeEachEngine(
  "a tree of conditions finds the rows that it describes",
  (engine) => {
    let close: () => Promise<void>;

    beforeAll(async () => {
      const opened = await openLibrary(engine);
      close = () => opened.close();
      await insertRows();
    }, 60_000);

    afterAll(() => close());

    test.each([
      ["Author", Author, authors, 300],
      ["Book", Book, books, 600],
      ["Label", Label, labels, 100],
    ] as const)(
      "of %s",
      async (model, Model, rows, numRuns) => {
        const meaning = new WhereModel(relations);
        const searchable = Model as unknown as Searchable;
        await fc.assert(
          fc.asyncProperty(whereOf(model, 3), async (where) => {
            const expected = rows
              .filter((row) => meaning.matches(model, row, where))
              .map((row) => row["id"]);
            const found = await searchable.where(where).ids();
            expect(found.sort()).toEqual(expected.sort());
          }),
          { numRuns },
        );
      },
      120_000,
    );
  },
);
