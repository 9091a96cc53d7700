import {
  Column as TypedColumn,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  Table,
  registry,
} from "arx";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const Column = untyped(TypedColumn);

afterEach(() => {
  registry.reset();
});

/** Two models, declared in either order. */
function models(isReversed = false): Registry {
  @Table()
  class UserProfile extends ManagedObject {
    @PrimaryKey() declare id: number;
    @TypedColumn({ enum: ["b", "a"], native: true }) declare lastMood:
      "a" | "b";
    @Relate(() => Octopus, { required: true }) declare pet: Relate<Octopus>;
  }
  @Table({ schema: "zoo" })
  class Octopus extends ManagedObject {
    @PrimaryKey() declare id: number;
    @TypedColumn({ type: "citext", unique: true })
    declare petName: string;
  }
  return new Registry(
    isReversed ? [Octopus, UserProfile] : [UserProfile, Octopus],
  );
}

describe("registry", () => {
  test("gives the same schema byte for byte, whatever was loaded first", () => {
    const first = JSON.stringify(models().toSchema());
    registry.reset();
    expect(JSON.stringify(models(true).toSchema())).toBe(first);
    expect(JSON.parse(first)).toMatchObject({
      schemas: ["zoo"],
      extensions: ["citext"],
      enums: [
        {
          schema: "public",
          name: "user_profiles_last_mood",
          values: ["b", "a"],
        },
      ],
    });
  });

  test("naming keeps names as they are written", () => {
    registry.naming = "preserve";
    const { tables, enums } = models().toSchema();
    expect(tables.map(({ name }) => name)).toEqual(["UserProfile", "Octopus"]);
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual([
      "id",
      "lastMood",
      "petId",
    ]);
    expect(enums.map(({ name }) => name)).toEqual(["UserProfile_lastMood"]);
  });

  test.each([
    ["words", { octopus: "octopodes" }],
    [
      "a function",
      (word: string) => (word === "octopus" ? "octopodes" : undefined),
    ],
  ])("plurals says what %s become", (_, plurals) => {
    registry.plurals = plurals;
    const { tables } = models().toSchema();
    expect(tables.map(({ name }) => name)).toEqual([
      "user_profiles",
      "octopodes",
    ]);
  });

  test("tablePrefix and schema go before what @Table says, schema only where it says none", () => {
    registry.tablePrefix = "x_";
    registry.schema = "tenant";
    const { tables, schemas } = models().toSchema();
    expect(tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
      "tenant.x_user_profiles",
      "zoo.x_octopuses",
    ]);
    expect(schemas).toEqual(["tenant", "zoo"]);
  });

  test.each([
    ["tablePrefix", 5, "takes a text of 31 bytes at most."],
    ["schema", "", "takes the name of a schema."],
    ["naming", "kebab", "takes 'snake' or 'preserve'."],
    ["plurals", ["cacti"], "takes plurals by singular, or a function."],
  ])("%s refuses what is none", (key, value, message) => {
    expect(() => Reflect.set(registry, key, value)).toThrow(
      `registry.${key}: ${message}`,
    );
  });

  test("some models have no settings of their own", () => {
    const some = models();
    expect(() => {
      some.schema = "other";
    }).toThrow(
      "Registry.schema: is for all models, and this registry has some of them.",
    );
    registry.schema = "public";
    some.definitions();
    expect(() => {
      registry.naming = "preserve";
    }).toThrow("registry.naming: comes too late");
  });
});

describe("enum types", () => {
  test("of one name list the same values", () => {
    @Table()
    class One {
      @PrimaryKey() declare id: number;
      @Column({ enum: ["a", "b"], native: "mood" }) declare mood: string;
      @Column({ enum: ["a", "b"], native: "mood" }) declare before: string;
      @Column({ enum: ["a"], native: "twos" }) declare table: string;
      @Column({ enum: ["a"], native: "x".repeat(64) }) declare long: string;
      @Column({ enum: ["a"], store: "name" }) declare text: string;
      @Column({ enum: { A: 1 }, store: "number", native: true })
      declare both: number;
      @Column({ enum: { A: 0.5 }, store: "number" }) declare half: number;
    }
    @Table()
    class Two {
      @PrimaryKey() declare id: number;
      @Column({ enum: ["b", "a"], native: "mood" }) declare mood: string;
    }
    expect(mistakesOf(One, Two)).toBe(`The models have 6 mistakes:
  One.long: the name of the enum type has 64 bytes, and PostgreSQL keeps 63.
    Write a name of 1 to 63 bytes.
  One.text: has store, but its enum has texts for values, which are stored.
    Leave store out.
  One.both: is stored as a number, and cannot have a type of names.
    Leave native out, or write store: 'name'.
  One.half: is stored as an integer, which cannot hold all of its values.
    Write store: 'name'.
  One.table: has the enum type "twos", which is the name of the table of Two.
    Give both the same values in the same order, or name the type: native: '…'.
  Two.mood: has the enum type "mood", which lists other values at One.mood.
    Give both the same values in the same order, or name the type: native: '…'.`);
  });
});
