import {
  Assignable,
  Column,
  Defaulted,
  InvalidArgumentError,
  ManagedObject,
  MissingAttributeError,
  PrimaryKey,
  Serialize,
  sql,
  StaleRecordError,
  Stored,
  Table,
  transaction,
  TypeMismatchError,
  UpdatedAt,
  Version,
} from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

interface Settings {
  theme?: string;
  page_size?: number;
  nested?: { deep: boolean };
}

@Table()
class Account extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb", nullable: true }) declare settings: Settings | null;
  @Column({
    type: "jsonb",
    default: { size: 1, kept: true },
    omitByDefault: true,
  })
  declare layout: { size: number; kept?: boolean };
  @Column({ type: "jsonb", default: () => ({ from: "function" }) })
  declare origin: { from: string; to?: string };
  @Column({ type: "text", default: "" }) declare name: string;
  @UpdatedAt() declare updatedAt: Date;
  @Version() declare version: number;
  @Serialize() @Stored("settings") declare theme: string | undefined;
  @Stored("settings", { key: "page_size" }) declare pageSize:
    number | undefined;
  @Stored("layout") declare size: number;
  @Stored("origin") declare to: string | undefined;
  declare [Assignable]?: "theme" | "pageSize" | "size" | "to";
  declare [Defaulted]?: "layout" | "origin" | "name" | "version";
}

/** Its fields have values, which compilers define on the record itself. */
@Table()
class Initialised extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb" }) settings: Settings = { page_size: 3 };
  @Stored("settings") theme: string | undefined = "dark";
  declare [Assignable]?: "theme";
}

const models = [Account, Initialised];

describeEachEngine("a field stored in a document", (engine) => {
  useModels(engine, models);

  it("reads and writes one key; null is an empty document", async () => {
    const account = await Account.create({});
    expect([account.settings, account.theme]).toEqual([null, undefined]);
    account.theme = "dark";
    expect(account.settings).toEqual({ theme: "dark" });
    expect(account.changes).toEqual({ settings: [null, { theme: "dark" }] });
    await account.save();
    expect((await Account.find(account.id)).theme).toBe("dark");
    expect(account.previousChanges).toEqual({
      settings: [null, { theme: "dark" }],
    });
  });

  it("keeps the other keys, and the document that others hold", async () => {
    const settings: Settings = { nested: { deep: true }, page_size: 5 };
    const account = await Account.create({ settings });
    const before = account.settings;
    account.theme = "light";
    account.pageSize = 7;
    expect(account.settings).toEqual({
      nested: { deep: true },
      page_size: 7,
      theme: "light",
    });
    expect(before).toEqual(settings);
    account.theme = undefined;
    expect(account.settings).toEqual({ nested: { deep: true }, page_size: 7 });
    account.pageSize = 5;
    expect(account.isChanged).toBe(false);
  });

  it("may be given to create, update and bulk writes", async () => {
    const account = await Account.create({
      theme: "a",
      settings: { page_size: 1 },
    });
    expect(account.settings).toEqual({ page_size: 1, theme: "a" });
    await account.update({ theme: "b" });
    expect((await account.reload()).settings).toEqual({
      page_size: 1,
      theme: "b",
    });
    const { keys } = await Account.insertAll([
      { theme: "c", size: 4 },
      { theme: "d", size: 5, settings: { page_size: 2 } },
    ]);
    const found = await Account.select("settings", "layout")
      .where({ id: keys as number[] })
      .orderBy({ id: "asc" });
    expect(found).toEqual([
      { settings: { theme: "c" }, layout: { size: 4, kept: true } },
      {
        settings: { page_size: 2, theme: "d" },
        layout: { size: 5, kept: true },
      },
    ]);
  });

  it("begins with the default of the column in a new record", async () => {
    const one = new Account();
    const two = new Account();
    one.size = 9;
    one.to = "there";
    expect(one.layout).toEqual({ size: 9, kept: true });
    expect(one.origin).toEqual({ from: "function", to: "there" });
    expect(two.origin).toEqual({ from: "function" });
    expect(two.layout).toBeUndefined();
    await one.save();
    expect(await sql`select layout from accounts where id = ${one.id}`).toEqual(
      [{ layout: { size: 9, kept: true } }],
    );
  });

  it("is not written where the document was not read", async () => {
    const { id } = await Account.create({});
    const account = await Account.find(id);
    expect(() => account.layout).toThrow(
      new MissingAttributeError("Account.layout"),
    );
    expect(account.size).toBeUndefined();
    expect(() => {
      account.size = 3;
    }).toThrow(new MissingAttributeError("Account.layout"));
    await account.reload({ columns: ["layout"] });
    account.size = 3;
    await account.save();
    expect(account.layout).toEqual({ size: 3, kept: true });
  });

  it("says so when the document is none", async () => {
    const account = await Account.create({ settings: [1] as never });
    expect(() => account.theme).toThrow(TypeMismatchError);
    expect(() => {
      account.theme = "x";
    }).toThrow(
      "Account.settings takes an object, since fields are stored in it, not an array.",
    );
  });

  it("takes a key named __proto__ for a key", async () => {
    const account = await Account.create({});
    await account.patchDocument(
      "settings",
      JSON.parse('{ "__proto__": 1 }') as Settings,
    );
    expect(Object.keys(account.settings ?? {})).toEqual(["__proto__"]);
    account.theme = "x";
    expect(Object.keys(account.settings ?? {})).toEqual(["__proto__", "theme"]);
    expect(Object.getPrototypeOf(account.settings)).toBe(Object.prototype);
  });

  it("is written to JSON and read from it with @Serialize", async () => {
    const account = await Account.create({ theme: "x" });
    expect(account.toJSON()).toMatchObject({
      settings: { theme: "x" },
      theme: "x",
    });
    account.read({ theme: "y", pageSize: 3 });
    expect(account.settings).toEqual({ theme: "y", page_size: 3 });
  });

  it("takes the initial value of a field", async () => {
    const record = new Initialised();
    expect(record.settings).toEqual({ page_size: 3, theme: "dark" });
    record.theme = "light";
    expect(record.settings.theme).toBe("light");
    await record.save();
    expect((await Initialised.find(record.id)).theme).toBe("light");
  });

  describe("patchDocument", () => {
    it("changes some keys in the database, and takes others away", async () => {
      const account = await Account.create({
        settings: { theme: "a", page_size: 1 },
      });
      await sql`update accounts set settings = settings || '{"nested": {"deep": true}}' where id = ${account.id}`;
      const { result, statements } = await countQueries(() =>
        account.patchDocument("settings", { theme: "b", page_size: undefined }),
      );
      expect(result).toEqual({ theme: "b", nested: { deep: true } });
      expect(account.settings).toEqual(result);
      expect(account.isChanged).toBe(false);
      expect(account.previousChanges).toEqual({
        settings: [
          { theme: "a", page_size: 1 },
          { theme: "b", nested: { deep: true } },
        ],
      });
      expect(statements.map(({ text }) => text)).toEqual([
        'update "public"."accounts" set "settings" = (coalesce(nullif("accounts"."settings", $1::jsonb), $2::jsonb) || $3::jsonb) - $4::text[], "updated_at" = now(), "version" = "accounts"."version" + $5 where "accounts"."id" = $6 returning "settings", "updated_at", "version"',
      ]);
    });

    it("loses no key of writers at the same time", async () => {
      const { id } = await Account.create({});
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const account = await Account.find(id);
          await account.patchDocument("settings", {
            [`key${String(index)}`]: index,
          });
        }),
      );
      expect(Object.keys((await Account.find(id)).settings ?? {})).toHaveLength(
        20,
      );
    });

    it("leaves other changes unsaved, those of the document too", async () => {
      const account = await Account.create({ settings: { theme: "a" } });
      account.name = "changed";
      account.pageSize = 4;
      await account.patchDocument("settings", { theme: "b" });
      expect(account.changes).toEqual({
        settings: [{ theme: "b" }, { theme: "b", page_size: 4 }],
        name: ["", "changed"],
      });
      await account.save();
      expect((await Account.find(account.id)).settings).toEqual({
        theme: "b",
        page_size: 4,
      });
    });

    it("does not hide from a save that others changed the row", async () => {
      const mine = await Account.create({ name: "mine" });
      const theirs = await Account.find(mine.id);
      await theirs.update({ name: "theirs" });
      await mine.patchDocument("settings", { theme: "b" });
      mine.name = "again";
      await expect(mine.save()).rejects.toThrow(StaleRecordError);
    });

    it("is undone by a rollback", async () => {
      const account = await Account.create({ settings: { theme: "a" } });
      await expect(
        transaction(async () => {
          await account.patchDocument("settings", { theme: "b" });
          throw new Error("undo");
        }),
      ).rejects.toThrow("undo");
      expect(account.settings).toEqual({ theme: "a" });
      expect(account.isChanged).toBe(false);
    });

    it("refuses what is no document, and a row that is not there", async () => {
      const account = await Account.create({});
      await expect(account.patchDocument("name", "x" as never)).rejects.toThrow(
        InvalidArgumentError,
      );
      await expect(new Account().patchDocument("settings", {})).rejects.toThrow(
        "This Account has no row whose document could be changed.",
      );
      await sql`delete from accounts where id = ${account.id}`;
      await expect(account.patchDocument("settings", {})).rejects.toThrow(
        StaleRecordError,
      );
    });
  });
});
