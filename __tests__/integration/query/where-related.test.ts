import {
  HasMany,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";
import type { Query } from "arx";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";
import { useModels } from "../../support/use-models";

/** The condition of a query, as it is written. */
function conditionOf(query: Query<never>): string {
  const [, condition] = query.toSQL().text.split(/ where (.*)/s);
  return (condition ?? "").replaceAll('"public".', "");
}

describeEachEngine("records that relations lead on from", (engine) => {
  let opened: LibraryDatabase;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  const hasBook =
    'exists (select from "books" as "t1" where "t1"."author_id" = "authors"."id"';

  test.each<[string, Query<Author>, string, string[]]>([
    [
      "a has-many, once each",
      Author.whereHas("books"),
      `${hasBook})`,
      ["Ann", "Bob"],
    ],
    [
      "a has-many, with conditions",
      Author.whereHas("books", { pages: { gt: 60 } }),
      `${hasBook} and "t1"."pages" > $1)`,
      ["Ann"],
    ],
    [
      "a has-many, with conditions on a further relation",
      Author.whereHas("books", { labels: { some: { name: "blue" } } }),
      `${hasBook} and exists (select from "book_labels" as "t2" inner join "labels" as "t3" on "t3"."id" = "t2"."label_id" where "t2"."book_id" = "t1"."id" and "t3"."name" = $1))`,
      ["Ann"],
    ],
    ["no has-many", Author.whereMissing("books"), `not ${hasBook})`, ["Cleo"]],
    [
      "no has-many with conditions",
      Author.whereMissing("books", { inPrint: true }),
      `not ${hasBook} and "t1"."in_print" = $1)`,
      ["Bob", "Cleo"],
    ],
    [
      "a has-one",
      Author.whereHas("profile"),
      'exists (select from "profiles" as "t1" where "t1"."author_id" = "authors"."id")',
      ["Ann"],
    ],
    [
      "a many-to-many to the same model",
      Author.whereHas("friends", { name: "Ann" }),
      'exists (select from "friendships" as "t1" inner join "authors" as "t2" on "t2"."id" = "t1"."to_id" where "t1"."from_id" = "authors"."id" and "t2"."name" = $1)',
      ["Bob"],
    ],
    [
      "a belongs-to, by its key alone",
      Author.whereHas("mentor"),
      '"authors"."mentor_id" is not null',
      ["Bob", "Cleo"],
    ],
    [
      "no belongs-to, by its key alone",
      Author.whereMissing("mentor"),
      '"authors"."mentor_id" is null',
      ["Ann"],
    ],
    [
      "a belongs-to with conditions",
      Author.whereHas("mentor", { name: "Ann" }),
      'exists (select from "authors" as "t1" where "t1"."id" = "authors"."mentor_id" and "t1"."name" = $1)',
      ["Bob", "Cleo"],
    ],
    [
      "no belongs-to with conditions",
      Author.whereMissing("mentor", { name: "Ann" }),
      'not exists (select from "authors" as "t1" where "t1"."id" = "authors"."mentor_id" and "t1"."name" = $1)',
      ["Ann"],
    ],
    [
      "several at once",
      Author.whereHas("mentor", "books", "friends"),
      `"authors"."mentor_id" is not null and ${hasBook}) and exists (select from "friendships" as "t1" inner join "authors" as "t2" on "t2"."id" = "t1"."to_id" where "t1"."from_id" = "authors"."id")`,
      ["Bob"],
    ],
    [
      "none of several",
      Author.whereMissing("books", "profile"),
      `not ${hasBook}) and not exists (select from "profiles" as "t1" where "t1"."author_id" = "authors"."id")`,
      ["Cleo"],
    ],
    [
      "one after the other",
      Author.whereHas("mentor").whereMissing("books"),
      `"authors"."mentor_id" is not null and not ${hasBook})`,
      ["Cleo"],
    ],
  ])("%s", async (_, query, condition, expected) => {
    expect(conditionOf(query as unknown as Query<never>)).toBe(condition);
    expect((await query.pluck("name")).sort()).toEqual(expected);
  });

  test("of a key that is always there nothing is asked", async () => {
    expect(
      conditionOf(Book.whereHas("author") as unknown as Query<never>),
    ).toBe("");
    expect(await Book.whereMissing("author").count()).toBe(0);
    expect(await Book.whereHas("publisher").pluck("title")).toEqual(["Fourth"]);
    expect(await Book.whereMissing("publisher").count()).toBe(3);
  });

  test.each<[readonly unknown[], string, string | undefined]>([
    [[], "Author.whereHas takes the name of a relation.", undefined],
    [[undefined], "Author.whereHas takes the name of a relation.", undefined],
    [
      ["books", undefined],
      "Author.whereHas is undefined.",
      "Leave the key out to have no condition, or write null to ask for IS NULL.",
    ],
    [["book"], 'Author has no relation "book".', 'Did you mean "books"?'],
    [["name"], 'Author has no relation "name".', undefined],
    [["__proto__"], 'Author has no relation "__proto__".', undefined],
    [
      ["books", { title: undefined }],
      "Author.whereHas.books.title is undefined.",
      "Leave the key out to have no condition, or write null to ask for IS NULL.",
    ],
    [
      ["books", { titel: "x" }],
      'Book has no column or relation "titel".',
      'Did you mean "title"?',
    ],
    [
      ["books", 5],
      "Author.whereHas.books takes an object of conditions, not a number.",
      undefined,
    ],
    [
      ["books", []],
      "Author.whereHas.books takes an object of conditions, not an array.",
      undefined,
    ],
    [
      ["books", {}, "friends"],
      "Author.whereHas takes names of relations, or one name and conditions.",
      "Call it once for each relation that has conditions.",
    ],
    [
      [{ books: {} }],
      "Author.whereHas takes names of relations, or one name and conditions.",
      "Call it once for each relation that has conditions.",
    ],
  ])("refuses %j", (named, message, hint) => {
    const run = (): unknown => Author.whereHas(...(named as [never]));
    expect(run).toThrow(message);
    expect(hint).toBe(hintOf(run));
  });
});

function hintOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return (error as { hint?: string }).hint;
  }
  return undefined;
}

@Table()
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @SoftDelete() declare deletedAt: Date | null;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
}

@Table()
class Picture extends ManagedObject {
  @PrimaryKey() declare id: number;
}

@Table()
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ essay: () => Essay, picture: () => Picture })
  declare subject: Polymorphic<{ essay: Essay; picture: Picture } | null>;
  @Relate(() => Essay) declare source: Relate<Essay | null>;
}

@Table()
class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ picture: () => Picture })
  declare subject: Polymorphic<{ picture: Picture } | null>;
}

describeEachEngine(
  "records that relations lead on from, where rows do not count",
  (engine) => {
    useModels(engine, [Essay, Picture, Remark, Tag]);

    beforeEach(async () => {
      const kept = await Essay.create({});
      const deleted = await Essay.create({});
      const picture = await Picture.create({});
      await Remark.create({ subject: kept, source: deleted });
      await Remark.create({ subject: deleted, source: kept });
      await Remark.create({ subject: picture });
      await Remark.create({});
      await Tag.create({ subject: picture });
      await Tag.create({});
      await deleted.destroy();
    });

    test.each<[string, () => Query<Remark>, number[]]>([
      ["a belongs-to", () => Remark.whereHas("source"), [2]],
      ["no belongs-to", () => Remark.whereMissing("source"), [1, 3, 4]],
      [
        "a relation to several models",
        () => Remark.whereHas("subject"),
        [1, 3],
      ],
      ["none to several models", () => Remark.whereMissing("subject"), [2, 4]],
      ["one of them", () => Remark.whereHas("subject", { type: "essay" }), [1]],
      [
        "not one of them",
        () => Remark.whereMissing("subject", { type: "essay" }),
        [2, 3, 4],
      ],
      [
        "some of them",
        () => Remark.whereHas("subject", { type: ["essay", "picture"] }),
        [1, 3],
      ],
      [
        "one of them with conditions",
        () => Remark.whereHas("subject", { type: "picture", where: { id: 1 } }),
        [3],
      ],
    ])("%s", async (_, query, expected) => {
      expect(await query().orderBy({ id: "asc" }).ids()).toEqual(expected);
    });

    test.each<[unknown, string]>([
      [{ type: undefined }, "Remark.whereHas.subject.type is undefined."],
      [
        { type: ["essay", undefined] },
        "Remark.whereHas.subject.type[1] is undefined.",
      ],
      [{ where: { id: 1 } }, "Remark.whereHas.subject.type is undefined."],
      [
        { type: { in: ["essay"] } },
        "Remark.whereHas.subject.where is about records of one model; say which.",
      ],
      [
        { type: "essays" },
        'Remark.subjectType takes one of "essay", "picture", not another string.',
      ],
      [
        { type: "essay", wher: {} },
        'Remark.whereHas.subject has no operator "wher".',
      ],
      [
        null,
        "Remark.whereHas.subject takes an object of conditions, not null.",
      ],
    ])(
      "conditions on several models that are refused: %j",
      (given, message) => {
        expect(() => Remark.whereHas("subject", given as never)).toThrow(
          message,
        );
      },
    );

    test("a relation to several models whose rows all count is asked by its key", async () => {
      expect(
        conditionOf(Tag.whereHas("subject") as unknown as Query<never>),
      ).toBe(
        '"tags"."subject_type" is not null and "tags"."subject_id" is not null',
      );
      expect(await Tag.whereHas("subject").ids()).toEqual([1]);
      expect(await Tag.whereMissing("subject").ids()).toEqual([2]);
      expect(await Essay.whereHas("remarks").ids()).toEqual([1]);
    });
  },
);
