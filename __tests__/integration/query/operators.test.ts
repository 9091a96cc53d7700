import { Column, connect, ManagedObject, PrimaryKey, Table } from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";

/** One nullable column of each family of types. */
@Table()
class Sample extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", nullable: true }) declare text: string | null;
  @Column({ type: "varchar", length: 20, nullable: true }) declare short:
    string | null;
  @Column({ type: "char", length: 4, nullable: true }) declare padded:
    string | null;
  @Column({ type: "integer", nullable: true }) declare count: number | null;
  @Column({ type: "bigint", mode: "bigint", nullable: true }) declare large:
    bigint | null;
  @Column({ type: "numeric", nullable: true }) declare price: string | null;
  @Column({ type: "double precision", nullable: true }) declare ratio:
    number | null;
  @Column({ type: "boolean", nullable: true }) declare flag: boolean | null;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "date", nullable: true }) declare day: string | null;
  @Column({ type: "uuid", nullable: true }) declare ref: string | null;
  @Column({ type: "bytea", nullable: true }) declare bytes: Buffer | null;
  @Column({ type: "text[]", nullable: true }) declare words: string[] | null;
  @Column({ type: "integer[]", nullable: true }) declare numbers:
    number[] | null;
  @Column({ type: "jsonb", nullable: true }) declare doc: unknown;
  @Column({ type: "json", nullable: true }) declare raw: unknown;
  @Column({ enum: ["low", "high"], nullable: true }) declare level:
    "low" | "high" | null;
}

const uuid = (digit: string): string =>
  `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** Rows 1, 2 and 3; the third is NULL in every column. */
const rows = [
  {
    text: "50%_\\ off",
    short: "alpha",
    padded: "ab",
    count: 1,
    large: 9_007_199_254_740_993n,
    price: "1.50",
    ratio: 0.1,
    flag: true,
    at: day("2020-01-01"),
    day: "2020-01-01",
    ref: uuid("a"),
    bytes: Buffer.from([0, 255]),
    words: ["a,b", 'c"d', ""],
    numbers: [1, 2],
    doc: { a: 1, b: [1, 2] },
    raw: { a: 1 },
    level: "low",
  },
  {
    text: "Other",
    short: "BETA",
    padded: "abcd",
    count: 10,
    large: -1n,
    price: "10",
    ratio: -2.5,
    flag: false,
    at: day("2021-06-15"),
    day: "2021-06-15",
    ref: uuid("b"),
    bytes: Buffer.from("x"),
    words: [],
    numbers: [2, 3],
    doc: ["a", null],
    raw: [],
    level: "high",
  },
  {},
];

describeEachEngine("each operator finds its rows", (engine) => {
  let close: () => Promise<void>;

  beforeAll(async () => {
    const made = await engine.create();
    const database = await connect({ database: made.url });
    await createTables(database, [Sample]);
    for (const row of rows) await Sample.create(row as never);
    close = async () => {
      await database.close();
      await made.drop();
    };
  }, 60_000);

  afterAll(() => close());

  test.each<[object, number[]]>([
    [{}, [1, 2, 3]],
    [{ text: "Other" }, [2]],
    [{ text: "other" }, []],
    [{ text: null }, [3]],
    [{ text: ["Other", "x"] }, [2]],
    [{ text: ["Other", null] }, [2, 3]],
    [{ text: [] }, []],
    [{ text: { eq: "Other" } }, [2]],
    [{ text: { eq: null } }, [3]],
    [{ text: { ne: "Other" } }, [1, 3]],
    [{ text: { ne: null } }, [1, 2]],
    [{ text: { in: [] } }, []],
    [{ text: { notIn: [] } }, [1, 2, 3]],
    [{ text: { notIn: ["Other"] } }, [1, 3]],
    [{ text: { notIn: ["Other", null] } }, [1]],
    [{ text: { notIn: [null] } }, [1, 2]],
    [{ not: { text: [] } }, [1, 2, 3]],
    [{ not: { text: "Other" } }, [1, 3]],
    [{ text: { like: "O%r" } }, [2]],
    [{ text: { like: "o%" } }, []],
    [{ text: { ilike: "o%" } }, [2]],
    [{ text: { contains: "%" } }, [1]],
    [{ text: { contains: "_" } }, [1]],
    [{ text: { contains: "\\" } }, [1]],
    [{ text: { contains: "50%_\\ o" } }, [1]],
    [{ text: { contains: "" } }, [1, 2]],
    [{ text: { contains: "THE" } }, []],
    [{ text: { icontains: "THE" } }, [2]],
    [{ text: { icontains: "%_" } }, [1]],
    [{ text: { startsWith: "50%" } }, [1]],
    [{ text: { startsWith: "_" } }, []],
    [{ text: { endsWith: "off" } }, [1]],
    [{ text: { endsWith: "%" } }, []],
    [{ text: { matches: "^O.*r$" } }, [2]],
    [{ text: { matches: "^o" } }, []],
    [{ text: { imatches: "^o.*R$" } }, [2]],
    [{ text: { ieq: "oTHER" } }, [2]],
    [{ text: { ieq: "%" } }, []],
    [{ text: { ieq: "50%_\\ OFF" } }, [1]],
    [{ not: { text: { ieq: "other" } } }, [1, 3]],
    [{ text: { istartsWith: "oT" } }, [2]],
    [{ text: { istartsWith: "%" } }, []],
    [{ text: { istartsWith: "50%_\\ O" } }, [1]],
    [{ text: { iendsWith: "ER" } }, [2]],
    [{ text: { iendsWith: "_" } }, []],
    [{ text: { isNull: true } }, [3]],
    [{ text: { isNull: false } }, [1, 2]],
    [{ text: { isNotNull: true } }, [1, 2]],
    [{ text: { isNotNull: false } }, [3]],
    [{ text: { startsWith: "O", endsWith: "r" } }, [2]],
    [{ text: {} }, [1, 2, 3]],
    [{ short: "alpha" }, [1]],
    [{ short: "longer than twenty characters" }, []],
    [{ short: { in: ["alpha", "BETA"] } }, [1, 2]],
    [{ short: { icontains: "bet" } }, [2]],
    [{ short: { ieq: "ALPHA" } }, [1]],
    [{ padded: { ieq: "AB" } }, [1]],
    [{ padded: "ab" }, [1]],
    [{ padded: ["ab", "abcd"] }, [1, 2]],
    [{ count: 1 }, [1]],
    [{ count: { gt: 1 } }, [2]],
    [{ count: { gte: 1, lt: 10 } }, [1]],
    [{ count: { lte: 10 } }, [1, 2]],
    [{ count: { between: [1, 9] } }, [1]],
    [{ count: { notBetween: [1, 9] } }, [2, 3]],
    [{ count: { between: [9, 1] } }, []],
    [{ count: [1, 10, null] }, [1, 2, 3]],
    [{ large: 9_007_199_254_740_993n }, [1]],
    [{ large: { lt: 0n } }, [2]],
    [{ price: "1.5" }, [1]],
    [{ price: { gt: "9" } }, [2]],
    [{ ratio: 0.1 }, [1]],
    [{ ratio: { lt: 0 } }, [2]],
    [{ flag: true }, [1]],
    [{ flag: { ne: true } }, [2, 3]],
    [{ flag: [true, false] }, [1, 2]],
    [{ at: day("2020-01-01") }, [1]],
    [{ at: { gt: day("2020-01-01") } }, [2]],
    [{ at: { between: [day("2020-01-01"), day("2021-06-15")] } }, [1, 2]],
    [{ day: { gte: "2020-01-02" } }, [2]],
    [{ ref: uuid("A") }, [1]],
    [{ ref: { in: [uuid("a"), uuid("b")] } }, [1, 2]],
    [{ bytes: Buffer.from([0, 255]) }, [1]],
    [{ bytes: { in: [Buffer.from("x")] } }, [2]],
    [{ words: [] }, [2]],
    [{ words: ["a,b", 'c"d', ""] }, [1]],
    [{ words: null }, [3]],
    [{ words: { eq: [] } }, [2]],
    [{ words: { ne: [] } }, [1, 3]],
    [{ words: { has: "a,b" } }, [1]],
    [{ words: { has: "" } }, [1]],
    [{ words: { hasAny: ["x", 'c"d'] } }, [1]],
    [{ words: { hasAny: [] } }, []],
    [{ words: { hasAll: ["a,b", ""] } }, [1]],
    [{ words: { hasAll: ["a,b", "x"] } }, []],
    [{ words: { hasAll: [] } }, [1, 2]],
    [{ words: { within: ["a,b", 'c"d', "", "x"] } }, [1, 2]],
    [{ words: { within: ["a,b"] } }, [2]],
    [{ words: { within: [] } }, [2]],
    [{ not: { words: { within: [] } } }, [1, 3]],
    [{ words: { isEmpty: true } }, [2]],
    [{ words: { isEmpty: false } }, [1]],
    [{ numbers: { has: 2 } }, [1, 2]],
    [{ numbers: { hasAny: [1, 9] } }, [1]],
    [{ doc: { eq: { b: [1, 2], a: 1 } } }, [1]],
    [{ doc: { ne: { b: [1, 2], a: 1 } } }, [2, 3]],
    [{ doc: { contains: { b: [2] } } }, [1]],
    [{ doc: { contains: [null] } }, [2]],
    [{ doc: { within: { a: 1, b: [2, 1, 3], c: 1 } } }, [1]],
    [{ doc: { within: ["a", null, 1] } }, [2]],
    [{ doc: { within: {} } }, []],
    [{ doc: { hasKey: "a" } }, [1, 2]],
    [{ doc: null }, [3]],
    [{ doc: { isNull: false } }, [1, 2]],
    [{ raw: { isNull: true } }, [3]],
    [{ raw: null }, [3]],
    [{ level: "low" }, [1]],
    [{ level: ["low", "high"] }, [1, 2]],
    [{ and: [{ count: 1 }, { text: "Other" }] }, []],
    [{ or: [{ count: 1 }, { text: "Other" }] }, [1, 2]],
    [{ count: 1, or: [{ text: "Other" }, { flag: true }] }, [1]],
    [{ or: [] }, []],
    [{ and: [] }, [1, 2, 3]],
    [{ not: {} }, []],
    [{ not: { not: { count: 1 } } }, [1]],
    [{ not: { count: 1, flag: true } }, [2, 3]],
    [{ not: { or: [{ count: 1 }, { count: 10 }] } }, [3]],
  ])("%j", async (where, expected) => {
    const found = await Sample.where(where as never).orderBy({ id: "asc" });
    expect(found.map(({ id }) => id)).toEqual(expected);
  });

  test("an object without operators is no document", () => {
    expect(() => Sample.where({ doc: {} } as never)).toThrow(
      "Sample.where.doc takes { eq: … } or another operator, not an empty object.",
    );
  });

  test("a json column without equality says so instead of failing in the database", () => {
    expect(() => Sample.where({ raw: { eq: 1 } } as never)).toThrow(
      'Sample.raw is json, which has no operator "eq".',
    );
    expect(() => Sample.where({ raw: 1 } as never)).toThrow(
      "Sample.raw is json, which PostgreSQL cannot compare.",
    );
  });
});
