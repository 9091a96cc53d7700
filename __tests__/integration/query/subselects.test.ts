import {
  Column,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  sql,
  Table,
  TypeMismatchError,
} from "arx";
import type { ArxError, Where } from "arx";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label, Profile } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

@Table()
class Sealed extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "json", nullable: true }) declare document: unknown;
}

/** Untyped, as a JavaScript program calls it. */
const where = (model: object, conditions: unknown) => (): unknown =>
  (model as { where(given: unknown): unknown }).where(conditions);

describeEachEngine("a query in the place of values", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  const anns = Author.where({ name: "Ann" }).select("id");
  /** Of Fourth alone there is an editor; those of the others are NULL. */
  const editors = Book.where({}).select("editorId");
  const inAnns =
    '(select "authors"."id" from "authors" where "authors"."name" = $1)';

  test.each<[string, Where<Book>, string, string[]]>([
    [
      "in",
      { authorId: { in: anns } },
      `"books"."author_id" in ${inAnns}`,
      ["First", "Second", "Third"],
    ],
    [
      "beside in, without an operator",
      { editorId: anns },
      `"books"."editor_id" in ${inAnns}`,
      ["Fourth"],
    ],
    [
      "notIn, which counts NULL as something else",
      { editorId: { notIn: anns } },
      `("books"."editor_id" in ${inAnns}) is not true`,
      ["First", "Second", "Third"],
    ],
    [
      "notIn, of values with NULL among them",
      { authorId: { notIn: editors } },
      '("books"."author_id" in (select "books"."editor_id" from "books")) is not true',
      ["Fourth"],
    ],
    [
      "eq",
      { authorId: { eq: anns } },
      `"books"."author_id" = ${inAnns}`,
      ["First", "Second", "Third"],
    ],
    [
      "ne",
      { authorId: { ne: anns } },
      `"books"."author_id" <> ${inAnns}`,
      ["Fourth"],
    ],
    [
      "gt",
      { id: { gt: Book.where({ title: "Second" }).select("id") as never } },
      '"books"."id" > (select "books"."id" from "books" where "books"."title" = $1)',
      ["Fourth", "Third"],
    ],
    [
      "a belongs-to",
      { author: anns },
      `"books"."author_id" in ${inAnns}`,
      ["First", "Second", "Third"],
    ],
    [
      "a belongs-to of a belongs-to",
      { author: { mentor: anns } },
      `exists (select from "authors" as "t1" where "t1"."id" = "books"."author_id" and "t1"."mentor_id" in ${inAnns})`,
      ["Fourth"],
    ],
    [
      "a query with an order and a limit",
      { id: { in: Book.orderBy({ id: "desc" }).limit(2).select("id") } },
      '"books"."id" in (select "books"."id" from "books" order by "books"."id" desc limit $1)',
      ["Fourth", "Third"],
    ],
    [
      "SQL as a list",
      { pages: { in: sql`${50}, ${100}` } },
      '"books"."pages" in ($1, $2)',
      ["First", "Second"],
    ],
    [
      "SQL as a query",
      {
        authorId: { notIn: sql`select id from authors where name = ${"Ann"}` },
      },
      '("books"."author_id" in (select id from authors where name = $1)) is not true',
      ["Fourth"],
    ],
  ])("%s", async (_, conditions, condition, expected) => {
    const query = Book.where<Book, Where<Book>>(conditions);
    const text = query.toSQL().text.replaceAll('"public".', "");
    expect(text.split(/ where (.*)/s)[1]).toBe(condition);
    expect((await query.pluck("title")).sort()).toEqual(expected);
  });

  test("in the place of a has-one", async () => {
    const profiles = Profile.where({ bio: "Wrote." }).select("id");
    expect(await Author.where({ profile: profiles }).pluck("name")).toEqual([
      "Ann",
    ]);
  });

  test.each([
    [
      "of whole records",
      where(Book, { authorId: { in: Author.where({}) } }),
      InvalidArgumentError,
      "Book.authorId is compared with a query of 4 columns, and takes one.",
      'Add .select("id"), or the column that is meant. A search tells a rank as well: give its ids(), awaited.',
    ],
    [
      "of two columns",
      where(Book, { authorId: Author.select("id", "name") }),
      InvalidArgumentError,
      "Book.authorId is compared with a query of 2 columns, and takes one.",
      'Add .select("id"), or the column that is meant. A search tells a rank as well: give its ids(), awaited.',
    ],
    [
      "with a timeout",
      where(Book, { authorId: Author.select("id").timeout(5) }),
      InvalidArgumentError,
      "A query of Author with a timeout is part of another statement, which cannot be stopped in part.",
      "Set the timeout on the whole: sql`…`.timeout(ms).",
    ],
    [
      "of a column without equality",
      where(Sealed, { document: Author.select("id") }),
      InvalidArgumentError,
      "Sealed.document is json, which PostgreSQL cannot compare.",
      "Declare the column as jsonb, or use isNull and isNotNull.",
    ],
    [
      "that is a table",
      where(Book, { authorId: { in: Author } }),
      TypeMismatchError,
      "Book.authorId takes an array, a query or sql`…`, not a name.",
      undefined,
    ],
    [
      "of a relation to many",
      where(Book, { labels: Label.select("id") }),
      TypeMismatchError,
      "Book.where.labels takes { some }, { every } or { none }, not",
      undefined,
    ],
  ])("is refused %s", (_, run, kind, message, hint) => {
    const error = catchError(run);
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(message);
    expect(error.hint).toBe(hint);
  });
});

function catchError(run: () => unknown): ArxError {
  try {
    run();
  } catch (error) {
    return error as ArxError;
  }
  throw new Error("Nothing was thrown.");
}
