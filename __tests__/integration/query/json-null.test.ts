import {
  Column,
  connect,
  InvalidArgumentError,
  jsonNull,
  ManagedObject,
  PrimaryKey,
  sql,
  Table,
} from "arx";
import type { Database, JsonNull, Where } from "arx";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

@Table()
class Profile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb", nullable: true })
  declare settings: { theme?: string | null } | unknown[] | null | JsonNull;
  @Column({ type: "json", nullable: true }) declare raw: unknown;
  @Column({ type: "jsonb[]", nullable: true }) declare list: unknown[] | null;
}

describeEachEngine("The null of JSON", (engine) => {
  let made: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    made = await engine.create();
    db = await connect({ database: made.url });
    await createTables(db, [Profile]);
  });

  beforeEach(async () => {
    await db.execute("truncate profiles restart identity");
    await Profile.insertAll([
      { settings: null, raw: null },
      { settings: jsonNull, raw: jsonNull, list: [jsonNull, null] },
      { settings: { theme: null } },
      { settings: [null, { theme: "dark" }] },
      { settings: {} },
    ]);
  });

  afterAll(async () => {
    await db.close();
    await made.drop();
  });

  test("is a document, and not NULL", async () => {
    expect(
      await sql`select settings is null as none, jsonb_typeof(settings) as kind, json_typeof(raw) as raw, list::text from ${Profile} order by id limit 2`,
    ).toEqual([
      { none: true, kind: null, raw: null, list: null },
      { none: false, kind: "null", raw: "null", list: '{"null",NULL}' },
    ]);
  });

  test("is read as null, and stays what it is when the record is saved", async () => {
    const profile = await Profile.find(2);
    expect(profile).toMatchObject({
      settings: null,
      raw: null,
      list: [null, null],
    });
    expect(profile.isChanged).toBe(false);
    profile.settings = jsonNull;
    profile.raw = null;
    expect(profile.isChanged).toBe(false);
    await profile.save();
    expect(await Profile.where({ settings: { eq: jsonNull } }).count()).toBe(1);
  });

  test("takes the place of NULL, and of a document", async () => {
    for (const id of [1, 3]) {
      const profile = await Profile.find(id);
      profile.settings = jsonNull;
      expect(profile.isChanged).toBe(true);
      await profile.save();
      expect(profile.settings).toBeNull();
      expect(JSON.stringify(profile)).toContain('"settings":null');
    }
    expect(await Profile.where({ settings: { eq: jsonNull } }).count()).toBe(3);
  });

  const cases: readonly (readonly [
    name: string,
    where: Where<Profile>,
    ids: number[],
  ])[] = [
    ["null", { settings: null }, [1]],
    ["eq: null", { settings: { eq: null } }, [1]],
    ["isNull", { settings: { isNull: true } }, [1]],
    ["ne: null", { settings: { ne: null } }, [2, 3, 4, 5]],
    ["eq: jsonNull", { settings: { eq: jsonNull } }, [2]],
    ["ne: jsonNull", { settings: { ne: jsonNull } }, [1, 3, 4, 5]],
    ["contains: jsonNull", { settings: { contains: jsonNull } }, [2, 4]],
    [
      "contains { theme: null }",
      { settings: { contains: { theme: null } } },
      [3],
    ],
    ["contains [null]", { settings: { contains: [null] } }, [4]],
    ["contains {}", { settings: { contains: {} } }, [3, 5]],
    ["hasKey of a null", { settings: { hasKey: "theme" } }, [3]],
  ];

  test.each(cases)("%s finds what it says", async (_, where, ids) => {
    const found = await Profile.where(where).orderBy({ id: "asc" });
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  test("is asked for by its name in contains, where null would be either", () => {
    const where = { settings: { contains: null } };
    expect(() => Profile.where(where)).toThrow(InvalidArgumentError);
    try {
      void Profile.where(where);
    } catch (error) {
      expect(error).toMatchObject({
        message: 'Profile.settings: "contains" takes a document, not null.',
        hint: "Write jsonNull for the null of JSON, or isNull: true.",
      });
    }
  });
});
