import {
  Column,
  jsonNull,
  ManagedObject,
  PrimaryKey,
  sql,
  Table,
  TypeMismatchError,
} from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Sheet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb", nullable: true }) declare document: unknown;
  @Column({ type: "text[]", nullable: true })
  declare texts: (string | null)[] | null;
  @Column({ type: "integer[]", nullable: true })
  declare grid: number[][] | null;
}

describeEachEngine("a document or an array in a column", (engine) => {
  useModels(engine, [Sheet]);

  it.each([
    [{ a: [1, { b: null }] }, "object"],
    [[1, "2"], "array"],
    ["text", "string"],
    [1.5, "number"],
    [false, "boolean"],
    [jsonNull, "null"],
    [null, null],
  ])("holds %j as what it is", async (document, type) => {
    const { id } = await Sheet.create({ document });
    const rows =
      await sql`select jsonb_typeof(document) as type, document is null as none from ${Sheet} where id = ${id}`;
    expect(rows).toEqual([{ type, none: document === null }]);
    const read = (await Sheet.find(id)).document;
    expect(read).toEqual(document === jsonNull ? null : document);
  });

  it("sees what was changed inside, and writes nothing else", async () => {
    const sheet = await Sheet.create({ document: { a: { tags: ["x"] } } });
    expect((await countQueries(() => sheet.save())).count).toBe(0);
    (sheet.document as { a: { tags: string[] } }).a.tags.push("y");
    await sheet.save();
    expect((await Sheet.find(sheet.id)).document).toEqual({
      a: { tags: ["x", "y"] },
    });
  });

  it("refuses before any SQL what JSON cannot hold", async () => {
    const circle: { self?: object } = {};
    circle.self = circle;
    const { count } = await countQueries(async () => {
      for (const document of [circle, { n: 1n }, { f: () => 1 }, [undefined]])
        await expect(Sheet.create({ document })).rejects.toThrow(
          TypeMismatchError,
        );
    });
    expect(count).toBe(0);
  });

  it("brings arrays back as they were", async () => {
    for (const texts of [["a,b", 'c"d', "{}", null, ""], [], ["NULL", "\\"]]) {
      const { id } = await Sheet.create({ texts });
      expect((await Sheet.find(id)).texts).toEqual(texts);
      const { keys } = await Sheet.insertAll([{ texts }]);
      expect((await Sheet.find(keys[0] as number)).texts).toEqual(texts);
    }
    const grid = [
      [1, 2],
      [3, 4],
    ];
    expect((await Sheet.create({ grid })).grid).toEqual(grid);
  });
});
