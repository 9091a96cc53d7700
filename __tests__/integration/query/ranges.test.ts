import {
  Column,
  connect,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  Range,
  Table,
} from "arx";
import type { Database, Where } from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

@Table()
class Stay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "daterange" }) declare nights: Range<string>;
  @Column({ type: "int8range", mode: "bigint", nullable: true })
  declare seats: Range<bigint> | null;
  @Column({ type: "tstzrange", default: new Range<Date>(null, null) })
  declare valid: Range<Date>;
}

const noon = new Date("2024-05-01T12:00:00Z");
const rows = [
  {
    nights: new Range("2024-05-01", "2024-05-04"),
    seats: new Range(1n, 3n, "[]"),
    valid: new Range(noon, null),
  },
  {
    nights: new Range("2024-05-03", null),
    seats: null,
    valid: new Range<Date>(null, noon, "(]"),
  },
  {
    nights: Range.empty(),
    seats: new Range<bigint>(null, null),
    valid: new Range(noon, noon, "[]"),
  },
];

describeEachEngine("A condition on a range", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await createTables(db, [Stay]);
    await Stay.insertAll(rows);
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  const cases: readonly (readonly [where: Where<Stay>, ids: number[]])[] = [
    [{ nights: new Range("2024-05-01", "2024-05-03", "[]") }, [1]],
    [{ nights: { eq: Range.empty() } }, [3]],
    [{ nights: { ne: Range.empty() } }, [1, 2]],
    [{ nights: [Range.empty(), new Range("2024-05-03", null)] }, [2, 3]],
    [{ nights: { in: [] } }, []],
    [{ nights: { notIn: [Range.empty()] } }, [1, 2]],
    [{ nights: { contains: "2024-05-03" } }, [1, 2]],
    [{ nights: { contains: "2024-05-04" } }, [2]],
    [{ nights: { contains: new Range("2024-05-02", "2024-05-03") } }, [1]],
    [{ nights: { within: new Range("2024-05-01", null) } }, [1, 2, 3]],
    [{ nights: { within: new Range<string>(null, "2024-06-01") } }, [1, 3]],
    [{ nights: { overlaps: new Range("2024-05-03", "2024-05-04") } }, [1, 2]],
    [{ nights: { overlaps: Range.empty() } }, []],
    [{ nights: { isEmpty: true } }, [3]],
    [{ nights: { isEmpty: false } }, [1, 2]],
    [{ seats: null }, [2]],
    [{ seats: { isNotNull: true } }, [1, 3]],
    [{ seats: { contains: 3n } }, [1, 3]],
    [{ seats: { contains: 4n } }, [3]],
    [{ not: { seats: { contains: 4n } } }, [1, 2]],
    [{ valid: { contains: noon } }, [1, 2, 3]],
    [{ valid: { contains: new Date(noon.getTime() + 1) } }, [1]],
  ];

  test.each(cases)("%j finds %j", async (where, ids) => {
    const found = await Stay.where(where).orderBy({ id: "asc" });
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  test("also takes a range that went through JSON", async () => {
    const plain = JSON.parse(JSON.stringify(rows[0]?.nights)) as Range<string>;
    expect(await Stay.where({ nights: plain }).count()).toBe(1);
    expect(await Stay.where({ nights: { overlaps: plain } }).count()).toBe(2);
  });

  test("has no order, and says what there is", () => {
    const where = { nights: { gt: "2024-05-01" } } as object;
    expect(() => Stay.where(where)).toThrow(
      new InvalidArgumentError(
        'Stay.nights is daterange, which has no operator "gt".',
      ),
    );
  });

  test("reads what is written as PostgreSQL writes it, frozen, and sees no change in another spelling", async () => {
    const stay = await Stay.find(1);
    expect(stay.nights).toEqual(new Range("2024-05-01", "2024-05-04"));
    expect(stay.seats).toEqual(new Range(1n, 4n));
    expect(Object.isFrozen(stay.nights)).toBe(true);
    stay.nights = new Range("2024-04-30", "2024-05-03", "(]");
    expect(stay.isChanged).toBe(false);
    stay.nights = new Range("2024-04-30", "2024-05-03", "[]");
    expect(stay.isChanged).toBe(true);
    expect(JSON.parse(JSON.stringify(stay)) as object).toMatchObject({
      nights: {
        lower: "2024-04-30",
        upper: "2024-05-03",
        lowerInclusive: true,
        upperInclusive: true,
        isEmpty: false,
      },
    });
  });

  test("takes the default of the column", async () => {
    const stay = await Stay.create({ nights: Range.empty() } as never);
    expect(stay.valid).toEqual(new Range(null, null));
    await stay.destroy();
  });
});

test.each([
  [() => new Range(1, 2, "[[" as never), '"[["'],
  [() => new Range(1, 2, null as never), "null"],
])("bounds that are none are refused", (make, shown) => {
  expect(make).toThrow(
    new InvalidArgumentError(
      `new Range: ${shown} says nothing about the ends.`,
    ),
  );
});
