import * as arx from "arx";
import {
  Check,
  CreatedAt,
  Discriminator,
  Exclude,
  ManagedObject,
  PrimaryKey,
  PublicId,
  Registry,
  SoftDelete,
  Stored,
  Subtype,
  Table,
  UpdatedAt,
  Version,
  registry,
} from "arx";
import type { Range, Schema, Vector } from "arx";
import fc from "fast-check";
import { untyped } from "../support/untyped";

// What they refer to is known by name only here.
const Column = untyped(arx.Column);
const CompositeIndex = untyped(arx.CompositeIndex);
const DelegatedType = untyped(arx.DelegatedType);
const HasMany = untyped(arx.HasMany);
const HasOne = untyped(arx.HasOne);
const Index = untyped(arx.Index);
const ManyToMany = untyped(arx.ManyToMany);
const Polymorphic = untyped(arx.Polymorphic);
const Relate = untyped(arx.Relate);
const Unique = untyped(arx.Unique);
const { SecurePassword, SecureToken } = arx;

type Class = typeof ManagedObject;
type Named = Readonly<Record<string, unknown>>;

/** Files of models: each declares a class, and refers to the others as an import would, when they are all there. */
class Files {
  readonly #made = new Map<string, Class>();

  /** The class of a file, loaded now if it was not; those that it extends come first. */
  readonly load = (name: string): Class => {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const file = files[name];
    if (file === undefined) throw new Error(`There is no file ${name}.`);
    const made = file(this);
    this.#made.set(name, made);
    return made;
  };

  /** What stands in a relation. */
  readonly to = (name: string) => (): new () => never =>
    this.load(name) as never;
}

const files: Readonly<Record<string, (files: Files) => Class>> = {
  author: ({ to }) => {
    @Table({ comment: "Who writes" })
    @Unique(["email", "name"])
    class Author extends ManagedObject {
      @PrimaryKey({ type: "uuid", default: "v7", server: true })
      declare id: string;
      @Column({ unique: true, collate: "C" }) declare email: string;
      @Column({ encrypt: { deterministic: true } }) declare name: string;
      @Column({ enum: ["sad", "glad"], native: "mood" }) declare mood: string;
      @SecurePassword() declare password: arx.SecurePassword;
      @SecureToken() declare token: string;
      @HasMany(to("book"), (other: Named) => other["author"])
      declare books: unknown;
      @HasOne(to("portrait"), (other: Named) => other["author"])
      declare portrait: unknown;
      @HasMany(to("remark"), (other: Named) => other["subject"])
      declare remarks: unknown;
      @UpdatedAt({ trigger: true }) declare updatedAt: Date;
    }
    return Author;
  },
  book: ({ to }) => {
    @Table({ schema: "library" })
    @CompositeIndex(["author", { column: "title", direction: "desc" }])
    @Index({ expression: "lower(title)" }, { unique: true, include: ["pages"] })
    @Exclude("shelf", { elements: [{ column: "shelf", with: "&&" }] })
    @Check("pages", "pages > 0")
    class Book extends ManagedObject {
      @PrimaryKey() declare id: number;
      @PublicId() declare uuid: string;
      @Column() declare title: string;
      @Column({ type: "integer" }) declare pages: number;
      @Column({ type: "integer", generatedAs: "pages * 2" })
      declare readonly sides: number;
      @Column({ type: "int4range" }) declare shelf: Range<number>;
      @Column({ type: "jsonb", default: {} }) declare meta: { isbn?: string };
      @Stored("meta") declare isbn: string | undefined;
      @Column({ enum: ["sad", "glad"], native: "mood", array: true })
      declare moods: string[];
      @Relate(to("author"), { required: true, onDelete: "cascade" })
      declare author: unknown;
      @Relate(to("author"), { name: "lector" })
      declare editor: unknown;
      @ManyToMany(to("label"), { through: to("bookLabel") })
      declare labels: unknown;
      @SoftDelete() declare deletedAt: Date | null;
      @Version() declare version: number;
    }
    return Book;
  },
  label: ({ to }) => {
    @Table("tags")
    class Label extends ManagedObject {
      @PrimaryKey({ type: "varchar", length: 12 }) declare code: string;
      @Column({ type: "citext", nullable: true }) declare text: string | null;
      @ManyToMany(to("book"), { through: to("bookLabel") })
      declare books: unknown;
    }
    return Label;
  },
  bookLabel: ({ to }) => {
    @Table()
    class BookLabel extends ManagedObject {
      @PrimaryKey() declare bookId: number;
      @PrimaryKey({ type: "varchar", length: 12 }) declare labelId: string;
      @Relate(to("book"), { required: true }) declare book: unknown;
      @Relate(to("label"), { required: true }) declare label: unknown;
    }
    return BookLabel;
  },
  portrait: ({ to }) => {
    @Table()
    class Portrait extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({
        type: "vector",
        dimensions: 3,
        indexed: { method: "hnsw", distance: "l2" },
      })
      declare face: Vector;
      @Relate(to("author"), {
        required: true,
        deferrable: "initially deferred",
      })
      declare author: unknown;
    }
    return Portrait;
  },
  remark: ({ to }) => {
    @Table()
    class Remark extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Polymorphic(
        { author: to("author"), vehicle: to("vehicle") },
        { required: true, keyType: "text" },
      )
      declare subject: unknown;
    }
    return Remark;
  },
  stamped: () => {
    abstract class Stamped extends ManagedObject {
      @PrimaryKey() declare id: number;
      @CreatedAt() declare createdAt: Date;
      @Column({ indexed: true }) declare kept: boolean;
    }
    return Stamped;
  },
  vehicle: ({ load, to }) => {
    @Table()
    class Vehicle extends load("stamped") {
      @Discriminator() declare readonly type: string;
      @HasMany(to("remark"), (other: Named) => other["subject"])
      declare remarks: unknown;
    }
    return Vehicle;
  },
  car: ({ load, to }) => {
    @Subtype("car")
    class Car extends load("vehicle") {
      @Column({ type: "integer" }) declare doors: number;
      @Relate(to("truck")) declare pulledBy: unknown;
    }
    return Car;
  },
  truck: ({ load }) => {
    @Subtype("truck")
    @Index("weight")
    class Truck extends load("vehicle") {
      @Column({ type: "numeric", precision: 8, scale: 2, check: "weight > 0" })
      declare weight: string;
    }
    return Truck;
  },
  fireTruck: ({ load }) => {
    @Subtype()
    class FireTruck extends load("truck") {
      @Column({ unique: true }) declare ladder: string;
    }
    return FireTruck;
  },
  entry: ({ load, to }) => {
    @Table()
    class Entry extends load("stamped") {
      @DelegatedType({ message: to("message"), note: to("note") })
      declare entryable: unknown;
    }
    return Entry;
  },
  message: ({ to }) => {
    @Table()
    class Message extends ManagedObject {
      @PrimaryKey() declare id: number;
      @HasOne(to("entry"), (other: Named) => other["entryable"])
      declare entry: unknown;
    }
    return Message;
  },
  note: () => {
    @Table()
    class Note extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({ type: "text", array: true }) declare lines: string[];
    }
    return Note;
  },
};

const names = Object.keys(files);
const models = names.filter((name) => name !== "stamped");

/** Loads the files in an order, and asks for some of the models before the rest of them. */
function schemaOf(order: readonly string[], some: readonly string[]): Schema {
  registry.reset();
  const { load } = new Files();
  for (const name of order) load(name);
  try {
    new Registry(some.map(load) as never[]).definitions();
  } catch (error) {
    // Those that they refer to are resolved with them, and missing in the list.
    expect((error as Error).message).toContain("not in this registry");
  }
  return registry.toSchema();
}

afterAll(() => {
  registry.reset();
});

test("models declare the same schema byte for byte, whichever file is loaded or model asked for first", () => {
  const expected = JSON.stringify(schemaOf(names, []));
  expect(JSON.parse(expected)).toMatchObject({
    schemas: ["library"],
    extensions: ["citext", "vector"],
    enums: [{ schema: "library" }, { schema: "public", name: "mood" }],
  });
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.shuffledSubarray(models),
      (order, some) => {
        expect(JSON.stringify(schemaOf(order, some))).toBe(expected);
      },
    ),
    { numRuns: 25 },
  );
});
