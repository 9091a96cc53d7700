import fc from "fast-check";
import {
  avg,
  Column,
  connect,
  count,
  ManagedObject,
  max,
  min,
  PrimaryKey,
  sum,
  Table,
} from "arx";
import type { Database } from "arx";
import { createTables } from "../support/create-schema";

@Table()
class Sample extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", nullable: true }) declare key: string | null;
  @Column({ type: "integer", nullable: true }) declare whole: number | null;
  @Column({ type: "numeric", nullable: true }) declare exact: string | null;
}

interface Row {
  readonly key: string | null;
  readonly whole: number | null;
  readonly exact: string | null;
}

interface Asked {
  readonly rows: readonly Row[];
  readonly distinct: boolean;
  readonly offset: number | undefined;
  readonly limit: number | undefined;
}

const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { nil: null, freq: 3 });

const asked: fc.Arbitrary<Asked> = fc.record({
  rows: fc.array(
    fc.record({
      key: maybe(fc.constantFrom("a", "b", "")),
      whole: maybe(
        fc.oneof(
          fc.integer({ min: -3, max: 3 }),
          fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
        ),
      ),
      // Of one scale, so that equal values have one text.
      exact: maybe(
        fc.integer({ min: -999, max: 999 }).map((n) => (n / 100).toFixed(2)),
      ),
    }),
    { maxLength: 8 },
  ),
  distinct: fc.boolean(),
  offset: fc.option(fc.nat(3), { nil: undefined }),
  limit: fc.option(fc.nat(6), { nil: undefined }),
});

/** What the aggregates of some rows are, worked out apart from PostgreSQL. */
function expected(rows: readonly Row[], distinct: boolean): object {
  const values = <Key extends keyof Row>(key: Key): NonNullable<Row[Key]>[] => {
    const all = rows.flatMap((row) => row[key] ?? []);
    return distinct ? [...new Set(all)] : all;
  };
  const wholes = values("whole");
  const cents = values("exact").map((text) => Math.round(Number(text) * 100));
  const orNull = <Value>(of: readonly unknown[], make: () => Value) =>
    of.length === 0 ? null : make();
  const total = wholes.reduce((left, right) => left + right, 0);
  return {
    n: rows.length,
    keys: values("key").length,
    total: orNull(wholes, () => total),
    mean: orNull(
      wholes,
      () => expect.closeTo(total / wholes.length, 6) as unknown,
    ),
    low: orNull(wholes, () => Math.min(...wholes)),
    high: orNull(wholes, () => Math.max(...wholes)),
    exact: orNull(cents, () =>
      (cents.reduce((left, right) => left + right, 0) / 100).toFixed(2),
    ),
  };
}

const aggregates = {
  n: count(),
  keys: count("key"),
  total: sum("whole"),
  mean: avg("whole"),
  low: min("whole"),
  high: max("whole"),
  exact: sum("exact"),
} as const;

describe("the aggregates of random rows", () => {
  let database: Database;

  beforeAll(async () => {
    database = await connect({ database: "pglite:memory" });
    await createTables(database, [Sample]);
  });

  afterAll(() => database.close());

  const queryOf = async ({ rows, distinct, offset, limit }: Asked) => {
    await database.script("truncate samples restart identity");
    await Sample.insertAll(rows);
    let query = Sample.orderBy({ id: "asc" });
    if (distinct) query = query.distinct();
    if (offset !== undefined) query = query.offset(offset);
    if (limit !== undefined) query = query.limit(limit);
    const end = limit === undefined ? undefined : (offset ?? 0) + limit;
    return { query, left: rows.slice(offset ?? 0, end) };
  };

  it("are those of the rows that the query gives", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (each) => {
        const { query, left } = await queryOf(each);
        const gives = expected(left, each.distinct);
        expect(await query.aggregate(aggregates)).toEqual(gives);
        expect({
          n: await query.count(),
          keys: await query.count("key"),
          total: await query.sum("whole"),
          mean: await query.avg("whole"),
          low: await query.min("whole"),
          high: await query.max("whole"),
          exact: await query.sum("exact"),
        }).toEqual(gives);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("are those of each group, and every row is in one", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (each) => {
        const { query, left } = await queryOf(each);
        const keys = [...new Set(left.map(({ key }) => key))];
        const groups = keys.map((key) => ({
          key,
          ...expected(
            left.filter((row) => row.key === key),
            each.distinct,
          ),
        }));
        const found = await query.groupBy("key").aggregate(aggregates);
        expect(found).toHaveLength(groups.length);
        expect(found).toEqual(expect.arrayContaining(groups));
        const counts = await query.groupBy("key").count();
        expect(counts).toEqual(
          new Map(
            keys.map((key) => [
              key,
              left.filter((row) => row.key === key).length,
            ]),
          ),
        );
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
