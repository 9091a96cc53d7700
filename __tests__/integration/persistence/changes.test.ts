import { AfterSave, Column, ManagedObject, PrimaryKey, Table } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

type Changes = Readonly<
  Record<string, readonly [before: unknown, after: unknown]>
>;

/** What a hook after the save sees of the record. */
let seen: { isChanged: boolean; changes: Changes; previous: Changes }[] = [];

@Table({ name: "changed_samples" })
class Sample extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "numeric", nullable: true }) declare price: string | null;
  @Column({ type: "text", nullable: true }) declare note: string | null;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "double precision", nullable: true })
  declare reading: number | null;
  @Column({ type: "jsonb", nullable: true })
  declare settings: Record<string, unknown> | null;
  @Column({ type: "text[]", nullable: true }) declare tags: string[] | null;
  @Column({ type: "bytea", nullable: true }) declare bytes: Buffer | null;
  @Column({ type: "bigint", mode: "bigint", nullable: true })
  declare large: bigint | null;

  @AfterSave() protected async look(): Promise<void> {
    const { isChanged, changes, previousChanges: previous } = this;
    seen.push({ isChanged, changes, previous });
    if (this.note !== "again") return;
    this.note = "done";
    await this.save();
  }
}

const instant = "2024-02-29T12:00:00.000Z";

/** The values of every sample that is stored; made anew, for tests change them in place. */
const stored = () => ({
  price: "1",
  note: "n" as string | null,
  at: new Date(instant) as Date | null,
  reading: 1.5 as number | null,
  settings: { a: 1, b: { c: 2, d: [3] } } as Record<string, unknown> | null,
  tags: ["x", "y"] as string[] | null,
  bytes: Buffer.from([1, 2]) as Buffer | null,
  large: (2n ** 60n) as bigint | null,
});

describeEachEngine("changes of a record", (engine) => {
  useModels(engine, [Sample]);

  beforeEach(() => {
    seen = [];
  });

  async function storedSample(
    attributes: Partial<ReturnType<typeof stored>> = {},
  ): Promise<Sample> {
    const { id } = await Sample.create({ ...stored(), ...attributes });
    seen = [];
    return Sample.find(id);
  }

  async function countUpdates(sample: Sample): Promise<number> {
    return (await countQueries(() => sample.save())).count;
  }

  describe("that assigning an equal value is none", () => {
    const equal: [
      what: string,
      before: Partial<ReturnType<typeof stored>>,
      assign: (sample: Sample) => void,
    ][] = [
      ["nothing assigned", {}, () => undefined],
      ["null for null", { note: null }, (sample) => (sample.note = null)],
      ["'' for ''", { note: "" }, (sample) => (sample.note = "")],
      ["'1.00' for 1", {}, (sample) => (sample.price = "1.00")],
      ["'1e0' for 1", {}, (sample) => (sample.price = "1e0")],
      ["another Date", {}, (sample) => (sample.at = new Date(instant))],
      ["NaN for NaN", { reading: NaN }, (sample) => (sample.reading = NaN)],
      ["-0 for 0", { reading: 0 }, (sample) => (sample.reading = -0)],
      ["0 for -0", { reading: -0 }, (sample) => (sample.reading = 0)],
      [
        "keys of a document in another order",
        {},
        (sample) => (sample.settings = { b: { d: [3], c: 2 }, a: 1 }),
      ],
      ["another array", {}, (sample) => (sample.tags = ["x", "y"])],
      ["other bytes", {}, (sample) => (sample.bytes = Buffer.from([1, 2]))],
      ["the same bigint", {}, (sample) => (sample.large = 1n << 60n)],
    ];

    it.each(equal)("%s", async (_, before, assign) => {
      const sample = await storedSample(before);
      assign(sample);
      expect([sample.isChanged, sample.changes]).toEqual([false, {}]);
      expect(await countUpdates(sample)).toBe(0);
    });
  });

  describe("that a different value is", () => {
    const different: [
      what: string,
      before: Partial<ReturnType<typeof stored>>,
      assign: (sample: Sample) => void,
      changes: Changes,
    ][] = [
      [
        "a number by one digit",
        {},
        (sample) => (sample.price = "1.0000000000000000000000001"),
        { price: ["1", "1.0000000000000000000000001"] },
      ],
      [
        "'' for null",
        { note: null },
        (sample) => (sample.note = ""),
        { note: [null, ""] },
      ],
      [
        "null for ''",
        { note: "" },
        (sample) => (sample.note = null),
        { note: ["", null] },
      ],
      [
        "an instant by a millisecond",
        {},
        (sample) => (sample.at = new Date("2024-02-29T12:00:00.001Z")),
        { at: [new Date(instant), new Date("2024-02-29T12:00:00.001Z")] },
      ],
      [
        "a Date in place",
        {},
        (sample) => sample.at?.setUTCFullYear(2028),
        { at: [new Date(instant), new Date("2028-02-29T12:00:00.000Z")] },
      ],
      [
        "null for NaN",
        { reading: NaN },
        (sample) => (sample.reading = null),
        { reading: [NaN, null] },
      ],
      [
        "NaN for a number",
        {},
        (sample) => (sample.reading = NaN),
        { reading: [1.5, NaN] },
      ],
      [
        "a document in place",
        {},
        (sample) => Object.assign(sample.settings ?? {}, { a: 2 }),
        {
          settings: [
            { a: 1, b: { c: 2, d: [3] } },
            { a: 2, b: { c: 2, d: [3] } },
          ],
        },
      ],
      [
        "an order within a document's list",
        { settings: { d: [1, 2] } },
        (sample) => (sample.settings = { d: [2, 1] }),
        { settings: [{ d: [1, 2] }, { d: [2, 1] }] },
      ],
      [
        "an array in place",
        {},
        (sample) => sample.tags?.push("z"),
        {
          tags: [
            ["x", "y"],
            ["x", "y", "z"],
          ],
        },
      ],
      [
        "bytes in place",
        {},
        (sample) => sample.bytes?.fill(9, 0, 1),
        { bytes: [Buffer.from([1, 2]), Buffer.from([9, 2])] },
      ],
      [
        "a bigint by one",
        {},
        (sample) => (sample.large = 2n ** 60n + 1n),
        { large: [2n ** 60n, 2n ** 60n + 1n] },
      ],
    ];

    it.each(different)("%s", async (_, before, assign, changes) => {
      const sample = await storedSample(before);
      assign(sample);
      expect([sample.isChanged, sample.changes]).toEqual([true, changes]);
      expect(await countUpdates(sample)).toBe(1);
      expect([sample.isChanged, sample.changes]).toEqual([false, {}]);
      expect(sample.previousChanges).toEqual(changes);
      expect(await Sample.find(sample.id)).toEqual(sample);
    });
  });

  describe("are gone when what was there is assigned back", () => {
    it("to a column", async () => {
      const sample = await storedSample();
      Object.assign(sample, { price: "2", note: null, large: 0n });
      expect(Object.keys(sample.changes)).toEqual(["price", "note", "large"]);
      Object.assign(sample, { price: "1.0", note: "n", large: 2n ** 60n });
      expect([sample.isChanged, sample.changes]).toEqual([false, {}]);
    });

    it("in place", async () => {
      const sample = await storedSample();
      sample.tags?.push("z");
      sample.bytes?.fill(9, 0, 1);
      expect(Object.keys(sample.changes)).toEqual(["tags", "bytes"]);
      sample.tags?.pop();
      sample.bytes?.fill(1, 0, 1);
      expect([sample.isChanged, sample.changes]).toEqual([false, {}]);
    });
  });

  describe("of the last save", () => {
    it("are none of a record that was built or read", async () => {
      expect(new Sample().previousChanges).toEqual({});
      expect((await storedSample()).previousChanges).toEqual({});
    });

    it("are what was set when it was inserted", async () => {
      const sample = await Sample.create({ note: "n", price: "2" });
      expect(sample.previousChanges).toEqual({
        note: [undefined, "n"],
        price: [undefined, "2"],
      });
    });

    it("are those of the latest", async () => {
      const sample = await storedSample();
      await sample.update({ note: "first" });
      await sample.update({ price: "2" });
      expect(sample.previousChanges).toEqual({ price: ["1", "2"] });
    });

    it("stay what they were when a value is changed in place afterwards", async () => {
      const sample = await storedSample();
      sample.tags?.push("z");
      await sample.save();
      sample.tags?.push("later");
      expect(sample.previousChanges).toEqual({
        tags: [
          ["x", "y"],
          ["x", "y", "z"],
        ],
      });
    });

    it("are none after a save that had nothing to write", async () => {
      const sample = await storedSample();
      await sample.update({ note: "first" });
      await sample.update({ note: "first" });
      expect(sample.previousChanges).toEqual({});
    });

    it("are forgotten by reload, and so are unsaved ones", async () => {
      const sample = await storedSample();
      await sample.update({ note: "first" });
      sample.tags?.push("z");
      await sample.reload();
      expect([sample.changes, sample.previousChanges]).toEqual([{}, {}]);
      expect(sample.tags).toEqual(["x", "y"]);
    });

    it("stay when a later save fails", async () => {
      const sample = await storedSample();
      await sample.update({ note: "first" });
      sample.price = "no number";
      await expect(sample.save()).rejects.toThrow();
      expect(sample.previousChanges).toEqual({ note: ["n", "first"] });
      expect(sample.changes).toEqual({ price: ["1", "no number"] });
    });
  });

  describe("within a hook after the save", () => {
    it("are the previous ones, and the record has none", async () => {
      const sample = await storedSample();
      await sample.update({ note: "first" });
      expect(seen).toEqual([
        { isChanged: false, changes: {}, previous: { note: ["n", "first"] } },
      ]);
    });

    it("are those of the second save when the hook saves again", async () => {
      const sample = await storedSample();
      await sample.update({ note: "again", price: "2" });
      expect(seen).toEqual([
        {
          isChanged: false,
          changes: {},
          previous: { price: ["1", "2"], note: ["n", "again"] },
        },
        {
          isChanged: false,
          changes: {},
          previous: { note: ["again", "done"] },
        },
      ]);
      expect(sample.previousChanges).toEqual({ note: ["again", "done"] });
      expect((await Sample.find(sample.id)).note).toBe("done");
    });
  });
});
