import {
  Check,
  Column,
  ManagedObject,
  PrimaryKey,
  Relate,
  Seed,
  Table,
  Unique,
} from "arx";
import { createTables } from "./create-schema";
import type { Database } from "../../lib/database/database";

/** A table without relations, for seeds of files. */
@Table()
@Check("positive", "amount > 0")
export class Coin extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
  @Column({ type: "integer" }) declare amount: number;
}

/** Six tables that refer to each other, each with rows that name others by their keys. */
@Table()
@Seed({ post: 1, tag: 1 })
@Unique(["post", "tag"])
export class PostTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Post, { required: true }) declare post: Relate<Post>;
  @Relate(() => Tag, { required: true }) declare tag: Relate<Tag>;
}

@Table()
@Seed([
  { id: 1, title: "First", author: 2, category: 3 },
  { id: 2, title: "Second", authorId: 1, category: null },
])
export class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Writer, { required: true }) declare author: Relate<Writer>;
  @Column({ type: "bigint" }) declare authorId: number;
  @Relate(() => Category) declare category: Relate<Category | null>;
}

@Table()
@Seed([
  { id: 3, name: "Poems", parent: 2 },
  { id: 2, name: "Texts", parent: 1 },
  { id: 1, name: "All" },
])
export class Category extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Category) declare parent: Relate<Category | null>;
}

@Table()
@Seed([{ id: 1, name: "Ann", organization: 1 }])
@Seed([{ id: 2, name: "Bob", organization: 1 }])
export class Writer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Organization, { required: true })
  declare organization: Relate<Organization>;
}

@Table()
@Seed({ id: 1, name: "Press" })
export class Organization extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table()
@Seed([{ id: 1, name: "new" }], {
  upsert: { conflictKey: "name", updateFields: [] },
})
export class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
}

/** The tables of the graph, the referring ones first. */
export const graph = [PostTag, Post, Category, Writer, Organization, Tag];

/** A circle that an optional relation breaks. */
@Table()
@Seed([
  { id: 1, name: "Freedonia", capital: 12 },
  { id: 2, name: "Sylvania" },
])
export class Land extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Town) declare capital: Relate<Town | null>;
}

@Table()
@Seed([
  { id: 11, name: "Harbour", land: 1 },
  { id: 12, name: "Hill", land: 1 },
])
export class Town extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Land, { required: true }) declare land: Relate<Land>;
}

/** A circle that nothing breaks. */
@Table()
@Seed({ id: 1, egg: 1 })
export class Hen extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Egg, { required: true }) declare egg: Relate<Egg>;
}

@Table()
@Seed({ id: 1, hen: 1 })
export class Egg extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Hen, { required: true }) declare hen: Relate<Hen>;
}

/** Rows that are written again each time. */
@Table()
@Seed([{ key: "theme", value: "dark" }, { key: "lang" }], {
  upsert: { conflictKey: "key" },
})
export class Setting extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare key: string;
  @Column({ default: "none" }) declare value: string;
}

/** Rows for one environment each, and one for all. */
@Table()
@Seed({ name: "a" }, { when: ["test"] })
@Seed({ name: "b" }, { when: ["production"] })
@Seed({ name: "c" })
export class Flag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

/** Every model of this file. */
const seedModels = [...graph, Coin, Land, Town, Hen, Egg, Setting, Flag];

/** Creates their tables. */
export function createSeedTables(database: Database): Promise<void> {
  return createTables(database, seedModels);
}

/** Empties every table and forgets every seed. */
export async function emptySeedTables(database: Database): Promise<void> {
  const tables = seedModels.map(({ meta }) => `"${meta.table}"`).join(", ");
  await database.execute(`truncate ${tables} restart identity cascade`);
  await database.execute('drop table if exists "arx_seeds"');
}
