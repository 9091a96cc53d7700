import * as arx from "arx";
import {
  Column,
  DefinitionError,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Registry,
  Relate,
  Table,
  registry,
} from "arx";
import type { ModelDefinition } from "arx";

@Table()
class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
}

@Table()
class City extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  @ManyToMany(() => Tag, { through: () => CityTag })
  declare tags: ManyToMany<Tag>;
}

@Table()
class CityTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => City, { required: true }) declare city: Relate<City>;
  @Relate(() => Tag, { required: true }) declare tag: Relate<Tag>;
}

@Table()
class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
}

/** By name, with the names of those that relations lead to, which must be of the same whole. */
function whole(): Record<string, string[]> {
  const definitions = registry.definitions();
  const known = new Map(definitions.map((each) => [each.name, each]));
  return Object.fromEntries(
    definitions.map(({ name, relations }: ModelDefinition) => [
      name,
      Object.values(relations).map((relation) => {
        if (relation.kind === "polymorphic") return "";
        const { target } = relation;
        const isSame =
          known.get(target.name) === target && target.model === target.model;
        return `${target.name}${isSame ? "" : " of another time"}`;
      }),
    ]),
  );
}

const all = {
  City: ["Country", "Tag"],
  CityTag: ["City", "Tag"],
  Country: ["City"],
  Tag: [],
};

describe("registry.reset", () => {
  const everything = [Country, City, CityTag, Tag];
  const resolveAll = (): ModelDefinition[] =>
    everything.map(({ meta }) => meta);

  beforeEach(() => {
    registry.reset();
    resolveAll();
  });

  test.each([
    ["one that others refer to", [Country]],
    ["one that nobody refers to but through others", [CityTag]],
    ["one at the end", [Tag]],
    ["several", [Tag, City]],
    ["every one", everything],
  ])("of %s leaves no relation to what was", (_, models) => {
    const before = whole();
    expect(before).toEqual(all);
    new Registry(models).reset();
    resolveAll();
    expect(whole()).toEqual(all);
  });

  test("forgets a model that others refer to until one of them is used", () => {
    new Registry([Country]).reset();
    expect(registry.definitions().map(({ name }) => name)).toEqual([
      "City",
      "CityTag",
      "Country",
      "Tag",
    ]);
  });

  test("of all forgets what registries of some have resolved since", () => {
    registry.reset();
    expect(registry.definitions()).toEqual([]);
    const some = new Registry([Tag]);
    const [before] = some.definitions();
    expect(() => {
      registry.tablePrefix = "late_";
    }).toThrow("registry.tablePrefix: comes too late: Tag is in use");
    registry.reset();
    registry.tablePrefix = "early_";
    expect(Tag.meta).not.toBe(before);
    expect(Tag.meta.table).toBe("early_tags");
  });

  test("leaves records of before usable", () => {
    const city = new City();
    const text = City.where({ country: { name: "x" } }).toSQL().text;
    registry.reset();
    city.country = Object.assign(new Country(), { name: "Peru" });
    expect(City.where({ country: { name: "x" } }).toSQL().text).toBe(text);
    expect(city.country.name).toBe("Peru");
  });
});

describe("a program in which files are loaded twice", () => {
  /** As a file of models does it. */
  function load({ Table, PrimaryKey, ManagedObject }: typeof arx): typeof City {
    class Parcel extends ManagedObject {}
    PrimaryKey({ type: "text" })(Parcel.prototype as never, "code" as never);
    return Table()(Parcel as unknown as typeof City);
  }

  function loadAgain(): typeof arx {
    jest.resetModules();
    return jest.requireActual<typeof arx>("arx");
  }

  afterEach(() => {
    registry.reset();
  });

  test("one model loaded twice is named, with what to do", () => {
    load(arx);
    load(loadAgain());
    expect(() => registry.definitions()).toThrow(
      expect.objectContaining({
        name: DefinitionError.name,
        message: expect.stringContaining(
          `Parcel: has the table "parcels", which is the table of another Parcel as well.
    Give one of them another table: @Table('…'). Where it is one file that is loaded twice, call registry.reset() before the second time.`,
        ) as string,
      }) as Error,
    );
  });

  test("one that was reset in between is there once, for both copies of arx", () => {
    load(arx);
    registry.reset();
    const again = loadAgain();
    const Parcel = load(again);
    expect(again.registry).not.toBe(registry);
    expect(registry.definitions().map(({ name }) => name)).toEqual(["Parcel"]);
    expect(registry.get("Parcel")).toBe(again.registry.get("Parcel"));
    expect(registry.get("Parcel")).toBe(Parcel.meta);
    expect(Parcel.where({}).toSQL().text).toContain('"public"."parcels"');
  });

  test("settings and models of two copies of arx are one", () => {
    const again = loadAgain();
    again.registry.tablePrefix = "both_";
    expect(registry.tablePrefix).toBe("both_");
    load(arx);
    expect(again.registry.toSchema().tables.map(({ name }) => name)).toEqual([
      "both_parcels",
    ]);
  });
});
