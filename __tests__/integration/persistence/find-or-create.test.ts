import {
  BeforeCreate,
  Column,
  CreatedAt,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
  transaction,
  Unique,
  UniqueViolationError,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Realm extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare code: string;
  @Column({ type: "text", unique: true }) declare name: string;
  @Column({ type: "text", nullable: true }) declare note: string | null;
  @Column({ type: "integer[]", nullable: true }) declare marks: number[] | null;
  @Column({ type: "jsonb", nullable: true }) declare meta: {
    gt?: number;
  } | null;
  @Column({ type: "json", nullable: true }) declare raw: object | null;
  @CreatedAt() declare createdAt: Date;
}

@Table()
@Unique(["realm", "name"])
class Village extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Realm) declare realm: Relate<Realm | null>;
  @Column({ type: "text", nullable: true, normalize: (text) => text.trim() })
  declare mayor: string | null;

  @BeforeCreate() crown(): void {
    this.mayor ??= "nobody";
  }
}

@Table()
class Ruin extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
}

/** Something to wait for, and the way to say that it has come. */
function makeSignal(): [signal: Promise<void>, tell: () => void] {
  let tell = (): void => undefined;
  const signal = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return [signal, tell];
}

describeEachEngine("finding or creating", (engine) => {
  useModels(engine, [Realm, Village, Ruin]);

  test("finds what is there, and does not look at the attributes", async () => {
    const made = await Realm.create({ code: "de", name: "Germany" });
    const { result, statements } = await countQueries(() =>
      Realm.findOrCreateBy({ code: "de" }, { name: "Deutschland" }),
    );
    expect([result.id, result.name, result.isNew]).toEqual([
      made.id,
      "Germany",
      false,
    ]);
    expect(statements.map(({ text }) => text.split(" where ")[1])).toEqual([
      '"realms"."code" = $1 limit $2',
    ]);
  });

  test("makes what is not there of what it looked for and of the attributes", async () => {
    const { result, count } = await countQueries(() =>
      Realm.findOrCreateBy({ code: "es", note: null }, { name: "Spain" }),
    );
    expect(count).toBe(2);
    expect([result.code, result.name, result.note, result.isNew]).toEqual([
      "es",
      "Spain",
      null,
      false,
    ]);
    expect(await Realm.count()).toBe(1);
    const again = await Realm.findOrCreateBy(
      { code: "es", note: null },
      { name: "x" },
    );
    expect(again.id).toBe(result.id);
  });

  test("is found by a record, by null, by a list and by a document", async () => {
    const realm = await Realm.create({
      code: "de",
      name: "Germany",
      marks: [1, 2],
      meta: { gt: 1 },
    });
    const village = await Village.findOrCreateBy({ realm, name: "Ulm" });
    expect(village.mayor).toBe("nobody");
    expect((await Village.findOrCreateBy({ realm, name: "Ulm" })).id).toBe(
      village.id,
    );
    const lost = await Village.findOrCreateBy({ realm: null, name: "Ulm" });
    expect(lost.id).not.toBe(village.id);
    expect(
      (await Village.findOrCreateBy({ realm: null, name: "Ulm" })).id,
    ).toBe(lost.id);
    const byValues = await Realm.findOrCreateBy(
      { marks: [1, 2], meta: { gt: 1 } },
      { code: "x", name: "x" },
    );
    expect(byValues.id).toBe(realm.id);
  });

  test("a value is brought into its form before it is looked for", async () => {
    const made = await Village.create({ name: "Ulm", mayor: "Ada" });
    const found = await Village.findOrCreateBy(
      { mayor: "  Ada " },
      { name: "x" },
    );
    expect(found.id).toBe(made.id);
  });

  test("builds what is not there, without saving it", async () => {
    const built = await Realm.findOrBuildBy(
      { code: "de" },
      { name: "Germany" },
    );
    expect([built.isNew, built.code, built.name]).toEqual([
      true,
      "de",
      "Germany",
    ]);
    expect(await Realm.count()).toBe(0);
    await built.save();
    const found = await Realm.findOrBuildBy({ code: "de" });
    expect([found.isNew, found.id]).toEqual([false, built.id]);
  });

  test("updates what is there, or makes it with the same attributes", async () => {
    const made = await Realm.updateOrCreateBy(
      { code: "de" },
      { name: "Germany" },
    );
    const { result, count } = await countQueries(() =>
      Realm.updateOrCreateBy({ code: "de" }, { name: "Deutschland" }),
    );
    expect([result.id, result.name, count]).toEqual([
      made.id,
      "Deutschland",
      2,
    ]);
    const unchanged = await countQueries(() =>
      Realm.updateOrCreateBy({ code: "de" }, { name: "Deutschland" }),
    );
    expect(unchanged.count).toBe(1);
    expect(await Realm.pluck("code", "name")).toEqual([["de", "Deutschland"]]);
  });

  test("makes first, and finds what stood in the way", async () => {
    const made = await Realm.createOrFindBy(
      { code: "de" },
      { name: "Germany" },
    );
    expect(made.isNew).toBe(false);
    const found = await Realm.createOrFindBy({ code: "de" }, { name: "x" });
    expect([found.id, found.name]).toEqual([made.id, "Germany"]);
  });

  test("a transaction around it goes on when a row stood in the way", async () => {
    const made = await Realm.create({ code: "de", name: "Germany" });
    await transaction(async () => {
      const found = await Realm.createOrFindBy({ code: "de" }, { name: "x" });
      expect(found.id).toBe(made.id);
      const village = await Village.createOrFindBy({
        realm: made,
        name: "Ulm",
      });
      const same = await Village.createOrFindBy({ realm: made, name: "Ulm" });
      expect(same.id).toBe(village.id);
      await expect(
        Realm.findOrCreateBy({ code: "fr" }, { name: "Germany" }),
      ).rejects.toBeInstanceOf(UniqueViolationError);
      await Realm.create({ code: "es", name: "Spain" });
    });
    expect(await Realm.orderBy({ id: "asc" }).pluck("code")).toEqual([
      "de",
      "es",
    ]);
    expect(await Village.pluck("name")).toEqual(["Ulm"]);
  });

  test("a row that is in the way and is not the one that was looked for is an error", async () => {
    await Realm.create({ code: "de", name: "Germany" });
    for (const verb of [
      "findOrCreateBy",
      "createOrFindBy",
      "updateOrCreateBy",
    ] as const)
      await expect(
        Realm[verb]({ code: "fr" }, { name: "Germany" }),
      ).rejects.toMatchObject({ constraint: "realms_name_key" });
    const ruin = await Ruin.create({ name: "Troy" });
    await ruin.destroy();
    expect((await Ruin.findOrCreateBy({ name: "Troy" })).id).not.toBe(ruin.id);
  });

  test.each(["findOrCreateBy", "createOrFindBy", "updateOrCreateBy"] as const)(
    "fifty that %s at once get the one row",
    async (verb) => {
      const made = await Promise.all(
        Array.from({ length: 50 }, () =>
          Realm[verb]({ code: "de" }, { name: "Germany" }),
        ),
      );
      expect(await Realm.count()).toBe(1);
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    },
  );

  test("fifty transactions at once get the one row, hooks and relations included", async () => {
    const realm = await Realm.create({ code: "de", name: "Germany" });
    const made = await Promise.all(
      Array.from({ length: 50 }, () =>
        transaction(async () => {
          const village = await Village.findOrCreateBy({ realm, name: "Ulm" });
          // The transaction is whole.
          expect(await Realm.count()).toBe(1);
          return village.id;
        }),
      ),
    );
    expect(new Set(made).size).toBe(1);
    expect(await Village.pluck("mayor")).toEqual(["nobody"]);
  });

  // PGlite has one session.
  if (engine.name !== "PGlite")
    test("a transaction that cannot see the row of another gets the violation, and goes on", async () => {
      const [seen, tellSeen] = makeSignal();
      const [made, tellMade] = makeSignal();
      const inside = transaction(
        async () => {
          expect(await Realm.count()).toBe(0);
          tellSeen();
          await made;
          await expect(
            Realm.findOrCreateBy({ code: "de" }, { name: "Germany" }),
          ).rejects.toBeInstanceOf(UniqueViolationError);
          expect(await Realm.count()).toBe(0);
        },
        { isolation: "repeatable read" },
      );
      await seen;
      await Realm.create({ code: "de", name: "Germany" });
      tellMade();
      await inside;
    });

  test.each<readonly [string, () => Promise<unknown>, string]>([
    [
      "nothing to find it by",
      () => Realm.findOrCreateBy({} as never),
      "Realm.findOrCreateBy does not say which record.",
    ],
    [
      "no object",
      () => Realm.findOrBuildBy("de" as never),
      "Realm.findOrBuildBy takes an object of values, not a string.",
    ],
    [
      "attributes that are none",
      () => Realm.findOrBuildBy({ code: "de" }, "x" as never),
      "Realm.findOrBuildBy takes an object of values, not a string.",
    ],
    [
      "undefined",
      () => Realm.createOrFindBy({ code: undefined } as never),
      "Realm.createOrFindBy.code is undefined.",
    ],
    [
      "an unknown name",
      () => Realm.findOrCreateBy({ cod: "de" } as never),
      'Realm has no attribute "cod".',
    ],
    [
      "a word that joins conditions",
      () => Realm.findOrCreateBy({ or: [{ code: "de" }] } as never),
      'Realm has no attribute "or".',
    ],
    [
      "a name of every object",
      () => Realm.findOrCreateBy(JSON.parse('{ "__proto__": 1 }') as never),
      'Realm has no attribute "__proto__".',
    ],
    [
      "an operator",
      () => Realm.findOrCreateBy({ code: { ne: "" } } as never),
      "Realm.code takes a string, not an object.",
    ],
    [
      "a list of values",
      () => Realm.findOrCreateBy({ code: ["de", "fr"] } as never),
      "Realm.code takes a string, not an array.",
    ],
    [
      "conditions on a relation",
      () => Village.findOrCreateBy({ realm: { code: "de" } } as never),
      "Village.findOrCreateBy.realm takes a record or null, not an object.",
    ],
    [
      "a value that is given twice",
      () =>
        Realm.updateOrCreateBy({ code: "de" }, {
          code: "fr",
          name: "x",
        } as never),
      'Realm.updateOrCreateBy: "code" is given twice.',
    ],
    [
      "a relation and, beside it, its key",
      () =>
        Village.updateOrCreateBy({ realm: null, name: "Ulm" }, {
          realmId: 1,
        } as never),
      'Village.realmId is given twice, by itself and by "realm".',
    ],
    [
      "what PostgreSQL cannot compare",
      () => Realm.findOrCreateBy({ raw: {} }, { code: "x", name: "x" }),
      'Realm.raw is json, which has no operator "eq".',
    ],
  ])("refuses %s, without a statement", async (_, run, message) => {
    const { count } = await countQueries(() =>
      expect(run()).rejects.toThrow(message),
    );
    expect(count).toBe(0);
  });

  test("a mistake is a rejection and no exception", async () => {
    const rejected = Realm.findOrCreateBy({} as never);
    await expect(rejected).rejects.toBeInstanceOf(InvalidArgumentError);
  });
});
