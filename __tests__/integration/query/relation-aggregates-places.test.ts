import { sql } from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { Author, Book, Label } from "../../support/library";
import { fillLibrary, openLibrary } from "../../support/library-database";
import type { LibraryDatabase } from "../../support/library-database";

const count =
  '(select count(*) from "public"."books" as "t1" where "t1"."author_id" = "authors"."id")';

describeEachEngine(
  "values of related records, and what else a query says",
  (engine) => {
    let opened: LibraryDatabase;

    beforeAll(async () => {
      opened = await openLibrary(engine);
      await fillLibrary();
    }, 60_000);

    afterAll(() => opened.close());

    it("order by their names, as the value that is there already", async () => {
      const query = Author.select("name")
        .withCount("books", { where: { pages: { gt: 10 } } })
        .orderBy({ booksCount: "desc", name: "desc" });
      expect(query.toSQL()).toEqual({
        text:
          'select "authors"."name", (select count(*) from "public"."books" as "t1" where "t1"."author_id" = "authors"."id" and "t1"."pages" > $1) as "booksCount" ' +
          'from "public"."authors" order by 2 desc, "authors"."name" desc',
        parameters: ["10"],
      });
      expect(await query).toEqual([
        { name: "Ann", booksCount: 2 },
        { name: "Cleo", booksCount: 0 },
        { name: "Bob", booksCount: 0 },
      ]);
      expect(await query.reverse().limit(1)).toEqual([
        { name: "Bob", booksCount: 0 },
      ]);
      expect(await query.offset(1).last()).toEqual({
        name: "Bob",
        booksCount: 0,
      });
    });

    it("order by computed values as well, with the place of NULL", async () => {
      const query = Author.select("name")
        .withMax("books", "pages")
        .select({ length: sql<number>`length(name) + ${1}::int` })
        .orderBy({
          booksMaxPages: { dir: "desc", nulls: "last" },
          length: "asc",
        });
      expect(query.toSQL().text).toMatch(/ order by 2 desc nulls last, 3$/);
      expect((await query).map(({ name }) => name)).toEqual([
        "Ann",
        "Bob",
        "Cleo",
      ]);
    });

    it("order what does not hold them", async () => {
      const query = Author.withCount("books").orderBy({ booksCount: "asc" });
      expect(await query.pluck("name")).toEqual(["Cleo", "Bob", "Ann"]);
      expect(await query.ids()).toEqual([3, 2, 1]);
      expect(await query.count()).toBe(3);
      expect(await query.limit(2).count()).toBe(2);
      expect(await query.exists()).toBe(true);
      expect(query.limit(1).toSQL().text).toContain(`${count} as "booksCount"`);
    });

    it("stay one value for each of distinct rows", async () => {
      const joined = Author.joins("books")
        .distinct()
        .withCount("books")
        .orderBy({ booksCount: "asc", id: "asc" });
      expect(
        (await joined).map(({ id, booksCount }) => [id, booksCount]),
      ).toEqual([
        [2, 1],
        [1, 3],
      ]);
      const rows = Author.select("mentorId")
        .distinct()
        .withCount("pupils")
        .orderBy({ pupilsCount: "desc" });
      expect(rows.toSQL().text).toMatch(/^select distinct .* order by 2 desc$/);
      expect(await rows).toEqual([
        { mentorId: null, pupilsCount: 2 },
        { mentorId: 1, pupilsCount: 0 },
      ]);
    });

    it("come in pages, batches and streams", async () => {
      const query = Author.select("id").withCount("books");
      const page = await query.orderBy({ id: "desc" }).page({ first: 2 });
      expect(page.items).toEqual([
        { id: 3, booksCount: 0 },
        { id: 2, booksCount: 1 },
      ]);
      const numbered = await query
        .orderBy({ booksCount: "desc" })
        .paginate({ page: 2, pageSize: 2 });
      expect(numbered).toMatchObject({ items: [{ id: 3 }], total: 3 });
      const counts: number[] = [];
      for await (const { booksCount } of query.findEach({ batch: 2 }))
        counts.push(booksCount);
      for await (const { booksCount } of query
        .orderBy({ booksCount: "asc" })
        .stream())
        counts.push(booksCount);
      expect(counts).toEqual([3, 1, 0, 0, 1, 3]);
    });

    it("are told of a statement's rows", async () => {
      const query = Author.fromSql(sql`select * from authors where id < ${3}`);
      const rows = await query
        .withCount("books")
        .orderBy({ booksCount: "asc" });
      expect(rows.map(({ name, booksCount }) => [name, booksCount])).toEqual([
        ["Bob", 1],
        ["Ann", 3],
      ]);
    });

    it("are told of records that are loaded beside others, at any depth", async () => {
      const { result, statements } = await countQueries(() =>
        Author.with({
          books: (books) =>
            books
              .withCount("labels")
              .with({ labels: (labels) => labels.withCount("books") })
              .orderBy({ labelsCount: "desc", id: "asc" }),
        }).orderBy({ id: "asc" }),
      );
      expect(statements).toHaveLength(3);
      expect(
        result.map(({ books }) =>
          books.map(({ title, labelsCount, labels }) => [
            title,
            labelsCount,
            labels.map(
              ({ name, booksCount }) => `${name} ${String(booksCount)}`,
            ),
          ]),
        ),
      ).toEqual([
        [
          ["First", 2, ["red 2", "blue 1"]],
          ["Second", 1, ["red 2"]],
          ["Third", 0, []],
        ],
        [["Fourth", 0, []]],
        [],
      ]);
    });

    it("are told of so many for each parent, whatever they are called", async () => {
      const { result, statements } = await countQueries(() =>
        Author.select("name")
          .with({
            books: (books) =>
              books
                .select("title")
                .withCount("labels", {
                  as: "in_print",
                  where: { name: { ne: "green" } },
                })
                .orderBy({ in_print: "desc", title: "desc" })
                .limit(2),
          })
          .orderBy({ id: "asc" }),
      );
      expect(result).toEqual([
        {
          name: "Ann",
          books: [
            { title: "First", in_print: 2 },
            { title: "Second", in_print: 1 },
          ],
        },
        { name: "Bob", books: [{ title: "Fourth", in_print: 0 }] },
        { name: "Cleo", books: [] },
      ]);
      expect(statements[1]?.text.replaceAll('"public".', "")).toContain(
        'as "arx_told1" from "books" where',
      );
    });

    it("are told of records that several owners share", async () => {
      const books = await Book.with({
        labels: (labels) => labels.withCount("books").limit(5),
      }).orderBy({ id: "asc" });
      const [first, second] = books;
      const red = first?.labels
        .map((label) => label)
        .find(({ name }) => name === "red");
      expect(red).toBe(second?.labels.map((label) => label)[0]);
      expect(red).toBeInstanceOf(Label);
      expect(red?.booksCount).toBe(2);
    });
  },
);
