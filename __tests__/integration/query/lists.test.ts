import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer", nullable: true }) declare size: number | null;
}

describeEachEngine("a list of values", (engine) => {
  useModels(engine, [Item]);

  beforeEach(async () => {
    await Item.insertAll([{ size: 1 }, { size: 2 }, { size: null }]);
  });

  test("of 70,000 is one parameter", async () => {
    const ids = Array.from({ length: 70_000 }, (_, index) => index + 2);
    const query = Item.where({ id: ids });
    expect(query.toSQL().text).toMatch(/ where "items"\."id" = any\(\$1\)$/);
    expect(query.toSQL().parameters).toHaveLength(1);
    expect((await query.ids()).sort()).toEqual([2, 3]);
    expect(await Item.where({ id: { notIn: ids } }).ids()).toEqual([1]);
    expect(await Item.whereNot({ id: ids }).ids()).toEqual([1]);
  });

  test.each<[string, () => Promise<unknown[]>, unknown[]]>([
    ["no values", () => Item.where({ size: [] }).ids(), []],
    ["no values to be in", () => Item.where({ size: { in: [] } }).ids(), []],
    ["no values left out", () => Item.whereNot({ size: [] }).ids(), [1, 2, 3]],
    [
      "none of no values",
      () => Item.where({ size: { notIn: [] } }).ids(),
      [1, 2, 3],
    ],
    ["a value", () => Item.where({ size: [2] }).ids(), [2]],
    ["a value left out", () => Item.whereNot({ size: [2] }).ids(), [1, 3]],
    [
      "none of a value",
      () => Item.where({ size: { notIn: [2] } }).ids(),
      [1, 3],
    ],
    ["NULL", () => Item.where({ size: [null] as never }).ids(), [3]],
    [
      "a value and NULL",
      () => Item.where({ size: [1, null] as never }).ids(),
      [1, 3],
    ],
    [
      "none of a value and NULL",
      () => Item.where({ size: { notIn: [1, null] as never } }).ids(),
      [2],
    ],
    [
      "a value and NULL left out",
      () => Item.whereNot({ size: [1, null] as never }).ids(),
      [2],
    ],
  ])("of %s", async (_, search, expected) => {
    expect((await search()).sort()).toEqual(expected);
  });
});
