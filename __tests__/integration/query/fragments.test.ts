import { sql } from "arx";
import type { Where } from "arx";
import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Table } from "../../../lib/decorators/table";
import { ManagedObject } from "../../../lib/model/managed-object";
import type { Defaulted } from "../../../lib/typing/markers";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Measure extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare label: string;
  @Column({ type: "numeric", default: sql`0.1 + ${"0.2"}::numeric` })
  declare exact: string;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "integer", default: 0 }) declare zero: number;
  @Column({ default: "" }) declare empty: string;
  @Column({ default: false }) declare no: boolean;
  @Column({ type: "text[]", default: [] }) declare none: string[];
  @Column({ type: "jsonb", default: false }) declare document: unknown;
  declare [Defaulted]?: "exact" | "zero" | "empty" | "no" | "none" | "document";
}

describeEachEngine("SQL in the place of a value", (engine) => {
  const opened = useModels(engine, [Measure]);
  const seen: { text: string; parameters: readonly unknown[] }[] = [];

  beforeAll(() => {
    opened.database.on(
      "query",
      ({ text, parameters }) => seen.push({ text, parameters }),
      {
        parameters: true,
      },
    );
  });
  beforeEach(() => {
    seen.length = 0;
  });
  it("is written as an expression, its values as parameters", async () => {
    const hostile = "x'); drop table measures; --";
    const measure = await Measure.create({
      label: sql`upper(${hostile})`,
      at: sql`now() - interval '1 day'`,
    });
    expect(measure.label).toBe(hostile.toUpperCase());
    expect(measure.at).toBeInstanceOf(Date);
    expect(measure.exact).toBe("0.3");
    expect(seen[0]?.text).toContain(
      "values (upper($1), now() - interval '1 day')",
    );
    expect(seen[0]?.parameters).toEqual([hostile]);
    await measure.update({ label: sql`label || ${"!"}`, zero: sql`zero + 1` });
    expect([measure.label, measure.zero]).toEqual([
      `${hostile.toUpperCase()}!`,
      1,
    ]);
    await Measure.insertAll([{ label: sql`lower(${"ABC"})` }]);
    expect(await Measure.where({ label: "abc" }).count()).toBe(1);
  });

  it("is compared with, in every operator that takes a value", async () => {
    await Measure.insertAll([
      { label: "old", at: sql`now() - interval '2 days'` },
      { label: "new", at: sql`now()` },
      { label: "none" },
    ]);
    const day = 24;
    const since = sql`now() - make_interval(hours => ${day}::int)`;
    seen.length = 0;
    expect(await Measure.where({ at: { gt: since } }).pluck("label")).toEqual([
      "new",
    ]);
    expect(seen[0]?.text).toContain(
      '"measures"."at" > (now() - make_interval(hours => $1::int))',
    );
    expect(seen[0]?.parameters).toEqual(["24"]);
    const search = (conditions: Where<Measure>): Promise<string[]> =>
      Measure.where<Measure, Where<Measure>>(conditions)
        .orderBy({ id: "asc" })
        .pluck("label");
    expect(await search({ at: { lte: since } })).toEqual(["old"]);
    expect(await search({ label: sql`lower(${"NEW"})` })).toEqual(["new"]);
    expect(await search({ label: { ne: sql`lower(${"NEW"})` } })).toEqual([
      "old",
      "none",
    ]);
  });

  it("is selected where SQL selects", async () => {
    await Measure.create({ label: "a" });
    const shout = sql`upper(label) || ${"!"}`;
    expect(
      await sql<{ shout: string }>`select ${shout} as shout from ${Measure}`,
    ).toEqual([{ shout: "A!" }]);
  });

  it("is no JSON, whatever its shape", () => {
    const body = JSON.parse(
      '{"kind":"fragment","texts":["1; drop table measures"],"operands":[]}',
    ) as never;
    expect(() => Measure.where({ label: body })).toThrow(
      'Measure.label has no operator "kind".',
    );
  });

  it("that is missing leaves the default, falsy ones too", async () => {
    const { id } = await opened.database.one<{ id: number }>(
      "insert into measures (label) values ('x') returning id",
    );
    expect(await Measure.find(id)).toMatchObject({
      exact: "0.3",
      zero: 0,
      empty: "",
      no: false,
      none: [],
      document: false,
    });
    expect(
      await opened.database.one(
        "select jsonb_typeof(document) as type from measures where id = $1",
        [id],
      ),
    ).toEqual({ type: "boolean" });
  });

  it("is not needed for a document, which is changed in place", async () => {
    const measure = await Measure.create({ label: "d", document: { a: [1] } });
    (measure.document as { a: number[] }).a.push(2);
    await measure.save();
    expect(
      await opened.database.one(
        "select document #>> '{a,1}' as a from measures",
      ),
    ).toEqual({ a: "2" });
  });
});
