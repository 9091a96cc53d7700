import { inspect } from "node:util";
import {
  Column,
  Defaulted,
  HasMany,
  HasOne,
  ManagedObject,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { untyped } from "../../support/untyped";
import { useModels } from "../../support/use-models";

const relate = untyped(Relate);

@Table("dr_writers")
class Writer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @HasMany(() => Essay, "writer") declare essays: HasMany<Essay>;
  @HasOne(() => Desk, "writer") declare desk: HasOne<Desk>;
}

@Table("dr_desks")
class Desk extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Writer, { withDefault: true }) declare writer: Relate<Writer>;
  @Relate(() => Desk) declare beside: Relate<Desk | null>;
  @relate(() => Writer, { withDefault: () => undefined })
  declare nothing: Relate<Writer>;
  declare [Defaulted]?: "writer" | "nothing";
}

@Table("dr_essays")
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Writer, { withDefault: { name: "Anonymous" } })
  declare writer: Relate<Writer>;
  @Column({ nullable: true }) declare editorId: number | null;
  @Relate(() => Writer, {
    withDefault: (essay: Essay) => ({ name: `the editor of ${essay.title}` }),
  })
  declare editor: Relate<Writer>;
  @Relate(() => Writer, { required: true, withDefault: { name: "(gone)" } })
  declare owner: Relate<Writer>;
  declare [Defaulted]?: "writer" | "editor";
}

describeEachEngine("a relation with a default", (engine) => {
  useModels(engine, [Writer, Desk, Essay]);
  let ann: Writer;

  beforeEach(async () => {
    ann = await Writer.create({ name: "Ann" });
    await Essay.create({ title: "one", owner: ann });
    await Essay.create({ title: "two", owner: ann, writer: ann, editor: ann });
  });

  test("gives a new record where there is none, awaited without a statement", async () => {
    const essay = await Essay.find(1);
    const { count } = await countQueries(async () => {
      const writer = await essay.writer;
      expect(writer).toBeInstanceOf(Writer);
      expect(writer).toMatchObject({ name: "Anonymous", isNew: true });
      expect((await essay.editor).name).toBe("the editor of one");
      expect(await essay.writer).toBe(writer);
      expect((await new Desk().writer).isNew).toBe(true);
    });
    expect(count).toBe(0);
    const other = await Essay.find(2);
    expect(await other.writer).toMatchObject({ name: "Ann", isNew: false });
  });

  test("gives it where relations are loaded with a query, and below", async () => {
    const essays = await Essay.orderBy({ id: "asc" }).with({
      writer: { with: { essays: true, desk: true } },
      editor: { select: ["name"] },
    });
    expect(
      essays.map(({ writer, editor }) => [
        writer.name,
        writer.essays.length,
        writer.desk,
        editor.name,
      ]),
    ).toEqual([
      ["Anonymous", 0, null, "the editor of one"],
      ["Ann", 1, null, "Ann"],
    ]);
    const [first] = essays;
    expect(await first?.writer.essays).toEqual([]);
    expect((await first?.load({ writer: true }))?.writer.name).toBe(
      "Anonymous",
    );
  });

  test("gives it where the record is there, and may not be seen", async () => {
    await ann.destroy();
    const essay = await Essay.find(2);
    expect((await essay.owner).name).toBe("(gone)");
    expect((await essay.writer).name).toBe("Anonymous");
    expect(await essay.reload().then(({ editorId }) => editorId)).toBe(1);
  });

  test("never saves it, and does not set a key by it", async () => {
    const essay = await Essay.find(1);
    (await essay.writer).name = "changed";
    await essay.update({ title: "one again" });
    await Essay.create({ title: "three", owner: ann });
    expect(essay.isChanged).toBe(false);
    expect(await Writer.count()).toBe(1);
    expect(await Essay.whereMissing("writer").ids()).toEqual([1, 3]);
    expect((await essay.writer).name).toBe("changed");
  });

  test("makes another one as soon as the program has saved it", async () => {
    const essay = await Essay.find(1);
    const writer = await essay.writer;
    await writer.save();
    expect((await essay.writer).isNew).toBe(true);
    await essay.update({ writer });
    expect(await essay.writer).toBe(writer);
    expect((await Essay.find(1)).isChanged).toBe(false);
  });

  test("stands for a relation that is taken away", async () => {
    const essay = await Essay.find(2);
    await essay.update({ editorId: null });
    expect((await essay.editor).name).toBe("the editor of two");
  });

  test("is null in JSON, in inspect and in plain rows", async () => {
    const [essay] = await Essay.where({ id: 1 }).with({ writer: true });
    expect(essay?.writer.name).toBe("Anonymous");
    expect(JSON.parse(JSON.stringify(essay))).toMatchObject({ writer: null });
    expect(inspect(essay)).toContain("writer: null");
    const [row] = await Essay.where({ id: 1 })
      .select("id")
      .with({ writer: true });
    expect(row).toEqual({ id: 1, writer: null });
  });

  test("tells what a function gives that gives no attributes", () => {
    const desk = new Desk();
    expect(() => desk.nothing).toThrow(
      "Writer takes an object of attributes, not undefined.",
    );
  });
});
