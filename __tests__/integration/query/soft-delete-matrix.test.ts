import {
  Column,
  HasMany,
  HasOne,
  InvalidArgumentError,
  ManagedObject,
  ManyToMany,
  MissingConditionError,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  sql,
  Table,
  UpdatedAt,
  Version,
} from "arx";
import type { Defaulted, Query } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Note, (note) => note.owner) declare notes: HasMany<Note>;
  @HasOne(() => Badge, (badge) => badge.owner) declare badge: HasOne<Badge>;
}

@Table()
class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "integer" }) declare size: number;
  @Relate(() => Owner) declare owner: Relate<Owner | null>;
  @Column({ type: "bigint", nullable: true }) declare ownerId: number | null;
  @HasMany(() => Line, (line) => line.note) declare lines: HasMany<Line>;
  @ManyToMany(() => Tag, { through: () => NoteTag })
  declare tags: ManyToMany<Tag>;
  @SoftDelete() declare deletedAt: Date | null;
  @UpdatedAt() declare updatedAt: Date;
  @Version() declare version: number;
  declare [Defaulted]?: "version";
}

@Table()
class Line extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Relate(() => Note) declare note: Relate<Note | null>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
class NoteTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Note, { required: true }) declare note: Relate<Note>;
  @Relate(() => Tag, { required: true }) declare tag: Relate<Tag>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
class Badge extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner, { required: true }) declare owner: Relate<Owner>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table()
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ note: () => Note, tag: () => Tag })
  declare about: Polymorphic<{ note: Note; tag: Tag } | null>;
}

const models = [Owner, Note, Line, Tag, NoteTag, Badge, Remark];

/** A way of reading, and what it gives of the living, of all and of the deleted. */
type Case = readonly [
  name: string,
  read: (notes: Query<Note>) => Promise<unknown>,
  alive: unknown,
  all: unknown,
  deleted: unknown,
];

const titlesOf = (notes: readonly Note[]): string[] =>
  notes.map(({ title }) => title);
const byId = (notes: Query<Note>): Query<Note> => notes.orderBy({ id: "asc" });

/** The notes are a (size 1), b (2), and x (4) and y (8), which are deleted; x and b are the owner's. */
const cases: readonly Case[] = [
  [
    "all",
    async (notes) => titlesOf(await byId(notes).all()),
    ["a", "b"],
    ["a", "b", "x", "y"],
    ["x", "y"],
  ],
  ["await", async (notes) => (await notes).length, 2, 4, 2],
  ["count", (notes) => notes.count(), 2, 4, 2],
  ["count of some", (notes) => notes.limit(3).count(), 2, 3, 2],
  [
    "exists",
    (notes) => notes.where({ title: "x" }).exists(),
    false,
    true,
    true,
  ],
  ["first", async (notes) => (await notes.first())?.title, "a", "a", "x"],
  ["last", async (notes) => (await notes.last())?.title, "b", "y", "y"],
  [
    "find",
    async (notes) => (await notes.findOrNull(3))?.title,
    undefined,
    "x",
    "x",
  ],
  [
    "findBy",
    async (notes) => (await notes.findBy({ title: "a" }))?.title,
    "a",
    "a",
    undefined,
  ],
  [
    "pluck",
    (notes) => byId(notes).pluck("title"),
    ["a", "b"],
    ["a", "b", "x", "y"],
    ["x", "y"],
  ],
  ["ids", (notes) => byId(notes).ids(), [1, 2], [1, 2, 3, 4], [3, 4]],
  [
    "select",
    async (notes) => byId(notes).select("size"),
    [{ size: 1 }, { size: 2 }],
    [{ size: 1 }, { size: 2 }, { size: 4 }, { size: 8 }],
    [{ size: 4 }, { size: 8 }],
  ],
  ["sum", (notes) => notes.sum("size"), 3, 15, 12],
  ["max", (notes) => notes.max("size"), 2, 8, 8],
  [
    "groups",
    async (notes) => {
      const counts = await notes.groupBy("ownerId").count();
      return [counts.get(null), counts.get(1)];
    },
    [1, 1],
    [2, 2],
    [1, 1],
  ],
  [
    "a numbered page",
    async (notes) => {
      const { items, total } = await notes.paginate({ pageSize: 1, page: 2 });
      return [titlesOf(items), total];
    },
    [["b"], 2],
    [["b"], 4],
    [["y"], 2],
  ],
  [
    "a page after a record",
    async (notes) => {
      const { endCursor } = await notes.page({ first: 1 });
      return titlesOf((await notes.page({ first: 5, after: endCursor })).items);
    },
    ["b"],
    ["b", "x", "y"],
    ["y"],
  ],
  [
    "a join",
    (notes) =>
      notes
        .joins("owner")
        .where({ owner: { name: "Ann" } })
        .count(),
    1,
    2,
    1,
  ],
  [
    "a condition beside or",
    (notes) =>
      notes.where({ or: [{ title: "a" }, { title: "x" }] }).pluck("title"),
    ["a"],
    ["a", "x"],
    ["x"],
  ],
  [
    "a part of SQL",
    async (notes) =>
      (
        await sql<{ n: number }>`select count(*)::int as n from ${notes} as n`
      )[0]?.n,
    2,
    4,
    2,
  ],
  [
    "updateAll",
    async (notes) => [
      await notes.where({ size: { gte: 2 } }).updateAll({ title: "z" }),
      await Note.withDeleted().where({ title: "z" }).count(),
    ],
    [1, 1],
    [3, 3],
    [2, 2],
  ],
  [
    "updateAll of some",
    (notes) => notes.limit(3).updateAll({ title: "z" }, { all: true }),
    2,
    3,
    2,
  ],
  [
    "reallyDeleteAll",
    async (notes) => [
      await notes.reallyDeleteAll({ all: true }),
      await Note.withDeleted().count(),
    ],
    [2, 2],
    [4, 0],
    [2, 2],
  ],
];

describeEachEngine("rows that are deleted softly", (engine) => {
  useModels(engine, models);
  let owner: Owner;
  let kept: Note;
  let gone: Note;

  beforeEach(async () => {
    owner = await Owner.create({ name: "Ann" });
    await Note.create({ title: "a", size: 1 });
    kept = await Note.create({ title: "b", size: 2, owner });
    gone = await Note.create({ title: "x", size: 4, owner });
    await gone.destroy();
    await (await Note.create({ title: "y", size: 8 })).destroy();
  });

  describe.each(cases)(
    "are told apart by %s",
    (_, read, alive, all, deleted) => {
      it("of the living", async () => {
        expect(await read(Note.where({}))).toEqual(alive);
      });
      it("of all", async () => {
        expect(await read(Note.withDeleted())).toEqual(all);
      });
      it("of the deleted", async () => {
        expect(await read(Note.onlyDeleted())).toEqual(deleted);
      });
    },
  );

  it("stay as they are when the rest is deleted", async () => {
    const { deletedAt, version } = gone;
    const { result, statements } = await countQueries(() =>
      Note.withDeleted().where({ owner }).deleteAll(),
    );
    expect(result).toBe(1);
    expect(statements).toEqual([
      {
        text:
          'update "public"."notes" set "deleted_at" = now(), "updated_at" = now(), "version" = "notes"."version" + $1' +
          ' where "notes"."owner_id" = $2 and "notes"."deleted_at" is null',
        parameters: ["1", String(owner.id)],
      },
    ]);
    await gone.reload();
    expect([gone.deletedAt, gone.version]).toEqual([deletedAt, version]);
    await kept.reload();
    expect(kept.deletedAt).toBeInstanceOf(Date);
    expect(kept.version).toBe(2);
    expect(await Note.where({ owner }).deleteAll()).toBe(0);
  });

  it("are deleted for good by their own verb alone", async () => {
    await expect(Note.onlyDeleted().deleteAll({ all: true })).rejects.toThrow(
      new InvalidArgumentError(
        "Note.deleteAll is asked to delete what is deleted already.",
      ).message,
    );
    await expect(Note.onlyDeleted().reallyDeleteAll()).rejects.toThrow(
      MissingConditionError,
    );
    const { result, statements } = await countQueries(() =>
      Note.onlyDeleted()
        .where({ size: { gt: 4 } })
        .reallyDeleteAll(),
    );
    expect(result).toBe(1);
    expect(statements).toEqual([
      {
        text: 'delete from "public"."notes" where "notes"."size" > $1 and "notes"."deleted_at" is not null',
        parameters: ["4"],
      },
    ]);
    expect(await Note.deleteAll({ all: true })).toBe(2);
    expect(await Note.withDeleted().count()).toBe(3);
  });

  it("come back by an update of their time", async () => {
    expect(
      await Note.onlyDeleted().where({ owner }).updateAll({ deletedAt: null }),
    ).toBe(1);
    expect(await byId(Note.where({})).pluck("title")).toEqual(["a", "b", "x"]);
  });

  it("are not in relations, at any depth and with any limit", async () => {
    await Line.insertAll([
      { text: "1", note: kept },
      { text: "2", note: kept },
    ]);
    await Line.where({ text: "2" }).deleteAll();
    const lines = async (options: object): Promise<string[][]> => {
      const [found] = await Owner.with({
        notes: { ...options, with: { lines: options } },
      } as never);
      const { notes } = found as unknown as {
        notes: readonly { lines: readonly Line[] }[];
      };
      return [...notes].map((note) =>
        [...note.lines].map(({ text }) => text).sort(),
      );
    };
    expect(await lines({})).toEqual([["1"]]);
    expect(await lines({ limit: 5 })).toEqual([["1"]]);
    expect(await lines({ withDeleted: true, limit: 5 })).toEqual([
      ["1", "2"],
      [],
    ]);
    expect(await owner.notes.count()).toBe(1);
    expect(titlesOf(await owner.notes)).toEqual(["b"]);
  });

  it("do not count for conditions on relations", async () => {
    const owners = (where: object): Promise<number> =>
      Owner.where(where as never).count();
    expect(await owners({ notes: { some: { title: "x" } } })).toBe(0);
    expect(await owners({ notes: { every: { title: "b" } } })).toBe(1);
    expect(await owners({ notes: { none: { title: "x" } } })).toBe(1);
    expect(await Owner.whereHas("notes", { title: "x" }).count()).toBe(0);
    expect(await Owner.whereHas("notes").count()).toBe(1);
    expect(await Owner.whereMissing("notes", { title: "x" }).count()).toBe(1);
    await kept.destroy();
    expect(await Owner.whereHas("notes").count()).toBe(0);
    expect(await Owner.whereMissing("notes").count()).toBe(1);
    const badge = await Badge.create({ owner });
    expect(await Owner.whereMissing("badge").count()).toBe(0);
    await badge.destroy();
    expect(await Owner.whereMissing("badge").count()).toBe(1);
  });

  it("do not count for joined tables, links among them", async () => {
    expect(await Owner.joins("notes").pluck("name")).toEqual(["Ann"]);
    const tag = await Tag.create({ name: "t" });
    const link = await NoteTag.create({ note: kept, tag });
    expect(await Note.joins("tags").count()).toBe(1);
    expect(await Owner.joins({ notes: { tags: true } }).count()).toBe(1);
    await link.destroy();
    expect(await Note.joins("tags").count()).toBe(0);
    expect(await Note.leftJoins("tags").count()).toBe(2);
    await link.restore();
    await tag.destroy();
    expect(await Note.joins("tags").count()).toBe(0);
    expect(await Note.where({ tags: { some: {} } }).count()).toBe(0);
    await kept.destroy();
    expect(await Owner.joins("notes").count()).toBe(0);
    expect(await Owner.leftJoins("notes").count()).toBe(1);
  });

  it("are what a polymorphic relation leads to only when asked for", async () => {
    await Remark.create({ about: gone });
    const [without] = await Remark.with({ about: true });
    expect(without?.about).toBeNull();
    const [shown] = await Remark.with({
      about: { note: { withDeleted: true } },
    });
    expect((shown?.about as Note | null)?.title).toBe("x");
    expect(
      await Remark.where({ about: { type: "note", where: {} } }).count(),
    ).toBe(0);
  });

  it("follow the joins and conditions of a write of many rows", async () => {
    expect(
      await Owner.where({ notes: { some: { title: "x" } } }).deleteAll(),
    ).toBe(0);
    expect(
      await Note.joins("owner")
        .where(sql`owner.name = ${"Ann"}`)
        .updateAll({ title: "z" }),
    ).toBe(1);
    expect(await Note.withDeleted().where({ title: "z" }).ids()).toEqual([
      kept.id,
    ]);
  });
});
