import {
  AfterFind,
  Column,
  Defaulted,
  HasMany,
  InvalidCursorError,
  ManagedObject,
  PrimaryKey,
  Relate,
  SoftDelete,
  sql,
  Table,
  transaction,
} from "arx";
import type { CursorPage, Query } from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
  @HasMany(() => Volume, (volume) => volume.shelf)
  declare volumes: HasMany<Volume>;
}

@Table()
class Volume extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "integer", nullable: true }) declare year: number | null;
  @Column({ type: "timestamptz" }) declare bought: Date;
  @Relate(() => Shelf, { required: true }) declare shelf: Relate<Shelf>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
class Seat extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare hall: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
}

@Table()
class Note extends ManagedObject {
  static readonly found: number[] = [];
  @PrimaryKey() declare id: number;
  @Column({ type: "json" }) declare body: unknown;
  @Column({ type: "bigint", default: 0 }) declare size: number;
  declare [Defaulted]?: "size";

  @AfterFind() tell(): void {
    Note.found.push(this.id);
  }
}

/** The items of all pages forward, each page once. */
async function walk<T extends object>(
  query: Query<T>,
  first: number,
): Promise<T[][]> {
  const pages: T[][] = [];
  for (let after: string | null = null; ;) {
    const page: CursorPage<T> = await query.page({ first, after });
    pages.push(page.items);
    if (!page.hasNext) return pages;
    after = page.endCursor;
  }
}

const titles = (volumes: readonly { title: string }[]): string[] =>
  volumes.map(({ title }) => title);

describeEachEngine("Pages", (engine) => {
  const models = useModels(engine, [Shelf, Volume, Seat, Note]);

  beforeEach(async () => {
    const a = await Shelf.create({ name: "A" });
    const b = await Shelf.create({ name: "B" });
    const bought = new Date("2026-01-01T00:00:00Z");
    await Volume.insertAll(
      [
        { title: "one", year: 1, shelf: a },
        { title: "two", year: null, shelf: b },
        { title: "three", year: 1, shelf: a },
        { title: "four", year: 2, shelf: b },
        { title: "five", year: null, shelf: a },
        { title: "six", year: 3, shelf: b },
        { title: "seven", year: 2, shelf: a },
      ].map((volume) => ({ ...volume, bought, deletedAt: null })),
    );
    const last = await Volume.where({ title: "seven" }).first();
    await last?.destroy();
  });

  describe("by number", () => {
    it("are read and counted by two statements", async () => {
      const statements: string[] = [];
      const stop = models.database.on("query", ({ text }) => {
        statements.push(text);
      });
      const page = await Volume.where({ year: { isNotNull: true } })
        .orderBy({ year: "desc" })
        .paginate({ page: 2, pageSize: 3 });
      stop();
      expect({ ...page, items: titles(page.items) }).toEqual({
        items: ["one"],
        total: 4,
        page: 2,
        pageSize: 3,
        pageCount: 2,
        hasMore: false,
      });
      const from =
        'from "public"."volumes" where "volumes"."year" is not null and "volumes"."deleted_at" is null';
      expect(statements.sort()).toEqual([
        'select "volumes"."id", "volumes"."title", "volumes"."year", "volumes"."bought", "volumes"."shelf_id", "volumes"."deleted_at" ' +
          `${from} order by "volumes"."year" desc, "volumes"."id" desc limit $1 offset $2`,
        `select count(*) ${from}`,
      ]);
    });

    it.each([
      [{}, 6, 20, 1, false],
      [{ page: 1, pageSize: 6 }, 6, 6, 1, false],
      [{ page: 1, pageSize: 5 }, 5, 5, 2, true],
      [{ page: 2, pageSize: 5 }, 1, 5, 2, false],
      [{ page: 6, pageSize: 1 }, 1, 1, 6, false],
      [{ page: 9, pageSize: 5 }, 0, 5, 2, false],
      [{ page: 9_000_000_000_000_000, pageSize: 1 }, 0, 1, 6, false],
    ])("%p has %p records", async (options, length, pageSize, pages, more) => {
      const page = await Volume.paginate(options);
      expect(page.items).toHaveLength(length);
      expect({ ...page, items: [] }).toEqual({
        items: [],
        total: 6,
        page: (options as { page?: number }).page ?? 1,
        pageSize,
        pageCount: pages,
        hasMore: more,
      });
    });

    it("of nothing are empty and no pages", async () => {
      const empty = {
        items: [],
        total: 0,
        page: 1,
        pageSize: 20,
        pageCount: 0,
        hasMore: false,
      };
      expect(await Volume.where({ title: "?" }).paginate()).toEqual(empty);
      expect(await Volume.where({ id: [] }).paginate()).toEqual(empty);
    });

    it.each([
      [
        { page: 0 },
        "Volume.paginate.page takes a whole number from 1 up, not 0.",
      ],
      [
        { page: -1 },
        "Volume.paginate.page takes a whole number from 1 up, not -1.",
      ],
      [
        { page: Number.NaN },
        "Volume.paginate.page takes a whole number from 1 up, not NaN.",
      ],
      [
        { page: "2" },
        "Volume.paginate.page takes a whole number from 1 up, not a string.",
      ],
      [
        { pageSize: 1.5 },
        "Volume.paginate.pageSize takes a whole number from 1 up, not 1.5.",
      ],
      [{ size: 5 }, 'Volume.paginate has no option "size".'],
      [
        { page: 9_000_000_000_000_000, pageSize: 10 },
        "Volume.paginate: page 9000000000000000 of 10 records is beyond what can be counted.",
      ],
      [3, "Volume.paginate takes an object of options, not a number."],
    ])("refuse %p", async (options, message) => {
      await expect(Volume.where({}).paginate(options as never)).rejects.toThrow(
        message,
      );
    });

    it("refuse a query that is cut off already", async () => {
      await expect(Volume.limit(5).paginate()).rejects.toMatchObject({
        message:
          "Volume.paginate says itself which rows it reads, and the query has limit.",
        hint: "Leave limit out.",
      });
      await expect(
        Volume.where({}).offset(5).page({ first: 1 }),
      ).rejects.toThrow(
        "Volume.page says itself which rows it reads, and the query has offset.",
      );
    });

    it("tell what to do with a number from a URL", async () => {
      await expect(
        Volume.paginate({ page: "2" as never }),
      ).rejects.toMatchObject({
        hint: "What comes from a URL is a text: write Number(…) around it.",
      });
    });

    it("are decided by what is computed too, where distinct rows have no key", async () => {
      const decades = Volume.select("year", { even: sql<boolean>`id % 2 = 0` })
        .distinct()
        .orderBy({ year: { dir: "desc", nulls: "last" } });
      const pages = await Promise.all(
        [1, 2, 3].map((page) => decades.paginate({ page, pageSize: 2 })),
      );
      expect(pages.map(({ total }) => total)).toEqual([5, 5, 5]);
      expect(pages.flatMap(({ items }) => items)).toEqual([
        { year: 3, even: true },
        { year: 2, even: true },
        { year: 1, even: false },
        { year: null, even: true },
        { year: null, even: false },
      ]);
    });

    it("of distinct rows with a key are sorted by that alone, which what they hold may not allow", async () => {
      await Note.insertAll([{ body: { b: 1 } }, { body: { a: 1 } }]);
      const notes = Note.select("body", "id").distinct();
      expect((await notes.paginate({ page: 2, pageSize: 1 })).items).toEqual([
        { body: { a: 1 }, id: 2 },
      ]);
    });

    it("take relations, plain rows, deleted rows, distinct ones and locks", async () => {
      const loaded = await Volume.with({ shelf: true }).paginate({
        pageSize: 2,
      });
      expect(loaded.items.map(({ shelf }) => shelf.name)).toEqual(["A", "B"]);
      expect(
        await Volume.select("title").withDeleted().paginate({ pageSize: 2 }),
      ).toMatchObject({
        items: [{ title: "one" }, { title: "two" }],
        total: 7,
      });
      const years = await Volume.select("year")
        .distinct()
        .paginate({ page: 2, pageSize: 3 });
      expect(years).toMatchObject({
        items: [{ year: null }],
        total: 4,
        pageCount: 2,
      });
      const locked = await transaction(() =>
        Volume.where({}).lock("update").paginate({ page: 2, pageSize: 4 }),
      );
      expect([titles(locked.items), locked.total]).toEqual([
        ["five", "six"],
        6,
      ]);
    });
  });

  describe("by cursor", () => {
    it("go forward and tell where they end", async () => {
      const query = Volume.orderBy({ title: "asc" });
      const first = await query.page({ first: 4 });
      expect(titles(first.items)).toEqual(["five", "four", "one", "six"]);
      expect([first.hasPrevious, first.hasNext]).toEqual([false, true]);
      const second = await query.page({ first: 4, after: first.endCursor });
      expect(titles(second.items)).toEqual(["three", "two"]);
      expect([second.hasPrevious, second.hasNext]).toEqual([true, false]);
      const third = await query.page({ first: 4, after: second.endCursor });
      expect(third).toEqual({
        items: [],
        hasNext: false,
        hasPrevious: true,
        startCursor: null,
        endCursor: null,
      });
      expect(await query.page({ first: 4, after: null })).toEqual(first);
    });

    it("go backward, and their items stay in order", async () => {
      const query = Volume.orderBy({ title: "asc" });
      const last = await query.page({ last: 4 });
      expect(titles(last.items)).toEqual(["one", "six", "three", "two"]);
      expect([last.hasPrevious, last.hasNext]).toEqual([true, false]);
      const before = await query.page({ last: 4, before: last.startCursor });
      expect(titles(before.items)).toEqual(["five", "four"]);
      expect([before.hasPrevious, before.hasNext]).toEqual([false, true]);
      const on = await query.page({ first: 1, after: before.endCursor });
      expect(titles(on.items)).toEqual(["one"]);
    });

    it("lose no row of equal values, and no NULL", async () => {
      for (const size of [1, 2, 3, 6])
        expect(
          (await walk(Volume.orderBy({ year: "asc" }), size)).flatMap(titles),
        ).toEqual(["one", "three", "four", "six", "two", "five"]);
    });

    it("keep the microseconds that a Date loses", async () => {
      await models.database.execute(
        "update volumes set bought = bought + id * interval '1 microsecond'",
      );
      const pages = await walk(Volume.orderBy({ bought: "desc" }), 2);
      expect(pages.map(titles)).toEqual([
        ["six", "five"],
        ["four", "three"],
        ["two", "one"],
      ]);
    });

    it("go on after values that JavaScript cannot hold", async () => {
      await models.database.execute(
        "update volumes set bought = case id % 3 when 0 then 'infinity' when 1 then '-infinity' else '294000-01-01' end::timestamptz",
      );
      const query = Volume.select("title").orderBy({ bought: "asc" });
      expect((await walk(query, 1)).flatMap(titles)).toEqual(
        await query.orderBy({ id: "asc" }).pluck("title"),
      );
      await models.database.execute(
        "insert into notes (body, size) select '1', 9223372036854775807 - n from generate_series(1, 3) as n",
      );
      const notes = Note.select("id").orderBy({ size: "asc" });
      expect(await walk(notes, 1)).toEqual([
        [{ id: 3 }],
        [{ id: 2 }],
        [{ id: 1 }],
      ]);
    });

    it("tell their own records only that they were found", async () => {
      await Note.insertAll([{ body: 1 }, { body: 2 }, { body: 3 }]);
      Note.found.length = 0;
      const page = await Note.page({ first: 2 });
      expect(page.hasNext).toBe(true);
      expect(Note.found).toEqual([1, 2]);
    });

    it("of one record, found by what is unique, go by its key", async () => {
      const query = Shelf.where({ name: "A" });
      const { items, endCursor } = await query.page({ first: 1 });
      expect(items.map(({ id }) => id)).toEqual([1]);
      const next = await query.page({ first: 1, after: endCursor });
      expect(next.items).toEqual([]);
    });

    it("neither repeat nor miss records when others come and go", async () => {
      const query = Volume.orderBy({ title: "asc" });
      const first = await query.page({ first: 3 });
      const [five, , one] = first.items;
      await one?.destroy();
      await five?.destroy();
      const shelf = await Shelf.find(1);
      await Volume.insertAll([
        { title: "a", year: 1, bought: new Date(), shelf, deletedAt: null },
      ]);
      const second = await query.page({ first: 3, after: first.endCursor });
      expect(titles(second.items)).toEqual(["six", "three", "two"]);
    });

    it("load relations, and plain rows without the columns of the order", async () => {
      const loaded = await Volume.with({ shelf: true }).page({ first: 2 });
      expect(loaded.items.map(({ shelf }) => shelf.name)).toEqual(["A", "B"]);
      const query = Volume.select("title").orderBy({ year: "desc" });
      const first = await query.page({ first: 3 });
      expect(first.items).toEqual([
        { title: "five" },
        { title: "two" },
        { title: "six" },
      ]);
      const second = await query.page({ first: 3, after: first.endCursor });
      expect(second.items).toEqual([
        { title: "four" },
        { title: "three" },
        { title: "one" },
      ]);
    });

    it("go by a key of several columns", async () => {
      await Seat.insertAll(
        ["B", "A"].flatMap((hall) =>
          [3, 1, 2].map((number) => ({ hall, number })),
        ),
      );
      const pages = await walk(Seat.orderBy({ hall: "desc" }), 4);
      expect(pages.map((page) => page.map((seat) => seat.toJSON()))).toEqual([
        [
          { hall: "B", number: 3 },
          { hall: "B", number: 2 },
          { hall: "B", number: 1 },
          { hall: "A", number: 3 },
        ],
        [
          { hall: "A", number: 2 },
          { hall: "A", number: 1 },
        ],
      ]);
    });

    it("are found by a comparison of rows, or column by column", async () => {
      const texts: string[] = [];
      const stop = models.database.on("query", ({ text }) => {
        texts.push(text.replace(/^.* where /, "").replaceAll('"volumes".', ""));
      });
      await walk(Volume.orderBy({ title: "desc" }), 5);
      await walk(Volume.orderBy({ title: "desc" }, { id: "asc" }), 5);
      await walk(Volume.orderBy({ year: "desc" }), 5);
      await walk(Volume.orderBy({ year: "asc" }), 3);
      stop();
      expect(texts.filter((text) => text.includes("$2"))).toEqual([
        'row("title", "id") < row($1, $2) and "deleted_at" is null order by "title" desc, "id" desc limit $3',
        '"title" <= $1 and ("title" < $2 or ("title" = $3 and "id" > $4)) and "deleted_at" is null order by "title" desc, "id" limit $5',
        'row("year", "id") < row($1, $2) and "deleted_at" is null order by "year" desc, "id" desc limit $3',
        '("year" > $1 or "year" is null or ("year" = $2 and "id" > $3)) and "deleted_at" is null order by "year", "id" limit $4',
      ]);
    });

    it("refuse cursors that are none, or another's", async () => {
      const hint =
        "Pass endCursor or startCursor of a page of the same query, unchanged, or leave it out to begin anew.";
      const query = Volume.orderBy({ year: "asc" });
      const { endCursor } = await query.page({ first: 1 });
      const parts = JSON.parse(
        Buffer.from(String(endCursor), "base64url").toString(),
      ) as unknown[];
      const forge = (...changed: unknown[]): string =>
        Buffer.from(JSON.stringify(changed)).toString("base64url");
      const [version, digest, year, id] = parts;
      const none = [
        "",
        "abc",
        "'; drop table volumes --",
        forge(),
        forge(2, digest, year, id),
        forge(version, digest, year),
        forge(version, digest, year, id, id),
        forge(version, digest, 1, id),
        forge(version, digest, "x", id),
        forge(version, digest, year, null),
        forge(version, digest, year, "1) or true --"),
        forge(version, digest, year, "1\0"),
        5 as never,
        {} as never,
      ];
      for (const after of none)
        await expect(query.page({ first: 1, after })).rejects.toMatchObject({
          name: "InvalidCursorError",
          code: "INVALID_CURSOR",
          message: "Volume.page.after is no cursor.",
          hint,
        });
      const others = [
        Volume.orderBy({ year: "desc" }),
        Volume.orderBy({ year: { dir: "asc", nulls: "first" } }),
        Volume.orderBy({ title: "asc" }),
        Volume.where({}),
      ];
      for (const other of others)
        await expect(
          other.page({ last: 1, before: endCursor }),
        ).rejects.toMatchObject({
          name: "InvalidCursorError",
          message: "Volume.page.before is a cursor of another order or model.",
          hint,
        });
      await expect(
        Shelf.page({ first: 1, after: endCursor }),
      ).rejects.toBeInstanceOf(InvalidCursorError);
      const page = await query.page({
        first: 1,
        after: forge(version, digest, null, id),
      });
      expect(titles(page.items)).toEqual(["two"]);
    });

    it("refuse a cursor that only the server can judge", async () => {
      await Note.insertAll([{ body: 1 }, { body: 2 }]);
      const query = Note.select("id").orderBy({ size: "desc" });
      const { endCursor } = await query.page({ first: 1 });
      const [version, digest, , id] = JSON.parse(
        Buffer.from(String(endCursor), "base64url").toString(),
      ) as unknown[];
      const after = Buffer.from(
        JSON.stringify([version, digest, "9223372036854775808", id]),
      ).toString("base64url");
      await expect(query.page({ first: 1, after })).rejects.toMatchObject({
        name: "InvalidCursorError",
        message: "Note.page.after is no cursor.",
        cause: { sqlState: "22003" },
      });
    });

    it.each([
      [{}],
      [{ first: 1, last: 1 }],
      [{ first: 1, before: "x" }],
      [{ last: 1, after: "x" }],
      [{ after: "x" }],
    ])("refuse the options %p", async (options) => {
      await expect(Volume.page(options as never)).rejects.toMatchObject({
        message:
          "Volume.page takes first, and after to go on; or last, and before to go back.",
        hint: "Write { first: 20 }, and then { first: 20, after: endCursor }.",
      });
    });

    it("go with joins, where these give each record once", async () => {
      const one = Volume.joins("shelf").where({ shelf: { name: "A" } });
      expect((await walk(one, 2)).map(titles)).toEqual([
        ["one", "three"],
        ["five"],
      ]);
      const many = Shelf.joins("volumes").orderBy({ name: "desc" });
      const refusal = {
        message:
          "Shelf.page goes from record to record, and the joins of the query may give one several times.",
        hint: "Add distinct().",
      };
      await expect(many.page({ first: 1 })).rejects.toMatchObject(refusal);
      const bySql = Shelf.joins(sql`cross join generate_series(1, 2)`);
      await expect(bySql.page({ first: 1 })).rejects.toMatchObject(refusal);
      const twice = Shelf.fromSql(
        sql`select * from ${Shelf} union all select * from ${Shelf}`,
      );
      await expect(twice.page({ first: 1 })).rejects.toMatchObject({
        message:
          "Shelf.page goes from record to record, and the SQL of the query may give one several times.",
        hint: "Add distinct().",
      });
      expect(
        (await walk(twice.distinct(), 1)).map((page) =>
          page.map(({ name }) => name),
        ),
      ).toEqual([["A"], ["B"]]);
      const pages = await walk(many.distinct(), 1);
      expect(pages.map((page) => page.map(({ name }) => name))).toEqual([
        ["B"],
        ["A"],
      ]);
      const shelves: string[] = [];
      const each = Shelf.joins("volumes").distinct().findEach({ batch: 1 });
      for await (const { name } of each) shelves.push(name);
      expect(shelves).toEqual(["A", "B"]);
      expect((await many.distinct().paginate({ pageSize: 1 })).total).toBe(2);
    });

    it("refuse sizes that are none, orders that no cursor can tell, and keys that distinct rows lack", async () => {
      await expect(Volume.page({ first: 0 })).rejects.toThrow(
        "Volume.page.first takes a whole number from 1 up, not 0.",
      );
      await expect(
        Volume.orderBy({ shelf: { name: "asc" } }).page({ first: 1 }),
      ).rejects.toMatchObject({
        message:
          "Volume.page goes by columns of Volume, and the query is ordered by something else.",
        hint: "Order by columns of the model, or use paginate.",
      });
      await expect(
        Volume.select("title").distinct().orderBy({ year: "asc" }).page({
          first: 1,
        }),
      ).rejects.toMatchObject({
        message:
          "Volume.page goes by Volume.year, which is not selected: with it, equal rows would differ.",
        hint: "Add year to what is selected, or leave distinct out.",
      });
      await expect(
        Volume.select("year", { even: sql<boolean>`id % 2 = 0` })
          .distinct()
          .page({ first: 1 }),
      ).rejects.toMatchObject({
        message:
          "Volume.page goes by columns, and rows of the query may differ in what is computed alone.",
        hint: "Add the primary key to what is read, or use paginate.",
      });
      const years = Volume.select("year").distinct();
      const { items, endCursor } = await years.page({ first: 2 });
      const { items: others } = await years.page({
        first: 2,
        after: endCursor,
      });
      expect([items, others]).toEqual([
        [{ year: 1 }, { year: 2 }],
        [{ year: 3 }, { year: null }],
      ]);
    });
  });
});
