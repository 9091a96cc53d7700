import fc from "fast-check";
import {
  Column,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";
import type { Order, SortOrder } from "arx";
import { describeEachEngine } from "../support/engines";
import { useModels } from "../support/use-models";

@Table("ordered_shelves")
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", nullable: true }) declare name: string | null;
  @HasMany(() => Item, (item) => item.shelf) declare items: HasMany<Item>;
}

@Table("ordered_items")
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer", nullable: true }) declare size: number | null;
  @Column({ type: "text", nullable: true }) declare name: string | null;
  @Relate(() => Shelf) declare shelf: Relate<Shelf | null>;
}

/** Few values, so that most orders have ties; letters that every collation sorts alike. */
const letter = fc.option(fc.constantFrom("a", "b", "cc"));
const shelves = fc.array(fc.record({ name: letter }), { maxLength: 3 });
const items = fc.array(
  fc.record({
    size: fc.option(fc.constantFrom(1, 2, 3)),
    name: letter,
    place: fc.option(fc.nat(2)),
  }),
  { maxLength: 8 },
);

interface Row {
  readonly id: number;
  readonly size: number | null;
  readonly name: string | null;
  readonly shelfName: string | null;
}

/** What rows are sorted by: how to say it, and what it is of a row. */
const subjects = {
  size: {
    order: (direction: SortOrder): Order<Item> => ({ size: direction }),
    valueOf: (row: Row) => row.size,
  },
  name: {
    order: (direction: SortOrder): Order<Item> => ({ name: direction }),
    valueOf: (row: Row) => row.name,
  },
  shelf: {
    order: (direction: SortOrder): Order<Item> => ({
      shelf: { name: direction },
    }),
    valueOf: (row: Row) => row.shelfName,
  },
  length: {
    order: (direction: SortOrder): Order<Item> => ({
      by: sql`length(ordered_items.name) + ${1}`,
      ...(typeof direction === "string" ? { dir: direction } : direction),
    }),
    valueOf: (row: Row) => row.name && row.name.length + 1,
  },
} as const;

interface Term {
  readonly subject: keyof typeof subjects;
  readonly dir: "asc" | "desc";
  readonly nulls: "first" | "last" | undefined;
}

const terms: fc.Arbitrary<Term[]> = fc.array(
  fc.record({
    subject: fc.constantFrom("size", "name", "shelf", "length"),
    dir: fc.constantFrom("asc", "desc"),
    nulls: fc.constantFrom("first", "last", undefined),
  }),
  { maxLength: 3 },
);

function orderOf({ subject, dir, nulls }: Term): Order<Item> {
  return subjects[subject].order(nulls === undefined ? dir : { dir, nulls });
}

function compare(one: Row, other: Row, terms: readonly Term[]): number {
  for (const { subject, dir, nulls } of terms) {
    const { valueOf } = subjects[subject];
    const [left, right] = [valueOf(one), valueOf(other)];
    if (left === right) continue;
    if (left !== null && right !== null)
      return left < right === (dir === "asc") ? -1 : 1;
    const isNullFirst =
      (nulls ?? (dir === "asc" ? "last" : "first")) === "first";
    return (left === null) === isNullFirst ? -1 : 1;
  }
  return one.id - other.id;
}

/** Each once, where it comes first. */
function once<Value>(values: readonly Value[]): Value[] {
  const byText = new Map<string, Value>();
  for (const value of values) {
    const text = JSON.stringify(value);
    if (!byText.has(text)) byText.set(text, value);
  }
  return [...byText.values()];
}

describeEachEngine("an order of any terms", (engine) => {
  const opened = useModels(engine, [Shelf, Item]);

  async function insert(
    names: readonly { readonly name: string | null }[],
    rows: readonly {
      readonly size: number | null;
      readonly name: string | null;
      readonly place: number | null;
    }[],
  ): Promise<Row[]> {
    await opened.database.script(
      "truncate ordered_items, ordered_shelves restart identity",
    );
    await Shelf.insertAll([...names]);
    const placed = rows.map(({ place, ...row }) => ({
      ...row,
      shelf: place !== null && place < names.length ? place + 1 : null,
    }));
    await sql`
      insert into ${Item} (size, name, shelf_id)
      select size, name, shelf
      from json_to_recordset(${JSON.stringify(placed)}::json) as row (size int, name text, shelf bigint)`;
    return placed.map(({ size, name, shelf }, index) => ({
      id: index + 1,
      size,
      name,
      shelfName: shelf === null ? null : (names[shelf - 1]?.name ?? null),
    }));
  }

  test("sorts as it says, and the other way round when it is reversed", async () => {
    await fc.assert(
      fc.asyncProperty(shelves, items, terms, async (names, given, order) => {
        const rows = await insert(names, given);
        const expected = rows
          .toSorted((one, other) => compare(one, other, order))
          .map(({ id }) => id);
        const query = Item.orderBy(...order.map(orderOf), { id: "asc" });
        expect(await query.pluck("id")).toEqual(expected);
        expect(await query.reverse().pluck("id")).toEqual(
          expected.toReversed(),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test("is kept by distinct results, which come where the first of them came", async () => {
    await fc.assert(
      fc.asyncProperty(shelves, items, terms, async (names, given, order) => {
        await insert(names, given);
        const query = Item.orderBy(...order.map(orderOf), { id: "asc" });
        const values = await query.pluck("size", "name");
        expect(await query.distinct().pluck("size", "name")).toEqual(
          once(values),
        );
        const joined = Shelf.leftJoins("items").orderBy(
          ...order
            .filter(({ subject }) => subject === "size" || subject === "name")
            .map(({ subject, dir, nulls = "last" }) => ({
              by: subject === "size" ? sql`items.size` : sql`items.name`,
              dir,
              nulls,
            })),
          sql`items.id`,
          { id: "asc" },
        );
        const repeated = await joined.all();
        const distinct = await joined.distinct();
        expect(distinct.map(({ id }) => id)).toEqual(
          once(repeated.map(({ id }) => id)),
        );
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
