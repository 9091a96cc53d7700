import fc from "fast-check";
import {
  authors,
  books,
  insertRows,
  relations,
} from "../support/arbitrary-conditions";
import { isProgram, programOf, QueryModel } from "../support/arbitrary-queries";
import type { Call, Program } from "../support/arbitrary-queries";
import { describeEachEngine } from "../support/engines";
import { Author, Book } from "../support/library";
import { openLibrary } from "../support/library-database";
import { WhereModel } from "../support/where-model";

/** A query whose methods take what a program holds. */
interface Searchable {
  readonly [method: string]: (...given: unknown[]) => Searchable;
}

/** Does to queries what a program says. */
function build(Model: unknown, { calls }: Program): Searchable {
  const all = (Model as Searchable)["where"]?.({}) as Searchable;
  return calls.reduce<Searchable>((query, [method, ...given]: Call) => {
    const read = given.map((each) =>
      typeof each === "object" && isProgram(each) ? build(Model, each) : each,
    );
    return query[method]?.(...read) as Searchable;
  }, all);
}

describeEachEngine(
  "queries combined in any way find the rows that they mean",
  (engine) => {
    let close: () => Promise<void>;

    beforeAll(async () => {
      const opened = await openLibrary(engine);
      close = () => opened.close();
      await insertRows();
    }, 60_000);

    afterAll(() => close());

    test.each([
      ["Author", Author, authors],
      ["Book", Book, books],
    ] as const)(
      "of %s",
      async (model, Model, rows) => {
        const meaning = new QueryModel(new WhereModel(relations), model);
        await fc.assert(
          fc.asyncProperty(programOf(model, 2), async (program) => {
            const expected = rows
              .filter((row) => meaning.matches(program, row))
              .map((row) => row["id"]);
            const query = build(Model, program) as unknown as typeof Book;
            expect((await query.ids()).sort()).toEqual(expected.sort());
            expect(await query.count()).toBe(expected.length);
          }),
          { numRuns: 300 },
        );
      },
      120_000,
    );
  },
);
