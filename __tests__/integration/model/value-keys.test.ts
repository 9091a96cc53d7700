import {
  Column,
  configureSecrets,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

enum Level {
  Low = 1,
  High = 10,
}

function reverse(text: string): string {
  return Array.from(text).toReversed().join("");
}

/** Not idempotent: applied twice, or not at all, it shows. */
const bracketed = {
  to: (text: string) => `<${reverse(text)}>`,
  from: (stored: string) => reverse(stored.slice(1, -1)),
};

@Table()
class Owner extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text", transform: bracketed, unique: true })
  declare code: string;
  @Column({ type: "text", nullable: true, omitByDefault: true })
  declare bio: string | null;
  @HasMany(() => Thing, (thing) => thing.owner) declare things: HasMany<Thing>;
}

@Table()
class Inbox extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({
    unique: true,
    normalize: (email) => email.trim().toLowerCase(),
  })
  declare email: string;
  @HasMany(() => Thing, (thing) => thing.inbox) declare things: HasMany<Thing>;
}

@Table({ coerce: true })
class Thing extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner, { references: ["code"] })
  declare owner: Relate<Owner | null>;
  @Relate(() => Inbox, { references: ["email"] })
  declare inbox: Relate<Inbox | null>;
  @Relate(() => Thing) declare part: Relate<Thing | null>;
  @Column({
    enum: ["a", "b c", 'd,e"f'],
    native: true,
    array: true,
    default: [],
  })
  declare kinds: ("a" | "b c" | 'd,e"f')[];
  @Column({ enum: Level, array: true, default: [] }) declare levels: Level[];
  @Column({ enum: Level, store: "number", array: true, default: [] })
  declare numbers: Level[];
  @Column({ enum: Level, native: true, default: Level.Low })
  declare level: Level;
  @Column({
    type: "text",
    nullable: true,
    unique: true,
    encrypt: { deterministic: true },
    transform: {
      to: (number: number) => String(number * 2),
      from: (text: string) => Number(text) / 2,
    },
  })
  declare secret: number | null;
  @Column({ type: "jsonb", default: () => ({ made: 1 }) })
  declare document: object;
  declare [Defaulted]?: "kinds" | "levels" | "numbers" | "level" | "document";
}

const models = [Owner, Inbox, Thing];
const untyped = (value: unknown): never => value as never;

describeEachEngine(
  "a model whose columns have options for values",
  (engine) => {
    useModels(engine, models);

    beforeAll(() => {
      configureSecrets({ encryption: ["k".repeat(44)] });
    });

    it("is related by a key with a transform", async () => {
      const owner = await Owner.create({ code: "abc", bio: "b" });
      const { id } = await Thing.create({ owner });
      expect(await sql`select owner_id from things`).toEqual([
        { owner_id: "<cba>" },
      ]);
      const [thing] = await Thing.with({ owner: true });
      expect(thing?.owner?.id).toBe(owner.id);
      expect((await (await Thing.find(id)).owner)?.id).toBe(owner.id);
      const [found] = await Owner.with({
        things: { limit: 1, orderBy: { id: "asc" } },
      });
      expect(found?.things.length).toBe(1);
      expect(await (await Owner.find(owner.id)).things.count()).toBe(1);
      for (const where of [{ code: ["abc", "q"] }, { bio: "b" }])
        expect(await Thing.where({ owner: where }).count()).toBe(1);
    });

    it("is related by a key with normalize", async () => {
      const { id } = await Inbox.create({ email: " A@b " });
      const inbox = await Inbox.find(id);
      await Thing.create({ inbox });
      await Thing.create({ inbox: untyped(" A@B ") });
      const [found] = await Inbox.with({ things: true });
      expect(found?.things.length).toBe(2);
      expect((await inbox.things).length).toBe(2);
      const [thing] = await Thing.with({ inbox: true });
      expect(thing?.inbox?.email).toBe("a@b");
      expect(await Thing.where({ inbox }).count()).toBe(2);
      expect(await Thing.where({ inbox: { email: " A@B" } }).count()).toBe(2);
    });

    it("coerces the keys of its relations", async () => {
      const part = await Thing.create({});
      const thing = await Thing.create({ part: untyped(String(part.id)) });
      expect((await thing.part)?.id).toBe(part.id);
      expect(thing.coercions).toEqual([
        { property: "partId", from: "a string", to: "number" },
      ]);
      const where = untyped({ part: String(part.id) });
      expect(await Thing.where(where).count()).toBe(1);
    });

    it("writes and finds lists of enums", async () => {
      await Thing.insertAll([
        {
          kinds: ["a", "b c"],
          levels: [Level.High],
          numbers: [Level.Low, Level.High],
          level: Level.High,
        },
        { kinds: ['d,e"f'] },
      ]);
      const [first, second] = await Thing.orderBy({ id: "asc" });
      expect(first).toMatchObject({
        kinds: ["a", "b c"],
        levels: [10],
        numbers: [1, 10],
        level: 10,
      });
      expect(second).toMatchObject({
        kinds: ['d,e"f'],
        levels: [],
        numbers: [],
        level: 1,
      });
      first?.levels.push(Level.Low);
      first?.kinds.shift();
      await first?.save();
      expect(await Thing.find(1)).toMatchObject({
        levels: [10, 1],
        kinds: ["b c"],
      });
      await Thing.upsertAll([{ id: 1, levels: [Level.Low] }], { on: ["id"] });
      expect((await Thing.find(1)).levels).toEqual([1]);
      expect(new Thing().read({ levels: [1, 10], level: 10 }).levels).toEqual([
        1, 10,
      ]);
      expect(() => new Thing().read({ levels: ["Low"] })).toThrow(
        "one of 1, 10",
      );
    });

    it.each<[object, number]>([
      [{ kinds: { has: "b c" } }, 1],
      [{ kinds: { hasAny: ['d,e"f', "a"] } }, 2],
      [{ kinds: { hasAll: ["b c", "a"] } }, 1],
      [{ kinds: ["a", "b c"] }, 1],
      [{ kinds: { eq: ["b c", "a"] } }, 0],
      [{ kinds: { ne: ["a", "b c"] } }, 1],
      [{ kinds: { isEmpty: true } }, 0],
      [{ levels: { has: Level.High } }, 1],
      [{ levels: { isEmpty: true } }, 1],
      [{ levels: [] }, 1],
      [{ numbers: { hasAll: [Level.Low] } }, 1],
      [{ level: { in: [Level.High] } }, 1],
      [{ level: [Level.High, Level.Low] }, 2],
      [{ level: { notIn: [Level.High] } }, 1],
      [{ level: { ne: Level.High } }, 1],
    ])("compares enums: %j", async (where, count) => {
      await Thing.insertAll([
        {
          kinds: ["a", "b c"],
          levels: [Level.High],
          numbers: [Level.Low, Level.High],
          level: Level.High,
        },
        { kinds: ['d,e"f'] },
      ]);
      expect(await Thing.where(untyped(where)).count()).toBe(count);
    });

    it("finds what is transformed and then encrypted, and coerces none of it", async () => {
      const thing = await Thing.create({ secret: 21 });
      expect(thing.secret).toBe(21);
      expect(thing.coercions).toEqual([]);
      expect((await Thing.find(thing.id)).secret).toBe(21);
      for (const secret of [21, [21, 3], { in: [21] }, { eq: 21 }])
        expect(await Thing.where(untyped({ secret })).count()).toBe(1);
      expect(await Thing.where({ secret: { notIn: [21, 3] } }).count()).toBe(0);
      const { inserted, updated } = await Thing.upsertAll(
        [
          { secret: 21, level: Level.High },
          { secret: 4, level: Level.High },
        ],
        { on: ["secret"] },
      );
      expect([inserted, updated]).toEqual([1, 1]);
    });

    it("calls a default where a row leaves a column out, and not to update one", async () => {
      await Thing.insertAll([untyped({ document: undefined }), {}]);
      const found = await Thing.all();
      expect(found.map(({ document }) => document)).toEqual([
        { made: 1 },
        { made: 1 },
      ]);
      await found[0]?.update({ document: { other: 2 } });
      await Thing.upsertAll([{ id: 1, levels: [Level.Low] }], { on: ["id"] });
      expect((await Thing.find(1)).document).toEqual({ other: 2 });
    });
  },
);
