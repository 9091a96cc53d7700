import {
  Ancestors,
  Column,
  Descendants,
  HasMany,
  HasOne,
  ManagedObject,
  PrimaryKey,
  Relate,
} from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

class Folder extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Folder) declare parent: Relate<Folder | null>;
  @Relate(() => Disk, { required: true }) declare disk: Relate<Disk>;
  @HasMany(() => Folder, (folder) => folder.parent)
  declare folders: HasMany<Folder>;
  @HasOne(() => Folder, (folder) => folder.parent)
  declare folder: HasOne<Folder>;
  @Ancestors(() => Folder, (folder) => folder.parent)
  declare ancestors: Ancestors<Folder>;
  @Descendants(() => Folder, "parent")
  declare descendants: Descendants<Folder>;

  // expected: arx: declare the field as Ancestors<…> or Descendants<…>
  // @ts-expect-error
  @Ancestors(() => Folder, (folder) => folder.parent)
  declare asMany: HasMany<Folder>;

  // expected: arx: a relation to many is never null; take | null away
  // @ts-expect-error
  @Ancestors(() => Folder, (folder) => folder.parent)
  declare orNull: Ancestors<Folder> | null;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @Ancestors(() => Folder, (folder) => folder.parent)
  declare ofOther: Ancestors<Disk>;

  // expected: arx: what leads to the parent is no @Relate
  // @ts-expect-error
  @Descendants(() => Folder, (folder) => folder.name)
  declare byColumn: Descendants<Folder>;

  // expected: arx: what leads to the parent is no @Relate
  // @ts-expect-error
  @Descendants(() => Folder, (folder) => folder.folders)
  declare byMany: Descendants<Folder>;

  // expected: arx: what leads to the parent is the side without the key; name the @Relate
  // @ts-expect-error
  @Descendants(() => Folder, (folder) => folder.folder)
  declare byOne: Descendants<Folder>;

  // expected: arx: what leads to the parent leads to another model; a tree is of a model to itself
  // @ts-expect-error
  @Descendants(() => Folder, (folder) => folder.disk)
  declare byOther: Descendants<Folder>;

  // expected: arx: records of a @HasMany tell nothing beside their columns; declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Folder, (folder) => folder.parent)
  declare asTree: Descendants<Folder>;

  // expected: maxDepth
  // @ts-expect-error
  @Descendants(() => Folder, "parent", { maxDepth: 3 })
  declare bounded: Descendants<Folder>;
}

class Disk extends ManagedObject {
  @PrimaryKey() declare id: number;

  // expected: arx: a tree is declared in the model that it is of
  // @ts-expect-error
  @Descendants(() => Folder, (folder) => folder.parent)
  declare folders: Descendants<Folder>;
}

/** Each record tells how far away it is, wherever the relation is read. */
export async function readDepths(folder: Folder): Promise<void> {
  const lazy = await folder.ancestors;
  isTrue<Equal<(typeof lazy)[number]["depth"], number>>();
  const loaded = await folder.load({
    descendants: { maxDepth: 2, with: { parent: true } },
  });
  loaded.descendants.map(({ depth, parent }) => [depth, parent?.name]);
  const [first] = await folder.descendants.where({ name: "x" });
  first?.depth.toFixed();
  const rows = await Folder.with({ ancestors: { select: ["name"] } });
  rows[0]?.ancestors.map(({ name, depth }) => [name, depth]);
  await Folder.where({ descendants: { some: { name: "x" } } });
  await Folder.whereMissing("ancestors");
  await folder.descendants
    .where({})
    .orderBy({ depth: "desc" }, { name: "asc" });

  // expected: arx: only a tree is loaded with "maxDepth"
  // @ts-expect-error
  await Folder.with({ folders: { maxDepth: 2 } });

  // expected: arx: a tree is only read; write the relation that it follows
  // @ts-expect-error
  await folder.ancestors.add(folder);

  // expected: arx: a tree is only read; write the relation that it follows
  // @ts-expect-error
  await folder.descendants.set([folder.id]);

  // expected: arx: a tree is only read; write the relation that it follows
  // @ts-expect-error
  await folder.descendants.clear();

  // expected: arx: a tree is only read; write the relation that it follows
  // @ts-expect-error
  await loaded.descendants.create({ name: "x" });
}
