import { Column, Defaulted, ManagedObject, PrimaryKey, Table } from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

let made = 0;

@Table()
class Basket extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb", default: () => [] }) declare items: string[];
  @Column({ type: "integer", default: () => ++made }) declare number: number;
  @Column({ type: "jsonb", default: { tags: [] } })
  declare meta: { tags: string[] };
  @Column({
    type: "text",
    default: () => " Ada ",
    normalize: (text) => text.trim(),
  })
  declare name: string;
  declare [Defaulted]?: "items" | "number" | "meta" | "name";
}

/** Its fields are defined on the record itself by some compilers, and hide what was there before. */
@Table()
class Defined extends ManagedObject {
  @PrimaryKey() id!: number;
  @Column({ type: "text[]", default: () => ["a"] }) tags!: string[];
  @Column({ type: "text", default: () => "default" }) label = "initial";
  declare [Defaulted]?: "tags" | "label";
}

const models = [Basket, Defined];

describeEachEngine("a default that is a function", (engine) => {
  const opened = useModels(engine, models);

  it("is called for every new record, and shared by none", async () => {
    const one = new Basket();
    const two = new Basket();
    one.items.push("apple");
    expect([one.items, two.items]).toEqual([["apple"], []]);
    expect(two.number).toBe(one.number + 1);
    expect(one.name).toBe("Ada");
    await one.save();
    expect((await Basket.find(one.id)).items).toEqual(["apple"]);
  });

  it("is not called for records from the database", async () => {
    await Basket.create({});
    const before = made;
    await Basket.all();
    expect(made).toBe(before);
  });

  it("gives way to a value", async () => {
    const basket = await Basket.create({ items: ["pear"], number: -1 });
    expect([basket.items, basket.number]).toEqual([["pear"], -1]);
    const defined = new Defined();
    expect([defined.tags, defined.label]).toEqual([["a"], "initial"]);
    expect(Object.keys(defined).toSorted()).toEqual(["label", "tags"]);
  });

  it("is called for every row of a bulk write that leaves the column out", async () => {
    const { keys } = await Basket.insertAll([{}, { number: -5 }, {}]);
    const found = await Basket.find(keys as number[]);
    const numbers = found.map(({ number }) => number);
    expect(numbers[1]).toBe(-5);
    expect(numbers[2]).toBe((numbers[0] ?? 0) + 1);
    expect(found.map(({ items }) => items)).toEqual([[], [], []]);
  });

  it("is no default of the table", async () => {
    const rows = await opened.database.query(
      "select column_name as name from information_schema.columns where table_name = 'baskets' and column_default is not null and is_identity = 'NO'",
    );
    expect(rows).toEqual([{ name: "meta" }]);
  });

  it("is not needed for a value: records never share the object of the declaration", async () => {
    const one = await Basket.create({});
    const two = await Basket.create({});
    one.meta.tags.push("x");
    expect(two.meta).toEqual({ tags: [] });
    await one.save();
    expect((await Basket.create({})).meta).toEqual({ tags: [] });
  });

  it("that returns what the column does not take is refused when it is written", async () => {
    const basket = new Basket();
    Object.assign(basket, { items: undefined, number: "x" });
    await expect(basket.save()).rejects.toThrow(
      "Basket.number takes an integer, not a string.",
    );
  });
});
