import { Column, ManagedObject, PrimaryKey, sql, Table } from "arx";
import { describeEachEngine } from "../../support/engines";
import { Author, Book } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { Library, LibraryDatabase } from "../../support/library-database";
import { useModels } from "../../support/use-models";

const joinedBooks =
  'inner join "public"."books" on "books"."author_id" = "authors"."id"';

describeEachEngine("a query for distinct results", (engine) => {
  let opened: LibraryDatabase;
  let library: Library;

  beforeAll(async () => {
    opened = await openLibrary(engine);
    library = await fillLibrary();
  }, 60_000);

  afterAll(() => opened.close());

  test("of a model alone is the query itself, as records are distinct", async () => {
    expect(Author.distinct().toSQL()).toEqual(Author.where({}).toSQL());
    expect(await Author.distinct().count()).toBe(3);
  });

  test("of a model whose joins repeat nothing is the query itself as well", async () => {
    const query = Book.joins("author")
      .leftJoins({ author: { profile: true } })
      .orderBy({ editor: { name: "asc" } }, { id: "asc" });
    expect(query.distinct().toSQL()).toEqual(query.toSQL());
    expect(await query.distinct().limit(2).pluck("id", "title")).toEqual([
      [library.fourth.id, "Fourth"],
      [library.first.id, "First"],
    ]);
  });

  test("gives a record once, whatever it is joined with", async () => {
    const query = Author.joins("books").distinct();
    expect(query.select("id", "name").toSQL().text).toBe(
      'select distinct on ("authors"."id") "authors"."id", "authors"."name"' +
        ` from "public"."authors" ${joinedBooks}`,
    );
    const authors = await query;
    expect(authors.map(({ name }) => name).sort()).toEqual(["Ann", "Bob"]);
    expect(await query.count()).toBe(2);
    expect(await Author.joins("books").count()).toBe(4);
  });

  test("keeps its order: a record comes where the first of its rows would", async () => {
    const query = Author.leftJoins("books").orderBy(
      { by: sql`books.title`, dir: "desc", nulls: "first" },
      { name: "asc" },
    );
    expect(await query.pluck("name")).toEqual([
      "Cleo",
      "Ann",
      "Ann",
      "Bob",
      "Ann",
    ]);
    const once = await query.distinct();
    expect(once.map(({ name }) => name)).toEqual(["Cleo", "Ann", "Bob"]);
    const reversed = await query.reverse().distinct();
    expect(reversed.map(({ name }) => name)).toEqual(["Ann", "Bob", "Cleo"]);
  });

  test("sorts and cuts off what is distinct", async () => {
    const query = Author.joins("books")
      .where(sql`books.title <> ${"Third"}`)
      .orderBy({ by: sql`length(books.title) + ${1}`, dir: "desc" })
      .distinct()
      .limit(1)
      .offset(1);
    expect(query.select("id", "name").toSQL()).toEqual({
      text:
        'select "arx_rows"."item1" as "id", "arx_rows"."item2" as "name" from lateral' +
        ' (select distinct on ("authors"."id") "authors"."id" as "item1", "authors"."name" as "item2", (length(books.title) + $1) as "order1"' +
        ` from "public"."authors" ${joinedBooks}` +
        " where (books.title <> $2)" +
        ' order by "authors"."id", (length(books.title) + $3) desc) as "arx_rows"' +
        ' order by "arx_rows"."order1" desc limit $4 offset $5',
      parameters: ["1", "Third", "1", "1", "1"],
    });
    const [author] = await query;
    expect(author?.name).toBe("Bob");
    expect(await query.count()).toBe(1);
    expect(await query.exists()).toBe(true);
    expect(await query.offset(2).exists()).toBe(false);
    expect(await query.offset(2).count()).toBe(0);
  });

  test("of several columns gives their values once", async () => {
    const query = Book.distinct().orderBy({ inPrint: "desc" });
    expect(query.select("inPrint").toSQL().text).toBe(
      'select distinct "books"."in_print" from "public"."books" order by "books"."in_print" desc',
    );
    expect(await query.select("inPrint")).toEqual([
      { inPrint: true },
      { inPrint: false },
    ]);
    expect(await query.pluck("inPrint")).toEqual([true, false]);
    expect(
      await query.orderBy({ pages: "asc" }).pluck("pages", "inPrint"),
    ).toEqual([
      [50, true],
      [100, true],
      [null, true],
      [null, false],
    ]);
  });

  test("of columns that it is not ordered by keeps the order as well", async () => {
    const query = Book.orderBy({ title: "asc" }).distinct();
    expect(await query.pluck("authorId")).toEqual([
      library.ann.id,
      library.bob.id,
    ]);
    expect(await query.reverse().pluck("pages")).toEqual([null, 50, 100]);
    expect(await query.limit(1).pluck("pages")).toEqual([100]);
  });

  test("of computed values gives each of them once", async () => {
    const query = Author.joins("books")
      .distinct()
      .orderBy({ by: sql`length(books.title)`, dir: "desc" });
    expect(
      await query.pluck("name", sql<number>`length(books.title) - ${1}`),
    ).toEqual([
      ["Ann", 5],
      ["Bob", 5],
      ["Ann", 4],
    ]);
  });

  test("is sorted by SQL of several parts as well", async () => {
    const query = Author.joins("books").orderBy(
      sql`books.in_print, length(books.title)`,
      { id: "asc" },
    );
    expect(await query.distinct().pluck("name")).toEqual(["Bob", "Ann"]);
  });

  test("loads relations of what it gives", async () => {
    const authors = await Author.joins("books")
      .distinct()
      .orderBy({ name: "desc" })
      .with({ books: { orderBy: { title: "asc" } } });
    expect(
      authors.map(({ name, books }) => [name, books.map(({ title }) => title)]),
    ).toEqual([
      ["Bob", ["Fourth"]],
      ["Ann", ["First", "Second", "Third"]],
    ]);
  });

  test("is a part of other SQL under the names of its columns", async () => {
    const query = Author.joins("books")
      .distinct()
      .orderBy({ by: sql`books.title` })
      .select("id", "name");
    expect(
      await sql`select name from (${query}) as a where name <> ${"Bob"}`,
    ).toEqual([{ name: "Ann" }]);
  });

  test("cannot lock its rows", () => {
    const expected = expect.objectContaining({
      message:
        "A query of Author locks its rows, and distinct rows stand for several.",
      hint: "Lock the records by their keys: where({ id: ids }).lock(), with the ids of the query without its lock.",
    }) as Error;
    expect(() => Author.joins("books").distinct().lock().toSQL()).toThrow(
      expected,
    );
    expect(() => Author.joins("books").lock().distinct().toSQL()).toThrow(
      expected,
    );
  });
});

@Table("distinct_notes")
class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "json" }) declare body: { text: string };
  @Column() declare kind: string;
}

describeEachEngine(
  "distinct results with a column that cannot be compared",
  (engine) => {
    useModels(engine, [Note]);

    test("are told apart by the primary key, and refused without it", async () => {
      await Note.create({ kind: "a", body: { text: "x" } });
      await Note.create({ kind: "a", body: { text: "x" } });
      const twice = Note.joins(
        sql`cross join generate_series(1, 2)`,
      ).distinct();
      expect(await twice.orderBy({ id: "desc" }).pluck("id", "body")).toEqual([
        [2, { text: "x" }],
        [1, { text: "x" }],
      ]);
      expect((await twice).map(({ body }) => body.text)).toEqual(["x", "x"]);
      expect(await twice.pluck("kind")).toEqual(["a"]);
      await expect(twice.pluck("kind", "body")).rejects.toMatchObject({
        name: "InvalidArgumentError",
        message:
          "PostgreSQL cannot tell which values of Note.body are equal, and so not which rows are distinct.",
        hint: "Name the primary key as well, or leave the column out.",
      });
    });

    test("are not sorted by it", () => {
      expect(() => Note.distinct().orderBy({ body: "asc" })).toThrow(
        expect.objectContaining({
          name: "InvalidArgumentError",
          message: "Note.body is json, which PostgreSQL cannot sort by.",
          hint: "Say by SQL what of it counts: { by: sql`…` }.",
        }) as Error,
      );
    });
  },
);
