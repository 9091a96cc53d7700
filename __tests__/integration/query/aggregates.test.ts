import {
  avg,
  Column,
  configureSecrets,
  count,
  Discriminator,
  Generated,
  HasMany,
  InvalidArgumentError,
  ManagedObject,
  max,
  min,
  PrimaryKey,
  Relate,
  SoftDelete,
  sql,
  Subtype,
  sum,
  Table,
  transaction,
  TypeMismatchError,
  UnknownColumnError,
  UnsafeIntegerError,
} from "arx";
import type { Query } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

enum Level {
  Low = 1,
  High = 10,
}

const reversed = (text: string): string => text.split("").reverse().join("");

/** A column of each kind, so that each has a row in the table of cases. */
@Table()
class Sample extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "smallint", nullable: true }) declare small: number | null;
  @Column({ type: "integer", nullable: true }) declare whole: number | null;
  @Column({ type: "bigint", nullable: true }) declare big: number | null;
  @Column({ type: "bigint", mode: "bigint", nullable: true })
  declare exact: bigint | null;
  @Column({ type: "bigint", mode: "string", nullable: true })
  declare digits: string | null;
  @Column({ type: "numeric", nullable: true }) declare price: string | null;
  @Column({ type: "real", nullable: true }) declare share: number | null;
  @Column({ type: "double precision", nullable: true }) declare ratio:
    number | null;
  @Column({ type: "interval", nullable: true }) declare took: string | null;
  @Column({ type: "text", nullable: true }) declare title: string | null;
  @Column({ type: "varchar", length: 5, nullable: true }) declare short:
    string | null;
  @Column({ type: "char", length: 3, nullable: true }) declare code:
    string | null;
  @Column({ type: "date", nullable: true }) declare day: string | null;
  @Column({ type: "time", nullable: true }) declare opens: string | null;
  @Column({ type: "timestamp", nullable: true }) declare local: Date | null;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "inet", nullable: true }) declare host: string | null;
  @Column({ enum: ["b", "a"], nullable: true }) declare kind: "b" | "a" | null;
  @Column({ enum: ["b", "a"], native: true, nullable: true }) declare rank:
    "b" | "a" | null;
  @Column({ enum: Level, nullable: true }) declare level: Level | null;
  @Column({ enum: Level, store: "number", nullable: true })
  declare priority: Level | null;
  @Column({
    type: "integer",
    nullable: true,
    transform: {
      to: (euros: number) => euros * 100,
      from: (cents: number) => cents / 100,
    },
  })
  declare cents: number | null;
  @Column({
    type: "text",
    nullable: true,
    transform: { to: reversed, from: reversed },
  })
  declare mirror: string | null;
  @Column({ type: "boolean", nullable: true }) declare paid: boolean | null;
  @Column({ type: "uuid", nullable: true }) declare token: string | null;
  @Column({ type: "jsonb", nullable: true }) declare facts: object | null;
  @Column({ type: "json", nullable: true }) declare note: object | null;
  @Column({ type: "text[]", nullable: true }) declare tags: string[] | null;
  @Column({ type: "text", encrypt: true, nullable: true }) declare secret:
    string | null;
  @Column({
    type: "text",
    encrypt: { deterministic: true },
    nullable: true,
  })
  declare mail: string | null;
}

@Table()
class Shop extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ type: "integer" }) declare size: number;
  @HasMany(() => Sale, (sale) => sale.shop) declare sales: HasMany<Sale>;
}

@Table()
class Sale extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare price: number;
  @Column({ type: "text", nullable: true }) declare buyer: string | null;
  @Relate(() => Shop, { required: true }) declare shop: Relate<Shop>;
  @SoftDelete() declare deletedAt: Date | null;
}

/** Its key has two columns. */
@Table()
class Seat extends ManagedObject {
  @PrimaryKey({ type: "varchar" }) declare row: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Relate(() => Shop, { required: true }) declare shop: Relate<Shop>;
}

@Table()
@Subtype()
class Car extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
  declare [Generated]?: "type";
}

@Subtype()
class Van extends Car {
  @Column({ type: "integer" }) declare freight: number;
}

const untyped = (value: unknown): never => value as never;

const verbs = {
  sum: (query: Query<Sample>, column: string) => query.sum(untyped(column)),
  avg: (query: Query<Sample>, column: string) => query.avg(untyped(column)),
  min: (query: Query<Sample>, column: string) => query.min(untyped(column)),
  max: (query: Query<Sample>, column: string) => query.max(untyped(column)),
};

type Name = keyof typeof verbs;

const early = new Date("2024-01-02T03:04:05.678Z");
const late = new Date("2024-06-02T03:04:05.678Z");

/** What each aggregate gives of two values; one that is missing is refused. */
const cases: readonly [
  column: string,
  one: unknown,
  other: unknown,
  gives: Partial<Record<Name, unknown>>,
][] = [
  ["small", 1, 4, { sum: 5, avg: 2.5, min: 1, max: 4 }],
  [
    "whole",
    2_147_483_647,
    2_147_483_646,
    {
      sum: 4_294_967_293,
      avg: 2_147_483_646.5,
      min: 2_147_483_646,
      max: 2_147_483_647,
    },
  ],
  ["big", 10, -3, { sum: 7, avg: 3.5, min: -3, max: 10 }],
  [
    "exact",
    2n ** 62n,
    2n ** 62n + 1n,
    {
      sum: 2n ** 63n + 1n,
      avg: "4611686018427387905",
      min: 2n ** 62n,
      max: 2n ** 62n + 1n,
    },
  ],
  [
    "digits",
    "9007199254740993",
    "1",
    {
      sum: "9007199254740994",
      avg: "4503599627370497.0000",
      min: "1",
      max: "9007199254740993",
    },
  ],
  [
    "price",
    "0.1",
    "0.20",
    { sum: "0.30", avg: "0.15000000000000000000", min: "0.1", max: "0.20" },
  ],
  ["share", 0.5, 0.25, { sum: 0.75, avg: 0.375, min: 0.25, max: 0.5 }],
  ["ratio", 0.5, 1e100, { sum: 1e100, avg: 5e99, min: 0.5, max: 1e100 }],
  [
    "took",
    "1 day",
    "02:00:00",
    {
      sum: "1 day 02:00:00",
      avg: "13:00:00",
      min: "02:00:00",
      max: "1 day",
    },
  ],
  ["title", "b", "a", { min: "a", max: "b" }],
  ["short", "b", "a", { min: "a", max: "b" }],
  ["code", "b", "abc", { min: "abc", max: "b  " }],
  ["day", "2024-02-29", "1999-12-31", { min: "1999-12-31", max: "2024-02-29" }],
  ["opens", "09:30:00", "08:00:00", { min: "08:00:00", max: "09:30:00" }],
  ["local", late, early, { min: early, max: late }],
  ["at", late, early, { min: early, max: late }],
  ["host", "10.0.0.2", "10.0.0.10", { min: "10.0.0.2", max: "10.0.0.10" }],
  ["kind", "b", "a", { min: "a", max: "b" }],
  // By the order of its list, which a type of its own has.
  ["rank", "b", "a", { min: "b", max: "a" }],
  // By its names, which the database holds.
  ["level", Level.Low, Level.High, { min: Level.High, max: Level.Low }],
  ["priority", Level.Low, Level.High, { min: Level.Low, max: Level.High }],
  ["cents", 1.5, 0.25, { min: 0.25, max: 1.5 }],
  // By what the database holds, "yx" and "zw".
  ["mirror", "xy", "wz", { min: "xy", max: "wz" }],
  ["paid", true, false, {}],
  [
    "token",
    "00000000-0000-4000-8000-000000000001",
    "00000000-0000-4000-8000-000000000002",
    {},
  ],
  ["facts", { a: 1 }, { a: 2 }, {}],
  ["note", { a: 1 }, { a: 2 }, {}],
  ["tags", ["a"], ["b"], {}],
  ["secret", "x", "y", {}],
  ["mail", "x@y", "z@y", {}],
];

describeEachEngine("an aggregate", (engine) => {
  useModels(engine, [Sample, Shop, Sale, Seat, Car, Van]);

  beforeAll(() => {
    configureSecrets({ encryption: ["k".repeat(44)] });
  });

  it.each(cases)(
    "of %s is what its type says, NULL left out; null of nothing; refused before any SQL where there is none",
    async (column, one, other, gives) => {
      for (const value of [one, null, other])
        await Sample.create(untyped({ [column]: value }));
      const empty = Sample.where(untyped({ [column]: null }));
      for (const name of ["sum", "avg", "min", "max"] as const) {
        const compute = (query: Query<Sample>): Promise<unknown> =>
          verbs[name](query, column);
        if (!(name in gives)) {
          const { count: sent } = await countQueries(() =>
            expect(compute(Sample.where({}))).rejects.toBeInstanceOf(
              InvalidArgumentError,
            ),
          );
          expect(sent).toBe(0);
          continue;
        }
        expect([name, await compute(Sample.where({}))]).toEqual([
          name,
          gives[name],
        ]);
        for (const nothing of [empty, Sample.where({ id: -1 })])
          expect(await compute(nothing)).toBeNull();
      }
      expect(await Sample.count(untyped(column))).toBe(2);
      expect(await empty.count(untyped(column))).toBe(0);
      expect(await empty.count()).toBe(1);
    },
  );

  it.each<[why: string, run: () => Promise<unknown>, message: string]>([
    [
      "text has no sum",
      () => Sample.sum("title"),
      "Sample.title is text, which has no sum.\nColumns of numbers have, and those of intervals.",
    ],
    [
      "an enum has no mean",
      () => Sample.avg(untyped("priority")),
      "Sample.priority is an enum, which has no mean.\nColumns of numbers have, and those of intervals.",
    ],
    [
      "a transform hides what is added up",
      () => Sample.sum("cents"),
      'Sample.cents is transformed: the database holds other values, and their sum need not be one of the column.\nSay which is meant: sum(sql`…`), with the column of "cents" in it.',
    ],
    [
      "ciphers cannot be added up",
      () => Sample.max("secret"),
      "Sample.secret is encrypted, and the database cannot compute with its values.\nLoad the records and compute with them; count works.",
    ],
    [
      "ciphers of one value differ",
      () => Sample.distinct().count("mail"),
      "Sample.mail is encrypted, and the database cannot tell its different values.\nLoad the records and compare their values.",
    ],
    [
      "json has no equality",
      () => Sample.distinct().count("note"),
      "Sample.note is json, which has no different values: PostgreSQL cannot compare it.\nDeclare it as jsonb.",
    ],
    [
      "uuids have no largest",
      () => Sample.max("token"),
      'Sample.token is uuid, which PostgreSQL has no max of.\nWhere it has an order, write orderBy({ token: "desc" }).first().',
    ],
    [
      "a sum is one of something",
      () => Sample.sum(untyped(undefined)),
      "Sample.sum takes a column or sql`…`, not undefined.\n",
    ],
    [
      "a misspelt column",
      () => Sample.sum(untyped("pric")),
      'Sample has no column "pric".\nDid you mean "price"?',
    ],
    [
      "a relation is no column",
      () => Sale.count(untyped("shop")),
      'Sale has no column "shop".\nDid you mean "shopId"?',
    ],
    [
      "no aggregate at all",
      () => Sample.aggregate({}),
      "Sample.aggregate is asked for no value.\nWrite aggregate({ n: count() }).",
    ],
    [
      "what is no aggregate",
      () => Sample.aggregate({ n: untyped("count(*)") }),
      "Sample.aggregate.n takes count(), another aggregate or sql`…`, not a string.\n",
    ],
    [
      "no object",
      () => Sample.aggregate(untyped([count()])),
      "Sample.aggregate takes an object of aggregates, not an array.\n",
    ],
    [
      "a name that PostgreSQL cannot have",
      () => Sample.aggregate({ "a\0": count() }),
      '"a\\u0000" cannot be a name in PostgreSQL.\n',
    ],
    [
      "a condition that may be missing",
      () =>
        Sample.aggregate({ n: count().where(untyped({ title: undefined })) }),
      "Sample.aggregate.n.where.title is undefined.\nLeave the key out to have no condition, or write null to ask for IS NULL.",
    ],
    [
      "an option that there is not",
      () => Sample.aggregate({ n: count("title", untyped({ distnct: true })) }),
      'count has no option "distnct".\nDid you mean "distinct"?',
    ],
    [
      "an option of another type",
      () => Sample.aggregate({ n: sum("price", { distinct: untyped(1) }) }),
      "sum.distinct takes true or false, not a number.\n",
    ],
    [
      "a lock on rows that nobody gets",
      () => transaction(() => Sample.lock().count()),
      "A query of Sample locks its rows, and count() gives none.\nLeave lock() out, or lock the records first: await query.ids().",
    ],
    [
      "distinct plain rows do not have every column",
      () => Sample.select("whole").distinct().sum("price"),
      'A query of Sample gives distinct plain rows, and Sample.price is not among what they hold.\nName "price" in select as well, or leave select out.',
    ],
    [
      "SQL of several columns",
      () => Sample.aggregate({ n: sql`count(*), 1` }),
      "A computed value of Sample is one column, and the SQL gave several.\nGive each a name of its own: { a: sql`…`, b: sql`…` }.",
    ],
  ])("is refused: %s", async (_, run, message) => {
    await expect(
      Promise.resolve()
        .then(run)
        .catch((error: unknown) => {
          const { message: text, hint = "" } = error as InvalidArgumentError;
          return `${text}\n${hint}`;
        }),
    ).resolves.toBe(message);
  });

  it("is told from one that a JavaScript number cannot hold", async () => {
    await Sample.create({ big: Number.MAX_SAFE_INTEGER });
    await Sample.create({ big: 2 });
    await expect(Sample.sum("big")).rejects.toThrow(
      new UnsafeIntegerError("The sum of Sample.big", "9007199254740993"),
    );
  });

  describe("of the rows of a query", () => {
    let near: Shop;

    beforeEach(async () => {
      near = await Shop.create({ name: "near", size: 10 });
      const far = await Shop.create({ name: "far", size: 20 });
      await Shop.create({ name: "closed", size: 10 });
      for (const [shop, price, buyer] of [
        [near, 1, "ann"],
        [near, 2, "ann"],
        [near, 2, null],
        [far, 10, "bob"],
      ] as const)
        await Sale.create({ shop, price, buyer });
      await (
        await Sale.create({ shop: far, price: 100, buyer: "c" })
      ).destroy();
    });

    const statementsOf = async (
      run: () => Promise<unknown>,
    ): Promise<string> => {
      const { statements } = await countQueries(run);
      return statements.map(({ text }) => text).join("; ");
    };

    it.each<
      [title: string, run: () => Promise<unknown>, gives: unknown, text: string]
    >([
      [
        "all, without the deleted ones",
        () => Sale.sum("price"),
        15,
        'select sum("sales"."price") from "public"."sales" where "sales"."deleted_at" is null',
      ],
      [
        "all, with the deleted ones",
        () => Sale.withDeleted().count("buyer"),
        4,
        'select count("sales"."buyer") from "public"."sales"',
      ],
      [
        "some, whose order does not matter",
        () =>
          Sale.where({ price: { lt: 10 } })
            .orderBy({ id: "asc" })
            .max("price"),
        2,
        'select max("sales"."price") from "public"."sales" where "sales"."price" < $1 and "sales"."deleted_at" is null',
      ],
      [
        "the first ones",
        () =>
          Sale.withDeleted()
            .orderBy({ price: "desc" })
            .limit(2)
            .offset(1)
            .sum("price"),
        12,
        'select sum("sales"."price") from lateral (select "sales"."price" from "public"."sales" order by "sales"."price" desc limit $1 offset $2) as "sales"',
      ],
      [
        "the first ones, counted",
        () => Sale.withDeleted().limit(2).count(),
        2,
        'select count(*) from lateral (select from "public"."sales" limit $1) as "arx_rows"',
      ],
      ["no row, without SQL", () => Sale.limit(0).sum("price"), null, ""],
      [
        "a condition that nothing meets",
        () => Sale.where({ id: [] }).count("buyer"),
        0,
        "",
      ],
      [
        "different values",
        () => Sale.withDeleted().distinct().sum("price"),
        113,
        'select sum(distinct "sales"."price") from "public"."sales"',
      ],
      [
        "different values, counted without NULL",
        () => Sale.withDeleted().distinct().count("buyer"),
        3,
        'select count(distinct "sales"."buyer") from "public"."sales"',
      ],
      [
        "the smallest, which is the same of different values",
        () => Sale.withDeleted().distinct().min("price"),
        1,
        'select min("sales"."price") from "public"."sales"',
      ],
      [
        "plain rows that are different, NULL among them",
        () => Sale.withDeleted().select("buyer").distinct().count(),
        4,
        'select count(*) from lateral (select distinct "sales"."buyer" from "public"."sales") as "arx_rows"',
      ],
      [
        "the first of plain rows that are different",
        () =>
          Sale.withDeleted()
            .select("price")
            .distinct()
            .orderBy({ price: "asc" })
            .limit(3)
            .sum("price"),
        13,
        'select sum(distinct "sales"."price") from lateral (select distinct "sales"."price" from "public"."sales" order by "sales"."price" limit $1) as "sales"',
      ],
      [
        "plain rows that are different, with others and in groups",
        async () => {
          const rows = Sale.withDeleted().select("buyer", "price").distinct();
          return [
            await rows.aggregate({ n: count(), buyers: count("buyer") }),
            await rows.where({ buyer: "ann" }).groupBy("buyer").count(),
          ];
        },
        [{ n: 5, buyers: 3 }, new Map([["ann", 2]])],
        'select count(*) as "n", count(distinct "sales"."buyer") as "buyers" from lateral (select distinct "sales"."buyer", "sales"."price" from "public"."sales") as "sales"; ' +
          'select "sales"."buyer", count(*) as "count" from lateral (select distinct "sales"."buyer", "sales"."price" from "public"."sales" where "sales"."buyer" = $1) as "sales" group by "sales"."buyer"',
      ],
      [
        "rows that a join repeats, once for each",
        () => Shop.joins("sales").sum("size"),
        50,
        'select sum("shops"."size") from "public"."shops" inner join "public"."sales" on "sales"."shop_id" = "shops"."id" and "sales"."deleted_at" is null',
      ],
      [
        "records that a join repeats, counted once",
        () => Shop.joins("sales").distinct().count(),
        2,
        'select count(distinct "shops"."id") from "public"."shops" inner join "public"."sales" on "sales"."shop_id" = "shops"."id" and "sales"."deleted_at" is null',
      ],
      [
        "records of a key of two columns, counted once",
        () => Seat.distinct().count(),
        0,
        'select count(distinct row("seats"."row", "seats"."number")) from "public"."seats"',
      ],
      [
        "an expression",
        () => Sale.withDeleted().sum(sql<number>`price * ${2}::int`),
        230,
        'select sum(price * $1::int) from "public"."sales"',
      ],
      [
        "an expression over the first ones",
        () => Seat.limit(2).max(sql<number>`number + 1`),
        null,
        'select max(number + 1) from lateral (select "seats"."row", "seats"."number", "seats"."shop_id" from "public"."seats" limit $1) as "seats"',
      ],
    ])("is computed of %s", async (_, run, gives, text) => {
      let value: unknown;
      expect(
        await statementsOf(async () => {
          value = await run();
        }),
      ).toBe(text);
      expect(value).toEqual(gives);
    });

    it("counts different records among the first ones", async () => {
      const joined = Shop.joins("sales").orderBy({ id: "asc" });
      expect(await joined.limit(3).count()).toBe(3);
      expect(await joined.limit(3).distinct().count()).toBe(2);
      expect(await joined.distinct().limit(1).sum("size")).toBe(10);
    });

    it("is computed by SQL of what a subclass has, in the first rows as well", async () => {
      await Van.create({ freight: 5 });
      await Van.create({ freight: 7 });
      const freight = sum(sql<number>`freight`);
      expect(await Car.aggregate({ freight })).toEqual({ freight: 12 });
      expect(
        await Car.orderBy({ id: "asc" }).limit(1).aggregate({ freight }),
      ).toEqual({ freight: 5 });
    });

    it("comes with others in one row of one statement", async () => {
      let row: unknown;
      const text = await statementsOf(async () => {
        row = await Sale.where({ price: { lt: 50 } }).aggregate({
          n: count(),
          buyers: count("buyer", { distinct: true }),
          of: sum("price").where({ shop: { name: "near" } }),
          mean: avg("price"),
          low: min("buyer"),
          high: max(sql<number>`price - ${1}::int`)
            .where(sql`price < ${10}`)
            .where({ buyer: "ann" }),
          ratio: sql<number>`max(price)::float8 / ${4}::int`,
        });
      });
      expect(row).toEqual({
        n: 4,
        buyers: 2,
        of: 5,
        mean: 3.75,
        low: "ann",
        high: 1,
        ratio: 2.5,
      });
      expect(text).toBe(
        'select count(*) as "n", count(distinct "sales"."buyer") as "buyers", ' +
          'sum("sales"."price") filter (where exists (select from "public"."shops" as "t1" where "t1"."id" = "sales"."shop_id" and "t1"."name" = $1)) as "of", ' +
          'avg("sales"."price") as "mean", min("sales"."buyer") as "low", ' +
          'max(price - $2::int) filter (where (price < $3) and "sales"."buyer" = $4) as "high", max(price)::float8 / $5::int as "ratio" ' +
          'from "public"."sales" where "sales"."price" < $6 and "sales"."deleted_at" is null',
      );
    });

    it("comes with others of the first rows, whatever SQL names of them", async () => {
      const first = Sale.orderBy({ price: "desc" }).limit(2);
      expect(
        await first.aggregate({
          n: count().where({ shop: near }),
          all: sql<number>`sum(sales.price)`,
        }),
      ).toEqual({ n: 1, all: 12 });
    });

    it("is not asked for where there is no row, but for SQL", async () => {
      const none = Sale.where({ id: [] });
      const { count: sent, result } = await countQueries(() =>
        none.aggregate({ n: count(), most: max("price") }),
      );
      expect([sent, result]).toEqual([0, { n: 0, most: null }]);
      expect(await none.aggregate({ n: sql`coalesce(sum(price), 7)` })).toEqual(
        {
          n: 7,
        },
      );
    });

    it("has whatever name it is given, and no name is SQL", async () => {
      const names = [
        'n"; drop table sales; --',
        "__proto__",
        "constructor",
        "price",
        "select",
        "Größe",
        "x".repeat(70),
        `${"x".repeat(70)}y`,
      ];
      const row = await Sale.aggregate(
        Object.fromEntries(names.map((name) => [name, count()])),
      );
      expect(Object.entries(row)).toEqual(names.map((name) => [name, 4]));
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
      expect(await Sale.count()).toBe(4);
    });

    it("is the same within a transaction, and stops in time", async () => {
      expect(await transaction(() => Sale.sum("price"))).toBe(15);
      expect(
        await Sale.where({ id: { gt: 0 } })
          .timeout(10_000)
          .sum("price"),
      ).toBe(15);
    });

    it.each<[title: string, error: unknown, run: () => Promise<unknown>]>([
      [
        "names",
        UnknownColumnError,
        () => Sale.min(untyped("price) from x --")),
      ],
      ["values", TypeMismatchError, () => Sale.max(untyped({ price: 1 }))],
    ])("takes no hostile %s", async (_, error, run) => {
      const { count: sent } = await countQueries(() =>
        expect(run()).rejects.toBeInstanceOf(error),
      );
      expect(sent).toBe(0);
    });
  });
});
