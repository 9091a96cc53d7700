import { Author, Book, Label, Publisher } from "../../support/library";
import {
  InvalidArgumentError,
  RecordStateError,
  TypeMismatchError,
  UndefinedConditionError,
  UnknownColumnError,
} from "arx";

/** Untyped, as a JavaScript program calls it. */
type Method = (...parameters: readonly unknown[]) => unknown;
const call =
  (model: object, method: string, ...parameters: readonly unknown[]) =>
  (): unknown =>
    (model as Record<string, Method>)[method]?.(...parameters);

describe("a symbol in a condition, which Object.keys would leave out, is refused with its path", () => {
  const like = Symbol("like");
  test.each<[unknown, string]>([
    [{ [like]: "x" }, "Book.where"],
    [{ title: "x", [like]: "x" }, "Book.where"],
    [{ title: { [like]: "x" } }, "Book.where.title"],
    [{ meta: { [like]: "x" } }, "Book.where.meta"],
    [{ meta: { path: ["a"], eq: 1, [like]: 1 } }, "Book.where.meta"],
    [{ author: { [like]: 1 } }, "Book.where.author"],
    [{ author: { id: { [like]: 1 } } }, "Book.where.author.id"],
    [{ labels: { [like]: {} } }, "Book.where.labels"],
    [{ labels: { some: { [like]: 1 } } }, "Book.where.labels.some"],
    [{ or: [{ [like]: 1 }] }, "Book.where.or[0]"],
  ])("%p", (where, at) => {
    expect(call(Book, "where", where)).toThrow(InvalidArgumentError);
    expect(call(Book, "where", where)).toThrow(
      `${at} has a symbol in place of a name.`,
    );
  });
});

describe("undefined in a condition is refused with its path", () => {
  test.each<[unknown, string]>([
    [undefined, "Book.where"],
    [{ title: undefined }, "Book.where.title"],
    [{ title: { eq: undefined } }, "Book.where.title.eq"],
    [{ pages: { gt: 1, lt: undefined } }, "Book.where.pages.lt"],
    [{ pages: [1, undefined] }, "Book.where.pages[1]"],
    [{ pages: { in: [undefined] } }, "Book.where.pages.in[0]"],
    [{ pages: { notIn: [1, undefined] } }, "Book.where.pages.notIn[1]"],
    [{ pages: { between: [1, undefined] } }, "Book.where.pages.between[1]"],
    [{ tags: { hasAny: [undefined] } }, "Book.where.tags.hasAny[0]"],
    [{ tags: ["a", undefined] }, "Book.where.tags[1]"],
    [{ author: undefined }, "Book.where.author"],
    [{ author: { name: undefined } }, "Book.where.author.name"],
    [{ author: { id: undefined } }, "Book.where.author.id"],
    [
      { author: { mentor: { name: undefined } } },
      "Book.where.author.mentor.name",
    ],
    [{ labels: { some: undefined } }, "Book.where.labels.some"],
    [
      { labels: { every: { name: undefined } } },
      "Book.where.labels.every.name",
    ],
    [{ or: undefined }, "Book.where.or"],
    [{ or: [{ title: "x" }, { title: undefined }] }, "Book.where.or[1].title"],
    [{ or: [undefined] }, "Book.where.or[0]"],
    // eslint-disable-next-line no-sparse-arrays -- a hole is what is tested
    [{ and: [, {}] }, "Book.where.and[0]"],
    [{ not: { not: { title: undefined } } }, "Book.where.not.not.title"],
    [{ not: undefined }, "Book.where.not"],
  ])("%j", (where, at) => {
    expect(call(Book, "where", where)).toThrow(UndefinedConditionError);
    expect(call(Book, "where", where)).toThrow(`${at} is undefined.`);
  });

  test("in the conditions of a relation to load", () => {
    expect(
      call(Author, "with", { books: { where: { title: undefined } } }),
    ).toThrow("Author.with.books.where.title");
    expect(call(Author, "with", { books: { where: undefined } })).toThrow(
      "Author.with.books.where is undefined",
    );
  });
});

describe("unknown names are refused before any SQL", () => {
  test.each<[string, () => unknown, string, string | undefined]>([
    [
      "a column",
      call(Book, "where", { titel: "x" }),
      'Book has no column or relation "titel".',
      "title",
    ],
    [
      "a column of a relation",
      call(Book, "where", { author: { nam: "x" } }),
      'Author has no column or relation "nam".',
      "name",
    ],
    [
      "a member of every object",
      call(Book, "where", { constructor: 1 }),
      'Book has no column or relation "constructor".',
      undefined,
    ],
    [
      "a prototype from JSON",
      call(Book, "where", JSON.parse('{"__proto__": 1}')),
      'Book has no column or relation "__proto__".',
      undefined,
    ],
    [
      "SQL as a name",
      call(Book, "where", { 'title" = 1; drop table books; --': 1 }),
      "Book has no column or relation",
      undefined,
    ],
    [
      "an operator",
      call(Book, "where", { title: { startWith: "x" } }),
      'Book.title has no operator "startWith".',
      "startsWith",
    ],
    [
      "SQL as an operator",
      call(Book, "where", { title: { "= '' or 1=1 --": 1 } }),
      "Book.title has no operator",
      undefined,
    ],
    [
      "a quantifier",
      call(Book, "where", { labels: { som: {} } }),
      'Book.labels has no operator "som".',
      "some",
    ],
    [
      "a column to order by",
      call(Book, "orderBy", { titel: "asc" }),
      'Book has no column "titel".',
      "title",
    ],
    [
      "SQL to order by",
      call(Book, "orderBy", { "id; drop table books": "asc" }),
      "Book has no column",
      undefined,
    ],
    [
      "a column of a relation to order by",
      call(Book, "orderBy", { author: { nmae: "asc" } }),
      'Author has no column "nmae".',
      "name",
    ],
    [
      "an option of an order",
      call(Book, "orderBy", { title: { dir: "asc", null: "last" } }),
      'no option "null".',
      undefined,
    ],
    [
      "a column to select",
      call(Book, "select", "id", "titel"),
      'Book has no column "titel".',
      "title",
    ],
    [
      "a relation to load",
      call(Book, "with", { autor: true }),
      'Book has no relation "autor".',
      "author",
    ],
    [
      "a column as a relation to load",
      call(Book, "with", { title: true }),
      'Book has no relation "title".',
      undefined,
    ],
    [
      "a nested relation",
      call(Book, "with", { author: { with: { book: true } } }),
      'Author has no relation "book".',
      "books",
    ],
    [
      "an option of a relation",
      call(Book, "with", { labels: { wher: {} } }),
      'Book.with.labels has no option "wher".',
      "where",
    ],
    [
      "an option that one record does not have",
      call(Book, "with", { author: { limit: 1 } }),
      'Book.with.author has no option "limit".',
      undefined,
    ],
  ])("%s", (_, run, message, suggestion) => {
    const error = catchError(run);
    expect(error).toBeInstanceOf(UnknownColumnError);
    expect(error.message).toContain(message);
    expect(error.hint).toBe(
      suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
    );
  });
});

describe("values that do not fit are refused before any SQL", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a value of another type",
      call(Book, "where", { pages: "1; drop table books" }),
      "Book.pages takes an integer, not a string.",
    ],
    [
      "a number for a text",
      call(Book, "where", { title: 1 }),
      "Book.title takes a string, not a number.",
    ],
    [
      "null where there is no order",
      call(Book, "where", { pages: { gt: null } }),
      "Book.pages takes number, not null.",
    ],
    [
      "a list that is none",
      call(Book, "where", { pages: { in: "1" } }),
      "Book.where.pages.in takes an array",
    ],
    [
      "a list in a list",
      call(Book, "where", { title: [["a"]] }),
      "Book.title takes a string, not an array.",
    ],
    [
      "one end of two",
      call(Book, "where", { pages: { between: [1] } }),
      "Book.where.pages.between takes two values",
    ],
    [
      "a number as a pattern",
      call(Book, "where", { title: { contains: 1 } }),
      "Book.where.title.contains takes a string",
    ],
    [
      "a text as a switch",
      call(Book, "where", { pages: { isNull: "yes" } }),
      "Book.where.pages.isNull takes true or false",
    ],
    [
      "null as an element",
      call(Book, "where", { tags: { has: null } }),
      "Book.where.tags.has takes elements, not null.",
    ],
    [
      "a list for a json column",
      call(Book, "where", { meta: [1] }),
      "Book.where.meta takes { eq: … } or another operator",
    ],
    [
      "a class for conditions",
      call(Book, "where", new Date()),
      "Book.where takes an object of conditions, not a Date.",
    ],
    [
      "a text for conditions",
      call(Book, "where", "title = 1"),
      "Book.where takes an object of conditions, not a string.",
    ],
    [
      "a text for a relation to many",
      call(Book, "where", { labels: "x" }),
      "Book.where.labels takes { some }, { every } or { none }",
    ],
    [
      "a bad key for a relation",
      call(Book, "where", { author: "x" }),
      "Book.authorId takes an integer, not a string.",
    ],
    [
      "options that are none",
      call(Book, "with", { author: "yes" }),
      "Book.with.author takes an object of options",
    ],
    [
      "a uuid that is none",
      call(Label, "where", { id: "5" }),
      "Label.id takes a UUID",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(TypeMismatchError);
    expect(run).toThrow(message);
  });

  test.each<[string, () => unknown, string]>([
    [
      "an operator that the type does not have",
      call(Book, "where", { pages: { contains: "1" } }),
      'Book.pages is integer, which has no operator "contains".',
    ],
    [
      "a column of a relation to many",
      call(Book, "where", { labels: { name: "x" } }),
      'Book.labels has many records; say which of them "name" is about.',
    ],
    [
      "a part of a composite key",
      call(Book, "where", { publisher: 5 }),
      "Book.where.publisher: the key of Publisher has several columns.",
    ],
    [
      "a select of nothing",
      call(Book, "select"),
      "Book.select names no column.",
    ],
    [
      "a direction",
      call(Book, "orderBy", { title: "asc; drop table books" }),
      'Book.orderBy.title takes "asc" or "desc", not another string.',
    ],
    [
      "an upper-case direction",
      call(Book, "orderBy", { title: "DESC" }),
      "not another string",
    ],
    [
      "no direction",
      call(Book, "orderBy", { title: undefined }),
      'takes "asc" or "desc", not undefined.',
    ],
    [
      "a place of nulls",
      call(Book, "orderBy", { title: { dir: "asc", nulls: "top" } }),
      'Book.orderBy.title.nulls takes "first" or "last"',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidArgumentError);
    expect(run).toThrow(message);
  });

  test.each([
    -1,
    1.5,
    NaN,
    Infinity,
    2 ** 60,
    "1; drop table books",
    "5",
    null,
    undefined,
  ])("limit and offset %p", (count) => {
    for (const method of ["limit", "offset"]) {
      expect(call(Book.where({}), method, count)).toThrow(InvalidArgumentError);
      expect(call(Book.where({}), method, count)).toThrow(
        `Book.${method} takes a whole number from 0 up, not`,
      );
    }
  });

  test("a record of another model, and one that is not saved", () => {
    expect(call(Book, "where", { author: new Label() })).toThrow(
      "Book.where.author takes a Author, not a Label.",
    );
    expect(call(Book, "where", { author: new Author() })).toThrow(
      RecordStateError,
    );
    expect(call(Book, "where", { publisher: new Publisher() })).toThrow(
      "this Publisher has no country yet.",
    );
  });
});

function catchError(run: () => unknown): Error & { readonly hint?: string } {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error("It did not throw.");
}
