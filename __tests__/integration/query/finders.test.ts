import {
  Column,
  configureSecrets,
  HasMany,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  Relate,
  sql,
  SoftDelete,
  Table,
} from "arx";
import type { OrderBy, Query } from "arx";
import { countQueries } from "arx/testing";
import type { CountedStatement } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Volume, (volume) => volume.shelf)
  declare volumes: HasMany<Volume>;
}

@Table()
class Volume extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "integer", nullable: true }) declare pages: number | null;
  @Relate(() => Shelf, { required: true }) declare shelf: Relate<Shelf>;
}

@Table()
class Seat extends ManagedObject {
  @PrimaryKey({ type: "varchar" }) declare row: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column() declare name: string;
}

/** Values that are another thing in the database. */
@Table()
class Ticket extends ManagedObject {
  @PrimaryKey({ type: "bigint", mode: "bigint" }) declare id: bigint;
  @Column({ enum: ["open", "closed"] }) declare status: "open" | "closed";
  @Column({
    type: "text",
    transform: {
      to: (word: string) => `<${word}>`,
      from: (stored: string) => stored.slice(1, -1),
    },
  })
  declare label: string;
  @Column({ type: "jsonb" }) declare meta: { views: number; tags?: string[] };
  @Column({ type: "text", encrypt: true, nullable: true })
  declare secret: string | null;
  @Column({ type: "date" }) declare day: string;
}

@Table()
class Leaflet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @SoftDelete() declare deletedAt: Date | null;
}

type Verbs = Pick<
  Query<Volume>,
  | "any"
  | "exists"
  | "find"
  | "findBy"
  | "findOrNull"
  | "first"
  | "ids"
  | "isEmpty"
  | "last"
  | "many"
  | "one"
  | "pick"
  | "pluck"
  | "sole"
  | "take"
>;

/** What a verb gives of no rows, of "a", and of "a" and "b"; text of an error begins with its class. */
type Outcomes = readonly [none: unknown, one: unknown, two: unknown];

const verbs: readonly (readonly [
  name: string,
  run: (volumes: Verbs) => Promise<unknown>,
  outcomes: Outcomes,
])[] = [
  ["first()", (all) => all.first(), [null, "a", "a"]],
  ["first(1)", (all) => all.first(1), [[], ["a"], ["a"]]],
  ["first(9)", (all) => all.first(9), [[], ["a"], ["a", "b"]]],
  ["last()", (all) => all.last(), [null, "a", "b"]],
  ["last(1)", (all) => all.last(1), [[], ["a"], ["b"]]],
  ["last(9)", (all) => all.last(9), [[], ["a"], ["a", "b"]]],
  ["take()", (all) => all.take(), [null, "a", "a"]],
  ["take(9)", (all) => all.take(9), [[], ["a"], ["a", "b"]]],
  [
    "sole()",
    (all) => all.sole(),
    [
      "RecordNotFoundError: No Volume matches.",
      "a",
      "SoleRecordExceededError: More than one Volume matches.",
    ],
  ],
  [
    "find(2)",
    (all) => all.find(2),
    [
      "RecordNotFoundError: No Volume with id 2….",
      "RecordNotFoundError: No Volume with id 2….",
      "b",
    ],
  ],
  [
    "find([2, 1, 2])",
    (all) => all.find([2, 1, 2]),
    [
      "RecordNotFoundError: No Volume with id 2, id 1, id 2… (0 of 3 were found).",
      "RecordNotFoundError: No Volume with id 2, id 2… (1 of 3 were found).",
      ["b", "a", "b"],
    ],
  ],
  ["findOrNull(2)", (all) => all.findOrNull(2), [null, null, "b"]],
  ["findBy()", (all) => all.findBy({ title: "b" }), [null, null, "b"]],
  ["exists()", (all) => all.exists(), [false, true, true]],
  ["exists(2)", (all) => all.exists(2), [false, false, true]],
  ["exists({})", (all) => all.exists({ title: "b" }), [false, false, true]],
  ["any()", (all) => all.any(), [false, true, true]],
  ["many()", (all) => all.many(), [false, false, true]],
  ["one()", (all) => all.one(), [false, true, false]],
  ["isEmpty()", (all) => all.isEmpty(), [true, false, false]],
  ["pluck()", (all) => all.pluck("title"), [[], ["a"], ["a", "b"]]],
  [
    "pluck() of two",
    (all) => all.pluck("title", "id"),
    [
      [],
      [["a", 1]],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
  ],
  ["pick()", (all) => all.pick("title"), [null, "a", "a"]],
  [
    "pick() of two",
    (all) => all.pick("id", "title"),
    [null, [1, "a"], [1, "a"]],
  ],
  ["ids()", (all) => all.ids(), [[], [1], [1, 2]]],
];

const sources: readonly (readonly [
  name: string,
  among: string,
  open: (shelf: Shelf) => Verbs,
])[] = [
  // The statics have the same signatures; `this` of each is the class.
  ["a model", "", () => Volume as unknown as Verbs],
  [
    "a query",
    " among the records of the query",
    (shelf) => Volume.where({ shelf }),
  ],
  [
    "a relation",
    " among the records of the query",
    (shelf) => shelf.volumes.where({}),
  ],
];

const titleOf = (value: unknown): unknown =>
  value instanceof Volume ? value.title : value;

/** The text of a statement that has one table at each place: which one says nothing. */
const withoutTables = ({ text }: CountedStatement): string =>
  text.replaceAll(/"(?:volumes|arx_rows)"\.(?=")/g, "");

async function outcomeOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    const value = await run();
    return Array.isArray(value) ? value.map(titleOf) : titleOf(value);
  } catch (error) {
    return String(error);
  }
}

describeEachEngine("finding", (engine) => {
  useModels(engine, [Shelf, Volume, Seat, Ticket, Leaflet]);

  async function fill(count: number): Promise<Shelf> {
    const shelf = await Shelf.create({ name: "top" });
    for (const title of ["a", "b"].slice(0, count))
      await Volume.create({ title, shelf });
    return shelf;
  }

  describe.each(sources)("in %s", (_, among, open) => {
    test.each([0, 1, 2])(
      "tells by every verb that there are %i rows, in one statement each",
      async (count) => {
        const volumes = open(await fill(count));
        for (const [name, run, outcomes] of verbs) {
          const found = await countQueries(() => outcomeOf(() => run(volumes)));
          const outcome = outcomes[count];
          const expected =
            typeof outcome === "string" ? outcome.replace("…", among) : outcome;
          expect([name, found.result, found.count]).toEqual([
            name,
            expected,
            1,
          ]);
        }
      },
    );
  });

  test.each<readonly [string, () => Promise<unknown>, string]>([
    [
      "first",
      () => Volume.where({ title: "a" }).first(),
      `where "title" = $1 order by "id" limit $2`,
    ],
    [
      "first in an order",
      () => Volume.orderBy({ title: "desc" }).first(3),
      `order by "title" desc limit $1`,
    ],
    ["last", () => Volume.last(), `order by "id" desc limit $1`],
    [
      "last in an order",
      () =>
        Volume.orderBy(
          { pages: { dir: "desc", nulls: "last" } },
          { title: "asc" },
        ).last(2),
      `order by "pages" nulls first, "title" desc limit $1`,
    ],
    [
      "take",
      () => Volume.where({ title: "a" }).take(),
      `where "title" = $1 limit $2`,
    ],
    [
      "take in an order",
      () => Volume.orderBy({ title: "asc" }).take(),
      `order by "title" limit $1`,
    ],
    [
      "findOrNull",
      () => Volume.where({ title: "a" }).findOrNull(1),
      `where "title" = $1 and "id" = $2`,
    ],
    [
      "findBy",
      () => Volume.findBy({ title: "a" }),
      `where "title" = $1 limit $2`,
    ],
    ["find of keys", () => Volume.where({ title: { ne: "a" } }).find([]), ""],
  ])("%s has one statement, whole", async (_, run, clauses) => {
    const { statements } = await countQueries(run);
    const select = `select "id", "title", "pages", "shelf_id" from "public"."volumes" `;
    expect(statements.map(withoutTables)).toEqual(
      clauses === "" ? [] : [select + clauses],
    );
  });

  test("the last of what limit and offset leave is the last that the query gives", async () => {
    const shelf = await Shelf.create({ name: "top" });
    await Volume.insertAll(
      ["a", "b", "c", "d", "e"].map((title) => ({ title, shelf })),
    );
    const titles = Volume.orderBy({ title: "asc" });
    const counted = await countQueries(
      async () => (await titles.limit(2).offset(1).last())?.title,
    );
    expect(counted.result).toBe("c");
    expect(counted.statements.map(withoutTables)).toEqual([
      `select "item1", "item2", "item3", "item4" from lateral (select "id" as "item1", "title" as "item2", "pages" as "item3", "shelf_id" as "item4", "title" as "order1" from "public"."volumes" order by "title" limit $1 offset $2) as "arx_rows" order by "order1" desc limit $3`,
    ]);
    const last = async (
      query: Query<Volume>,
      count: number,
    ): Promise<string[]> => (await query.last(count)).map(({ title }) => title);
    expect(await last(titles.limit(3), 2)).toEqual(["b", "c"]);
    expect(await last(titles.offset(3), 9)).toEqual(["d", "e"]);
    expect(await last(titles.offset(5), 1)).toEqual([]);
    expect(await last(Volume.limit(3), 1)).toEqual(["c"]);
    expect(await titles.select("title").limit(4).last()).toEqual({
      title: "d",
    });
    const withShelf = await titles.limit(2).with({ shelf: true }).last();
    expect(withShelf?.shelf.name).toBe("top");
  });

  test("a query that is cut off is looked through as far as it goes", async () => {
    await fill(2);
    const [first] = await Volume.orderBy({ id: "asc" }).limit(1).find([1]);
    expect(first?.title).toBe("a");
    const onlyFirst = Volume.orderBy({ id: "asc" }).limit(1);
    expect(await onlyFirst.findOrNull(2)).toBeNull();
    await expect(onlyFirst.find([1, 2])).rejects.toThrow(
      "No Volume with id 2 among the records of the query (1 of 2 were found).",
    );
    expect((await Volume.orderBy({ id: "asc" }).offset(1).find(2)).title).toBe(
      "b",
    );
    expect((await onlyFirst.sole()).title).toBe("a");
    expect(
      (await Volume.orderBy({ title: "desc" }).limit(1).first(5)).map(titleOf),
    ).toEqual(["b"]);
  });

  test("a query with relations or columns finds them", async () => {
    await fill(2);
    const one = await Volume.with({ shelf: true }).find(1);
    expect(one.shelf.name).toBe("top");
    expect(await Volume.select("title").find(2)).toEqual({ title: "b" });
    expect(await Volume.select("title").find([2, 1])).toEqual([
      { title: "b" },
      { title: "a" },
    ]);
    const limited = await Shelf.with({ volumes: true }).first();
    expect(limited?.volumes.length).toBe(2);
  });

  test("a key of several columns is found in a query, and exists", async () => {
    await Seat.create({ row: "A", number: 1, name: "aisle" });
    await Seat.create({ row: "A", number: 2, name: "window" });
    const inA = Seat.where({ row: "A" });
    expect((await inA.find({ row: "A", number: 2 })).name).toBe("window");
    expect(
      (
        await inA.find([
          { row: "A", number: 2 },
          { row: "A", number: 1 },
        ])
      ).map(({ name }) => name),
    ).toEqual(["window", "aisle"]);
    expect((await inA.limit(5).find({ row: "A", number: 1 })).name).toBe(
      "aisle",
    );
    await expect(inA.find({ row: "B", number: 1 })).rejects.toThrow(
      "No Seat with row B and number 1 among the records of the query.",
    );
    expect(await Seat.exists({ row: "A", number: 2 })).toBe(true);
    expect((await Seat.last())?.name).toBe("window");
    await expect(Seat.exists("A")).rejects.toThrow(
      "Seat.exists takes the key { row, number }, not a string.",
    );
    await expect(Seat.ids()).rejects.toThrow(
      "The key of Seat has several columns.",
    );
  });

  test("a deleted record is not found by any verb, unless it is asked for", async () => {
    const { id } = await Leaflet.create({ title: "gone" });
    await (await Leaflet.find(id)).destroy();
    expect(await Leaflet.findOrNull(id)).toBeNull();
    expect(await Leaflet.where({}).findOrNull(id)).toBeNull();
    expect(await Leaflet.exists(id)).toBe(false);
    expect(await Leaflet.isEmpty()).toBe(true);
    expect(await Leaflet.last()).toBeNull();
    expect(await Leaflet.pick("id")).toBeNull();
    expect(await Leaflet.count()).toBe(0);
    expect((await Leaflet.withDeleted().find(id)).title).toBe("gone");
    expect(await Leaflet.onlyDeleted().exists(id)).toBe(true);
  });

  test("values are those of the columns, however they are stored", async () => {
    configureSecrets({ encryption: ["k".repeat(43)] });
    const { id } = await Ticket.create({
      status: "open",
      label: "red",
      meta: { views: 3, tags: ["a"] },
      secret: "sesame",
      day: "2024-02-29",
    });
    const values = [
      1n,
      "open",
      "red",
      { views: 3, tags: ["a"] },
      "sesame",
      "2024-02-29",
      "open",
    ];
    expect(id).toBe(1n);
    const columns = [
      "id",
      "status",
      "label",
      "meta",
      "secret",
      "day",
      "status",
    ] as const;
    expect(await Ticket.pluck(...columns)).toEqual([values]);
    expect(await Ticket.where({ status: "open" }).pick(...columns)).toEqual(
      values,
    );
    expect(await Ticket.ids()).toEqual([1n]);
    expect((await Ticket.where({}).find(1n)).label).toBe("red");
    expect(
      await Ticket.pick(
        "id",
        sql<number>`meta -> 'views'`,
        sql<string>`meta #>> ${["tags", "0"]}`,
        sql<Date>`timestamptz '2024-01-01Z'`,
        sql<null>`null`,
        "id",
      ),
    ).toEqual([1n, 3, "a", new Date("2024-01-01T00:00:00Z"), null, 1n]);
    await expect(Ticket.pluck(sql`id, status`)).rejects.toThrow(
      "The SQL of one value of Ticket gave several.",
    );
  });

  test("values of joined records can be plucked, and a key comes once", async () => {
    const shelf = await fill(2);
    await Shelf.create({ name: "bottom" });
    const joined = Volume.joins("shelf").orderBy({ id: "desc" });
    expect(await joined.pluck("title", sql<string>`"shelf"."name"`)).toEqual([
      ["b", "top"],
      ["a", "top"],
    ]);
    expect(await Shelf.joins("volumes").pluck("id")).toEqual([1, 1]);
    expect(await Shelf.joins("volumes").ids()).toEqual([1]);
    expect(
      await Shelf.leftJoins("volumes").orderBy({ name: "asc" }).ids(),
    ).toEqual([2, 1]);
    expect((await Shelf.joins("volumes").find(1)).name).toBe("top");
    expect(
      (await Shelf.joins("volumes").find([1])).map(({ name }) => name),
    ).toEqual(["top"]);
    await expect(Shelf.joins("volumes").sole()).rejects.toThrow(
      "More than one Shelf matches.",
    );
    expect((await Shelf.joins("volumes").distinct().sole()).id).toBe(shelf.id);
    expect(await Shelf.joins("volumes").many()).toBe(true);
    expect(await Shelf.joins("volumes").distinct().many()).toBe(false);
    expect(await Shelf.joins("volumes").distinct().offset(1).exists()).toBe(
      false,
    );
    expect(await Shelf.joins("volumes").offset(1).exists()).toBe(true);
    expect(
      (await Shelf.leftJoins("volumes").distinct().last(5)).map(({ id }) => id),
    ).toEqual([1, 2]);
    expect(
      (await Shelf.leftJoins("volumes").distinct().limit(1).last())?.id,
    ).toBe(1);
    expect(
      await Volume.orderBy({ title: "desc" }).distinct().pick("pages"),
    ).toBeNull();
  });

  test("how many there are is told without sorting them", async () => {
    await fill(2);
    const ordered = Volume.orderBy({ title: "desc" });
    const { result, statements } = await countQueries(async () => [
      await ordered.many(),
      await ordered.limit(1).one(),
      await ordered.exists(),
    ]);
    expect(result).toEqual([true, true, true]);
    const counted = `select count(*) from lateral (select from "public"."volumes" limit $1) as "arx_rows"`;
    expect(statements.map(({ text }) => text)).toEqual([
      counted,
      counted,
      'select exists (select from "public"."volumes")',
    ]);
  });

  test("the last of what is distinct is the last that the query gives", async () => {
    const [low, wide] = [
      await Shelf.create({ name: "low" }),
      await Shelf.create({ name: "wide" }),
    ];
    await Volume.insertAll([
      { title: "a", pages: 1, shelf: wide },
      { title: "b", pages: 3, shelf: low },
      { title: "c", pages: 5, shelf: wide },
    ]);
    const byPages = Shelf.joins("volumes")
      .distinct()
      .orderBy(sql`volumes.pages`);
    expect((await byPages).map(({ name }) => name)).toEqual(["wide", "low"]);
    expect((await byPages.last())?.name).toBe("low");
    expect((await byPages.last(2)).map(({ name }) => name)).toEqual([
      "wide",
      "low",
    ]);
    const rows = Volume.select("shelfId" as never)
      .distinct()
      .orderBy({ pages: "asc" });
    expect(await rows.last()).toEqual({ shelfId: low.id });
  });

  test("relations are loaded for the records that a limit leaves, all of each", async () => {
    for (const name of ["a", "b", "c"]) {
      const shelf = await Shelf.create({ name });
      await Volume.insertAll(
        ["1", "2", "3", "4", "5"].map((title) => ({ title, shelf })),
      );
    }
    const two = await Shelf.with({ volumes: true }).first(2);
    expect(two.map(({ name, volumes }) => [name, volumes.length])).toEqual([
      ["a", 5],
      ["b", 5],
    ]);
    const last = await Shelf.with({ volumes: true }).last();
    expect([last?.name, last?.volumes.length]).toEqual(["c", 5]);
  });

  test.each<readonly [string, () => Promise<unknown>, string]>([
    [
      "first(-1)",
      () => Volume.first(-1),
      "Volume.first takes a whole number from 0 up, not -1.",
    ],
    [
      "first(1.5)",
      () => Volume.where({}).first(1.5),
      "Volume.first takes a whole number from 0 up, not 1.5.",
    ],
    [
      "last(NaN)",
      () => Volume.last(NaN),
      "Volume.last takes a whole number from 0 up, not NaN.",
    ],
    [
      "take('2')",
      () => Volume.take("2" as never),
      "Volume.take takes a whole number from 0 up, not a string.",
    ],
    [
      "pluck()",
      () => (Volume.pluck as () => Promise<unknown>).call(Volume),
      "Volume.pluck takes names of columns.",
    ],
    [
      "pick of nothing known",
      () => Volume.pick("titel" as never),
      'Volume has no column "titel".',
    ],
    [
      "pluck of a relation",
      () => Volume.pluck("shelf" as never),
      'Volume has no column "shelf".',
    ],
    [
      "pluck of a key of every object",
      () => Volume.pluck("constructor" as never),
      'Volume has no column "constructor".',
    ],
    [
      "exists(undefined)",
      () => Volume.exists(undefined as never),
      "Volume.exists is undefined.",
    ],
    [
      "exists(null)",
      () => Volume.exists(null as never),
      "Volume.id takes number, not null.",
    ],
    [
      "exists(false)",
      () => Volume.exists(false as never),
      "Volume.id takes an integer, not a boolean.",
    ],
    [
      "exists of an undefined condition",
      () => Volume.exists({ title: undefined } as never),
      "Volume.where.title is undefined.",
    ],
    [
      "exists of a hostile text",
      () => Volume.exists("1 or 1=1" as never),
      "Volume.id takes an integer, not a string.",
    ],
    [
      "find(null) in a query",
      () => Volume.where({}).find(null as never),
      "Volume.id takes number, not null.",
    ],
    [
      "find([null])",
      () => Volume.where({}).find([1, null] as never),
      "Volume.id takes number, not null.",
    ],
    [
      "find of a text",
      () => Volume.where({}).find("1" as never),
      "Volume.id takes an integer, not a string.",
    ],
    [
      "find of a foreign name",
      () => Volume.where({}).find({ __proto__: null, title: "a" } as never),
      "Volume.find takes the key { id }, not { title }.",
    ],
    [
      "findBy(undefined)",
      () => Volume.where({}).findBy(undefined as never),
      "Volume.where is undefined.",
    ],
  ])("%s is refused without a statement", async (_, run, message) => {
    const { count } = await countQueries(() =>
      expect(run()).rejects.toThrow(message),
    );
    expect(count).toBe(0);
  });

  test("nothing is asked where nothing can come", async () => {
    const none = Volume.limit(0);
    const { count, result } = await countQueries(async () => [
      await none.first(),
      await none.last(),
      await none.last(2),
      await none.take(),
      await none.findOrNull(1),
      await none.findBy({ title: "a" }),
      await none.exists(1),
      await none.any(),
      await none.many(),
      await none.one(),
      await none.isEmpty(),
      await none.pick("title"),
      await none.ids(),
      await Volume.first(0),
      await Volume.last(0),
      await Volume.take(0),
      await Volume.where({}).find([]),
    ]);
    expect(result).toEqual([
      null,
      null,
      [],
      null,
      null,
      null,
      false,
      false,
      false,
      false,
      true,
      null,
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(count).toBe(0);
    await expect(none.sole()).rejects.toThrow("No Volume matches.");
    await expect(none.find(1)).rejects.toThrow(
      "No Volume with id 1 among the records of the query.",
    );
  });

  test("a relation that is loaded answers without a statement", async () => {
    for (const [count, answers] of [
      [0, [0, false, false, false, true]],
      [1, [1, true, false, true, false]],
      [2, [2, true, true, false, false]],
    ] as const) {
      const shelf = await fill(count);
      const ask = async (): Promise<unknown[]> => [
        await shelf.volumes.size(),
        await shelf.volumes.any(),
        await shelf.volumes.many(),
        await shelf.volumes.one(),
        await shelf.volumes.isEmpty(),
      ];
      const unloaded = await countQueries(ask);
      expect([unloaded.count, unloaded.result]).toEqual([5, answers]);
      await shelf.volumes;
      const loaded = await countQueries(ask);
      expect([loaded.count, loaded.result]).toEqual([0, answers]);
      // What is counted is counted now.
      await sql`delete from ${Volume}`;
      expect(await shelf.volumes.count()).toBe(0);
      expect(await shelf.volumes.size()).toBe(count);
    }
  });

  test("the last rows mirror the first, whatever the order and the place of NULL", async () => {
    const shelf = await Shelf.create({ name: "top" });
    await Volume.insertAll(
      [3, null, 1, null, 2, 3, null].map((pages, index) => ({
        title: String(index % 2),
        pages,
        shelf,
      })),
    );
    const directions = ["asc", "desc"] as const;
    const places = [undefined, "first", "last"] as const;
    for (const dir of directions) {
      for (const nulls of places) {
        const order: OrderBy<Volume> = {
          pages: nulls === undefined ? dir : { dir, nulls },
        };
        const query = Volume.orderBy(order, { title: "desc" }, { id: "asc" });
        const all = await query.ids();
        for (const count of [0, 1, 3, 7, 9])
          expect((await query.last(count)).map(({ id }) => id)).toEqual(
            all.slice(Math.max(0, all.length - count)),
          );
        const page = query.limit(4).offset(2);
        expect((await page.last(3)).map(({ id }) => id)).toEqual(
          (await page.ids()).slice(-3),
        );
      }
    }
  });

  test("an error of the arguments is a rejection and no exception", async () => {
    const rejected = Volume.first(-1);
    await expect(rejected).rejects.toBeInstanceOf(InvalidArgumentError);
  });
});
