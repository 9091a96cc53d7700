import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { HasMany, Relate, sql, transaction } from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Depot extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Parcel, (parcel) => parcel.depot)
  declare parcels: HasMany<Parcel>;
}

@Table()
class Parcel extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare weight: number;
  @Relate(() => Depot) declare depot: Relate<Depot | null>;
}

@Table()
class Locker extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare street: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare box: number;
}

@Table()
class Token extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v4" }) declare id: string;
  @Column({ type: "integer", unique: true }) declare rank: number;
}

/** Everything that an iteration gives. */
async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describeEachEngine("Batches", (engine) => {
  const models = useModels(engine, [Depot, Parcel, Locker, Token]);
  const fill = async (count: number): Promise<unknown> =>
    sql`insert into ${Parcel} (weight) select n % 10 from generate_series(1, ${count}::int) as n`;
  const ids = (parcels: readonly { id: number }[]): number[] =>
    parcels.map(({ id }) => id);
  let statements: string[];
  let stop: () => void;

  beforeEach(() => {
    statements = [];
    stop = models.database.on("query", ({ text }) => {
      statements.push(text);
    });
  });
  afterEach(() => {
    stop();
  });

  it("are gone through record by record, list by list and query by query", async () => {
    await fill(5);
    statements = [];
    const query = Parcel.where({ weight: { lt: 5 } });
    expect(ids(await collect(query.findEach({ batch: 2 })))).toEqual([
      1, 2, 3, 4,
    ]);
    const text =
      'select "parcels"."id", "parcels"."weight", "parcels"."depot_id" from "public"."parcels" where "parcels"."weight" < $1';
    expect(statements).toEqual([
      `${text} order by "parcels"."id" limit $2`,
      `${text} and "parcels"."id" > $2 order by "parcels"."id" limit $3`,
      `${text} and "parcels"."id" > $2 order by "parcels"."id" limit $3`,
    ]);
    expect((await collect(query.findInBatches({ batch: 3 }))).map(ids)).toEqual(
      [[1, 2, 3], [4]],
    );
    statements = [];
    const queries = await collect(query.inBatches({ batch: 3 }));
    const firstId = 'select "parcels"."id" from "public"."parcels" where';
    expect(statements).toEqual([
      `${firstId} "parcels"."weight" < $1 order by "parcels"."id" limit $2`,
      `${firstId} "parcels"."weight" < $1 and "parcels"."id" > $2 order by "parcels"."id" limit $3`,
    ]);
    expect(queries.map(({ count }) => count)).toEqual([3, 1]);
    expect(queries.map(({ query }) => query.toSQL())).toEqual(
      ["{1,2,3}", "{4}"].map((keys) => ({
        text: `${text} and "parcels"."id" = any($2)`,
        parameters: ["5", keys],
      })),
    );
  });

  it("have 1,000 records unless told, and no end before the last", async () => {
    await fill(1001);
    const lengths = (await collect(Parcel.findInBatches())).map(
      ({ length }) => length,
    );
    expect(lengths).toEqual([1000, 1]);
    expect(await collect(Parcel.findEach())).toHaveLength(1001);
    expect(await Parcel.all()).toHaveLength(1001);
  });

  it.each([
    [{}, [1, 2, 3, 4, 5, 6, 7]],
    [{ batch: 3 }, [1, 2, 3, 4, 5, 6, 7]],
    [{ batch: 7 }, [1, 2, 3, 4, 5, 6, 7]],
    [{ batch: 3, order: "desc" }, [7, 6, 5, 4, 3, 2, 1]],
    [{ batch: 2, start: 3 }, [3, 4, 5, 6, 7]],
    [{ batch: 2, finish: 3 }, [1, 2, 3]],
    [{ batch: 2, start: 3, finish: 6 }, [3, 4, 5, 6]],
    [{ batch: 2, start: 6, finish: 3, order: "desc" }, [6, 5, 4, 3]],
    [{ start: 8 }, []],
  ] as const)("go with %p by %p", async (options, expected) => {
    await fill(7);
    expect(ids(await collect(Parcel.findEach(options)))).toEqual(expected);
    expect((await collect(Parcel.findInBatches(options))).flatMap(ids)).toEqual(
      expected,
    );
    const keys: number[] = [];
    for await (const { query } of Parcel.inBatches(options))
      keys.push(...(await query.ids()).sort((one, other) => one - other));
    expect(keys.sort()).toEqual([...expected].sort());
  });

  it("honour limit and offset, and give nothing of nothing", async () => {
    expect(await collect(Parcel.findEach())).toEqual([]);
    await fill(7);
    const some = Parcel.where({}).offset(1).limit(5);
    expect(ids(await collect(some.findEach({ batch: 2 })))).toEqual([
      2, 3, 4, 5, 6,
    ]);
    expect(ids(await collect(some.findEach({ batch: 5 })))).toEqual([
      2, 3, 4, 5, 6,
    ]);
    statements = [];
    expect(await collect(Parcel.limit(0).findEach())).toEqual([]);
    expect(await collect(Parcel.where({ id: [] }).inBatches())).toEqual([]);
    expect(statements).toEqual([]);
  });

  it("skip no record, whatever is done to the others meanwhile", async () => {
    await fill(10);
    const seen: number[] = [];
    const query = Parcel.where({ weight: { lt: 100 } });
    for await (const parcel of query.findEach({ batch: 3 })) {
      seen.push(parcel.id);
      if (parcel.id % 2 === 0) await parcel.destroy();
      else await parcel.update({ weight: 100 });
      if (parcel.id === 9) await fill(2);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await Parcel.where({ weight: 100 }).count()).toBe(6);
  });

  it("change the records of a query by one statement each", async () => {
    await fill(5);
    const counts: number[] = [];
    for await (const { query } of Parcel.inBatches({ batch: 2 }))
      counts.push(await query.updateAll({ weight: 50 }));
    expect(counts).toEqual([2, 2, 1]);
    expect(await Parcel.where({ weight: 50 }).count()).toBe(5);
  });

  it("load relations once for each batch, and plain rows without their key", async () => {
    const depot = await Depot.create({});
    await Parcel.insertAll([1, 2, 3].map((weight) => ({ weight, depot })));
    statements = [];
    const query = Parcel.with({ depot: true });
    for await (const parcel of query.findEach({ batch: 2 }))
      expect(parcel.depot?.id).toBe(depot.id);
    expect(statements).toHaveLength(4);
    expect(
      await collect(Parcel.select("weight").findInBatches({ batch: 2 })),
    ).toEqual([[{ weight: 1 }, { weight: 2 }], [{ weight: 3 }]]);
  });

  it("go by keys of several columns, and by uuids", async () => {
    const lockers = ["a", "b"].flatMap((street) =>
      [1, 2, 3].map((box) => ({ street, box })),
    );
    await Locker.insertAll(lockers);
    const walked = await collect(
      Locker.findEach({
        batch: 2,
        start: { street: "a", box: 2 },
        finish: { street: "b", box: 2 },
      }),
    );
    expect(walked.map((locker) => locker.toJSON())).toEqual(
      lockers.slice(1, -1),
    );
    const deleted: number[] = [];
    for await (const { query } of Locker.inBatches({ batch: 4 }))
      deleted.push(await query.deleteAll());
    expect(deleted).toEqual([4, 2]);
    await Locker.insertAll(lockers);
    statements = [];
    for await (const { query, count } of Locker.inBatches({ batch: 4 }))
      expect(await query.count()).toBe(count);
    // However many keys a batch has, it is one statement.
    expect(statements[1]).toBe(
      'select count(*) from "public"."lockers" where exists (select from unnest($1::text[], $2::integer[]) as "arx_keys"("key1", "key2") ' +
        'where "lockers"."street" = "arx_keys"."key1" and "lockers"."box" = "arx_keys"."key2")',
    );
    expect(statements[3]).toBe(statements[1]);

    await Token.insertAll([1, 2, 3, 4, 5].map((rank) => ({ rank })));
    const tokens = await collect(Token.findEach({ batch: 2 }));
    expect(tokens.map(({ id }) => id)).toEqual(
      await Token.orderBy({ id: "asc" }).pluck("id"),
    );
  });

  it("have more keys of several columns than a statement has parameters", async () => {
    await sql`insert into ${Locker} select 's', n from generate_series(1, 40000) as n`;
    const counts: number[] = [];
    for await (const { query } of Locker.inBatches({ batch: 40_000 }))
      counts.push(await query.count());
    expect(counts).toEqual([40_000]);
  });

  it("of one record, found by what is unique, go by its key", async () => {
    await Token.insertAll([{ rank: 1 }, { rank: 2 }]);
    const query = Token.where({ rank: 2 });
    expect(await collect(query.findEach({ batch: 1 }))).toHaveLength(1);
    for await (const batch of query.inBatches({ batch: 1 }))
      expect(await batch.query.updateAll({ rank: 3 })).toBe(1);
    expect(await Token.orderBy({ rank: "asc" }).pluck("rank")).toEqual([1, 3]);
  });

  it("end early by break, and reject with what the loop throws", async () => {
    await fill(5);
    statements = [];
    for await (const parcel of Parcel.findEach({ batch: 2 }))
      if (parcel.id === 2) break;
    expect(statements).toHaveLength(1);
    const failing = async (): Promise<void> => {
      for await (const parcels of Parcel.findInBatches({ batch: 2 }))
        throw new Error(`at ${String(parcels[0]?.id)}`);
    };
    await expect(failing()).rejects.toThrow("at 1");
    expect(models.database.stats().active).toBe(0);
  });

  it("are read in the transaction around them", async () => {
    await transaction(async () => {
      await fill(3);
      for await (const parcel of Parcel.findEach({ batch: 2 }))
        await transaction(() => parcel.update({ weight: 77 }));
    });
    expect(await Parcel.where({ weight: 77 }).count()).toBe(3);
  });

  it("refuse an order of the query, and options that there are not", async () => {
    const ordered = Parcel.orderBy({ weight: "asc" });
    await expect(collect(ordered.findEach())).rejects.toMatchObject({
      message:
        "Parcel.findEach goes by primary key, and the query has an order of its own.",
      hint: 'Take it away with reorder() and say order: "desc" to begin at the end, or use stream, which keeps it.',
    });
    await expect(collect(ordered.inBatches())).rejects.toThrow(
      "Parcel.inBatches goes by primary key, and the query has an order of its own.",
    );
    const mistakes = [
      [
        { batch: 0 },
        "Parcel.findInBatches.batch takes a whole number from 1 up, not 0.",
      ],
      [{ of: 5 }, 'Parcel.findInBatches has no option "of".'],
      [
        { order: "down" },
        'Parcel.findInBatches.order takes "asc" or "desc", not another string.',
      ],
      [{ start: "x" }, "Parcel.id takes an integer, not a string."],
      [
        { start: { street: "a" } },
        "Parcel.findInBatches.start takes the key { id }, not { street }.",
      ],
      [
        () => undefined,
        "Parcel.findInBatches takes an object of options, not a function.",
      ],
    ] as const;
    for (const [options, message] of mistakes)
      await expect(
        collect(Parcel.findInBatches(options as never)),
      ).rejects.toThrow(message);
  });
});
