import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import {
  Column,
  connect,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import type { Database } from "arx";
import { arrayCases, scalarCases } from "../support/column-values";
import { extremeRowsOf } from "../support/type-case";
import type { TypeCase } from "../support/type-case";
import { createTables } from "../support/create-schema";
import { describeEachEngine } from "../support/engines";
import type { TestDatabase } from "../support/engines";
import { specimenOf } from "../support/specimen";
import type { SpecimenRecord } from "../support/specimen";

const cases = [...scalarCases, ...arrayCases];
const { model: Specimen, tables } = specimenOf(cases);

/** A model that records with a column of every type are seen from, the one that its key leads to and those that its name gathers. */
@Table()
class Shelf extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => tables) declare specimen: Relate<ManagedObject | null>;
  @Column({ type: "bigint", nullable: true })
  declare specimenId: number | null;
  @HasMany(() => Slot, (slot) => slot.shelf) declare slots: HasMany<Slot>;
}

@Table()
class Slot extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Shelf, { required: true }) declare shelf: Relate<Shelf>;
  @Relate(() => tables) declare specimen: Relate<ManagedObject | null>;
  @Column({ type: "bigint", nullable: true })
  declare specimenId: number | null;
}

const extremeRows = extremeRowsOf(cases);
const nothing = Object.fromEntries(
  cases.map(({ property }) => [property, null]),
);
const randomRows = fc.array(
  fc.record(
    Object.fromEntries(
      cases.map(({ property, values }) => [
        property,
        fc.option(values, { freq: 10 }),
      ]),
    ),
    { noNullPrototype: true },
  ),
  { minLength: 30, maxLength: 30 },
);

/** The columns of a record that hold something else than was written. */
function differences(
  record: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>>,
): readonly string[] {
  const differs = ({ property, type, read }: TypeCase): boolean => {
    const [found, value] = [record[property], written[property]];
    if (found === null || value === null) return found !== value;
    if (!type.equals(found, value)) return true;
    return (
      read !== undefined && !isDeepStrictEqual(found, read(value as never))
    );
  };
  return cases.filter(differs).map(({ property }) => property);
}

/** Types of which PostgreSQL cannot tell whether two values are equal. */
const isOpaque = ({ options: { type = "" } }: TypeCase): boolean =>
  /^(json|point)(\[\])?$/.test(type);

describeEachEngine("A model with a column of every type", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await createTables(db, [tables, Shelf, Slot]);
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  afterEach(() =>
    db.script("truncate specimens, shelves, slots restart identity"),
  );

  async function readAll(
    keys: readonly unknown[],
  ): Promise<readonly SpecimenRecord[]> {
    const found = new Map(
      (await Specimen.where({ id: keys }).all()).map((record) => [
        record.id,
        record,
      ]),
    );
    return keys.map((key) => found.get(key as number) as SpecimenRecord);
  }

  test("keeps the values at the limits that insertAll writes", async () => {
    const rows = [...extremeRows, nothing];
    const { keys } = await Specimen.insertAll(rows);
    const records = await readAll(keys);
    expect(
      records.map((record, index) => differences(record, rows[index] ?? {})),
    ).toEqual(rows.map(() => []));
  });

  test("keeps the values of any kind that insertAll writes", async () => {
    await fc.assert(
      fc.asyncProperty(randomRows, async (rows) => {
        const { keys } = await Specimen.insertAll(rows);
        const records = await readAll(keys);
        expect(
          records.map((record, index) =>
            differences(record, rows[index] ?? {}),
          ),
        ).toEqual(rows.map(() => []));
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  test("gives the same when it is loaded beside another record, at any depth", async () => {
    const rows = [...extremeRows, nothing];
    const { keys } = await Specimen.insertAll(rows);
    const [first] = keys as readonly number[];
    const shelf = await Shelf.create({ specimenId: first ?? null });
    await Slot.insertAll(
      (keys as readonly number[]).map((specimenId) => ({ shelf, specimenId })),
    );
    const loaded = await Shelf.find(shelf.id, {
      with: {
        specimen: true,
        slots: { orderBy: { id: "asc" }, with: { specimen: true } },
      },
    });
    const found = loaded.slots.map((slot) => slot.specimen);
    const written = (record: unknown, index: number): readonly string[] =>
      differences(record as SpecimenRecord, rows[index] ?? {});
    expect(found.map(written)).toEqual(rows.map(() => []));
    expect(written(loaded.specimen, 0)).toEqual([]);
    const [lazy] = await Shelf.all();
    expect(written(await lazy?.specimen, 0)).toEqual([]);
  });

  test("holds what create wrote as the database has it, and nothing of it is a change", async () => {
    for (const row of [...extremeRows, nothing]) {
      const record = await Specimen.create(row);
      expect(differences(record, row)).toEqual([]);
      expect(record.changes).toEqual({});
      // The values as they were given are those of the row, whatever their spelling.
      Object.assign(record, row);
      expect(record.changes).toEqual({});
      await record.reload();
      expect(differences(record, row)).toEqual([]);
    }
  });

  test("sees changes in place, and saves them", async () => {
    const record = await Specimen.create({
      ...nothing,
      timestamptz: new Date(0),
      bytea: Buffer.from([1, 2]),
      jsonb: { a: [1] },
      json: [1],
      point: { x: 1, y: 2 },
      textList: ["a"],
      timestampList: [new Date(0)],
      int4rangeList: [],
    });
    (record["timestamptz"] as Date).setTime(1);
    (record["bytea"] as Buffer)[0] = 9;
    (record["jsonb"] as { a: number[] }).a.push(2);
    (record["json"] as number[]).push(2);
    (record["point"] as { x: number }).x = -0.5;
    (record["textList"] as (string | null)[]).push(null);
    (record["timestampList"] as Date[])[0]?.setTime(2);
    expect(Object.keys(record.changes).sort()).toEqual([
      "bytea",
      "json",
      "jsonb",
      "point",
      "textList",
      "timestampList",
      "timestamptz",
    ]);
    await record.save();
    expect(await Specimen.find(record.id)).toMatchObject({
      timestamptz: new Date(1),
      bytea: Buffer.from([9, 2]),
      jsonb: { a: [1, 2] },
      json: [1, 2],
      point: { x: -0.5, y: 2 },
      textList: ["a", null],
      timestampList: [new Date(2)],
    });
  });

  test("is found by every value, alone and in a list", async () => {
    const { keys } = await Specimen.insertAll(extremeRows);
    for (const each of cases.filter((candidate) => !isOpaque(candidate))) {
      const { property, extremes, options } = each;
      const isList = options.type?.endsWith("[]") ?? false;
      const tried = extremes.slice(0, isList ? 3 : undefined);
      for (const [index, value] of tried.entries()) {
        const where = { id: keys[index], [property]: { eq: value } };
        expect([property, index, await Specimen.where(where).count()]).toEqual([
          property,
          index,
          1,
        ]);
      }
      if (isList || property === "jsonb") continue;
      const all = { [property]: { in: extremes } };
      expect(await Specimen.where(all).count()).toBe(extremeRows.length);
      expect(await Specimen.where({ not: all }).count()).toBe(0);
    }
  });

  test.each(cases.filter(isOpaque).map(({ property }) => property))(
    "is asked of %s only whether it is null",
    async (property) => {
      await Specimen.insertAll([{ [property]: null }]);
      expect(
        await Specimen.where({ [property]: { isNull: true } }).count(),
      ).toBe(1);
      expect(() => Specimen.where({ [property]: { eq: [] } })).toThrow(
        /^Specimen\.\w+ is (json|point)(\[\])?, which has no operator "eq"\.$/,
      );
    },
  );
});
