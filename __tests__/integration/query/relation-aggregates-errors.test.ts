import {
  Column,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
  UnknownColumnError,
} from "../../../lib/errors/query-error";
import { Author, Book } from "../../support/library";
import { Remark } from "../../support/polymorphic-models";

@Table("re_chapters")
class Chapter extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "jsonb" }) declare notes: unknown;
  @Column({ encrypt: true }) declare secret: string;
  @Column({ enum: ["draft", "done"] }) declare state: "draft" | "done";
  @Relate(() => Novel, { required: true }) declare novel: Relate<Novel>;
}

@Table("re_novels")
class Novel extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare chaptersCount: number;
  @HasMany(() => Chapter, (chapter) => chapter.novel)
  declare chapters: HasMany<Chapter>;
}

describe("a value of related records is refused", () => {
  const cases: [
    string,
    () => unknown,
    typeof Error | object,
    string,
    string?,
  ][] = [
    [
      "of an unknown relation",
      () => Author.withCount("book" as never),
      UnknownColumnError,
      'Author has no relation "book".',
      'Did you mean "books"?',
    ],
    [
      "of a column in place of a relation",
      () => Author.withExists("name" as never),
      UnknownColumnError,
      'Author has no relation "name".',
    ],
    [
      "of what is no name",
      () => Author.withCount(["books"] as never),
      TypeMismatchError,
      "Author.withCount takes the name of a relation, not an array.",
    ],
    [
      "of an unknown column",
      () => Author.withSum("books", "page" as never),
      UnknownColumnError,
      'Book has no column "page".',
      'Did you mean "pages"?',
    ],
    [
      "of no column",
      () => Author.withMax("books", undefined as never),
      TypeMismatchError,
      "Book takes the name of a column, not undefined.",
    ],
    [
      "of a column without a sum",
      () => Author.withSum("books", "title" as never),
      InvalidArgumentError,
      "Book.title is text, which has no sum.",
      "Columns of numbers have, and those of intervals.",
    ],
    [
      "of a column without a largest value",
      () => Novel.withMax("chapters", "notes"),
      InvalidArgumentError,
      "Chapter.notes is jsonb, which PostgreSQL has no max of.",
    ],
    [
      "of a column that the database cannot read",
      () => Novel.withMin("chapters", "secret"),
      InvalidArgumentError,
      "Chapter.secret is encrypted, and the database cannot compute with its values.",
    ],
    [
      "under the name of a column",
      () => Novel.withCount("chapters"),
      InvalidArgumentError,
      'Novel.withCount.chapters tells its results their "chaptersCount", and Novel has a member of that name.',
      'Give it a name of its own: withCount("chapters", { as: "…" }).',
    ],
    [
      "under the name of a relation",
      () => Novel.withMin("chapters", "title", { as: "chapters" }),
      InvalidArgumentError,
      'Novel.withMin.chapters tells its results their "chapters", and Novel has a member of that name.',
      'Give it a name of its own: withMin("chapters", "title", { as: "…" }).',
    ],
    [
      "under the name of a method",
      () => Author.withCount("books", { as: "save" }),
      InvalidArgumentError,
      'Author.withCount.books tells its results their "save", and Author has a member of that name.',
    ],
    [
      "under the name of another value",
      () => Author.withCount("books").withCount("books"),
      InvalidArgumentError,
      'Author.withCount.books: the results tell a "booksCount" already.',
      'Give it a name of its own: withCount("books", { as: "…" }).',
    ],
    [
      "under no name",
      () => Author.withCount("books", { as: "" }),
      InvalidArgumentError,
      "Author.withCount.books.as is an empty name.",
    ],
    [
      "under what is no name",
      () => Author.withCount("books", { as: 3 as never }),
      TypeMismatchError,
      "Author.withCount.books.as takes a name, not a number.",
    ],
    [
      "under undefined conditions",
      () => Author.withCount("books", { where: undefined as never }),
      UndefinedConditionError,
      "Author.withCount.books.where",
    ],
    [
      "with an undefined value in its conditions",
      () =>
        Author.withExists("books", { where: { pages: undefined as never } }),
      UndefinedConditionError,
      "Author.withExists.books.pages",
    ],
    [
      "with conditions on an unknown column",
      () => Author.withCount("books", { where: { page: 3 } as never }),
      UnknownColumnError,
      'Book has no column or relation "page".',
    ],
    [
      "with an unknown option",
      () => Author.withCount("books", { limit: 3 } as never),
      UnknownColumnError,
      'Author.withCount.books has no option "limit".',
    ],
    [
      "with options that are none",
      () => Author.withCount("books", null as never),
      TypeMismatchError,
      "Author.withCount.books takes an object of options, not null.",
    ],
    [
      "as a count of what leads to several models",
      () => Remark.withCount("subject" as never),
      InvalidArgumentError,
      "Remark.withCount.subject: Remark.subject leads to one record at most, of one of several models, and has nothing to count or to compute with.",
      'Whether there is one, whereHas("subject") asks and withExists("subject") tells.',
    ],
    [
      "in an order, when nothing tells it",
      () => Author.orderBy({ booksCount: "desc" } as never),
      UnknownColumnError,
      'Author has no column "booksCount".',
    ],
    [
      "in an order that is none",
      () => Author.withCount("books").orderBy({ booksCount: "up" as never }),
      InvalidArgumentError,
      'Author.orderBy.booksCount takes "asc" or "desc", not another string.',
    ],
    [
      "of a related record, in an order",
      () =>
        Book.withCount("labels").orderBy({
          author: { labelsCount: "desc" },
        } as never),
      UnknownColumnError,
      'Author has no column "labelsCount".',
    ],
  ];

  test.each(cases)("%s", (...[, act, error, message, hint]) => {
    expect(act).toThrow(error as typeof Error);
    expect(act).toThrow(message);
    if (hint !== undefined)
      expect(act).toThrow(expect.objectContaining({ hint }) as Error);
  });

  it("beside one computed in SQL of the same name", () => {
    const query = Author.addSelect({ booksCount: sql<number>`1` });
    expect(() => query.withCount("books")).toThrow(
      'Author.withCount.books: the results tell a "booksCount" already.',
    );
  });
});
