import type { Query, StatementText } from "arx";
import {
  InvalidArgumentError,
  UndefinedConditionError,
  UnknownColumnError,
} from "../../../lib/errors/query-error";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";
import { Remark } from "../../support/polymorphic-models";

/** The condition of a query, as it is written. */
function conditionOf(query: { toSQL: () => StatementText }): string {
  const [, condition] = query.toSQL().text.split(/ where (.*)/s);
  return (condition ?? "").replaceAll('"public".', "");
}

const ofAuthor = 'from "books" as "t1" where "t1"."author_id" = "authors"."id"';

describeEachEngine("records with so many related ones", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test.each<[string, Query<Author>, string, string[]]>([
    [
      "a number",
      Author.whereHas("books", {}, { count: 3 }),
      `(select count(*) ${ofAuthor}) = $1`,
      ["Ann"],
    ],
    [
      "at least a number, that meet conditions",
      Author.whereHas("books", { pages: { gt: 10 } }, { count: { gte: 2 } }),
      `(select count(*) ${ofAuthor} and "t1"."pages" > $1) >= $2`,
      ["Ann"],
    ],
    [
      "another number",
      Author.whereHas("books", {}, { count: { ne: 1 } }),
      `(select count(*) ${ofAuthor}) <> $1`,
      ["Ann", "Cleo"],
    ],
    [
      "fewer than a number, none included",
      Author.whereHas("books", {}, { count: { lt: 2 } }),
      `(select count(*) ${ofAuthor}) < $1`,
      ["Bob", "Cleo"],
    ],
    [
      "a number between two",
      Author.whereHas("books", {}, { count: { between: [1, 2] } }),
      `(select count(*) ${ofAuthor}) between $1 and $2`,
      ["Bob"],
    ],
    [
      "a number for which several hold",
      Author.whereHas("books", {}, { count: { gt: 1, lte: 9 } }),
      `(select count(*) ${ofAuthor}) > $1 and (select count(*) ${ofAuthor}) <= $2`,
      ["Ann"],
    ],
    [
      "at least one, without counting",
      Author.whereHas("books", {}, { count: { gte: 1 } }),
      `exists (select ${ofAuthor})`,
      ["Ann", "Bob"],
    ],
    [
      "more than none, that meet conditions",
      Author.whereHas("books", { pages: 50 }, { count: { gt: 0 } }),
      `exists (select ${ofAuthor} and "t1"."pages" = $1)`,
      ["Ann"],
    ],
    [
      "none, without counting",
      Author.whereHas("books", {}, { count: 0 }),
      `not exists (select ${ofAuthor})`,
      ["Cleo"],
    ],
    [
      "a number of what a belongs-to leads to",
      Author.whereHas("mentor", {}, { count: { lt: 1 } }),
      '"authors"."mentor_id" is null',
      ["Ann"],
    ],
    [
      "another number than one, by a negation of the whole",
      Author.limit(5).not(Author.whereHas("books", {}, { count: 1 })),
      `((select count(*) ${ofAuthor}) = $1) is not true limit $2`,
      ["Ann", "Cleo"],
    ],
    [
      "a number, or something else",
      Author.whereHas("books", {}, { count: 3 }).or({ name: "Bob" }),
      `(select count(*) ${ofAuthor}) = $1 or "authors"."name" = $2`,
      ["Ann", "Bob"],
    ],
  ])("%s", async (_, query, condition, names) => {
    expect(conditionOf(query)).toBe(condition);
    const found = await query.pluck("name");
    expect(found.sort()).toEqual(names);
  });

  it("count the rows of a many-to-many", async () => {
    const two = Book.whereHas("labels", {}, { count: { gte: 2 } });
    expect(await two.pluck("title")).toEqual(["First"]);
    const red = Book.whereHas("labels", { name: "red" }, { count: 2 });
    expect(await red.count()).toBe(0);
  });

  it("change and delete by it", async () => {
    const none = Book.whereHas("labels", {}, { count: { gt: 8 } });
    expect(await none.updateAll({ pages: 1 })).toBe(0);
  });
});

describe("a number of related records that is none", () => {
  test.each<[string, unknown, typeof InvalidArgumentError | object, string]>([
    [
      "a fraction",
      { count: 1.5 },
      InvalidArgumentError,
      "Author.whereHas.count takes a whole number from 0 up, not 1.5.",
    ],
    [
      "a text",
      { count: { gte: "2" } },
      InvalidArgumentError,
      "Author.whereHas.count.gte takes a whole number from 0 up, not a string.",
    ],
    [
      "null",
      { count: null },
      InvalidArgumentError,
      "Author.whereHas.count takes a whole number from 0 up, not null.",
    ],
    [
      "one end",
      { count: { between: [1] } },
      Error,
      "Author.whereHas.count.between",
    ],
    [
      "nothing of it",
      { count: {} },
      InvalidArgumentError,
      "Author.whereHas.count says nothing of the number.",
    ],
    ["nothing at all", {}, UndefinedConditionError, "Author.whereHas.count"],
    [
      "undefined",
      { count: { gte: undefined } },
      UndefinedConditionError,
      "Author.whereHas.count.gte",
    ],
    [
      "an unknown operator",
      { count: { least: 2 } },
      UnknownColumnError,
      'Author.whereHas.count has no option "least".',
    ],
    [
      "an unknown option",
      { counts: 2 },
      UnknownColumnError,
      'Author.whereHas has no option "counts".',
    ],
  ])("is refused: %s", (_, options, error, message) => {
    const act = (): unknown => Author.whereHas("books", {}, options as never);
    expect(act).toThrow(error as typeof Error);
    expect(act).toThrow(message);
  });

  it("is refused where it says the opposite twice", () => {
    expect(() =>
      Author.whereMissing("books", {}, ...([{ count: 2 }] as unknown as [])),
    ).toThrow(
      expect.objectContaining({
        message: "Author.whereMissing takes no number of records.",
        hint: 'Say which numbers whereHas is to give: whereHas("books", {}, { count: { lt: 3 } }).',
      }) as Error,
    );
  });

  it("is refused of a relation to several models", () => {
    expect(() => Remark.whereHas("subject", {} as never, { count: 2 })).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message:
          "Remark.whereHas.subject: Remark.subject leads to one record at most, of one of several models, and has nothing to count or to compute with.",
        hint: 'Whether there is one, whereHas("subject") asks and withExists("subject") tells.',
      }) as Error,
    );
  });
});
