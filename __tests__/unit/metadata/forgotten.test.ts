import {
  Column,
  Discriminator,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  SoftDelete,
  Subtype,
  Table,
  registry,
} from "arx";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

@Table()
abstract class Tool extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly kind: string;
  @Relate(() => Box) declare box: Relate<Box | null>;
}

@Subtype()
class Hammer extends Tool {}

@Subtype()
class Saw extends Tool {
  @Relate(() => Blade) declare blade: Relate<Blade | null>;
}

@Table()
class Box extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Tool, "box") declare tools: HasMany<Tool>;
}

@Table()
class Blade extends ManagedObject {
  @PrimaryKey() declare id: number;
}

/** A class that goes on without what its decorator made of it, as in JavaScript. */
class Plain {}
untyped(PrimaryKey)()(Plain.prototype, "id");
Table()(Plain);

afterEach(() => {
  registry.reset();
});

test("classes that share a table are all there again after a reset, whichever of them is used first", () => {
  expect(Saw.meta.inheritance?.aliases).toEqual(["saw"]);
  registry.reset();
  expect(Tool.meta.inheritance?.aliases).toEqual(["hammer", "saw"]);
  expect(Tool.meta.inheritance?.subclasses).toEqual([Hammer.meta, Saw.meta]);
  registry.reset();
  expect(Saw.meta.inheritance?.root).toBe(Tool.meta);
  expect(Tool.meta.inheritance?.subclasses).toEqual([Hammer.meta, Saw.meta]);
});

test("the class behind a model is forgotten with it, and is found by a registry under its one definition", () => {
  const table = (): string | undefined =>
    new Registry([Plain]).get("Plain")?.table;
  expect(table()).toBe("plains");
  registry.reset();
  registry.tablePrefix = "app_";
  expect(table()).toBe("app_plains");
  expect(new Registry([Plain]).definitions()).toHaveLength(1);
});

test("a relation that leads out of a registry is told where it is declared", () => {
  expect(mistakesOf(Saw)).toBe(
    "The models have 2 mistakes:\n" +
      "  Saw.blade: refers to Blade, which is not in this registry.\n" +
      "    Add Blade to the list.\n" +
      "  Tool.box: refers to Box, which is not in this registry.\n" +
      "    Add Box to the list.",
  );
});

test("an inverse by a name that is none is told as one that is read", () => {
  @Table()
  class Shelf extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare room: string;
  }
  untyped(HasMany)(() => Tool, "bx")(Shelf.prototype, "tools");
  untyped(HasMany)(() => Tool, "box")(Shelf.prototype, "others");
  expect(mistakesOf(Shelf, Tool, Box, Blade)).toBe(
    "The models have 2 mistakes:\n" +
      "  Shelf.tools: is the other side of Tool.bx, which does not exist.\n" +
      "    Write @Relate(() => Shelf) declare shelf: Relate<Shelf | null>; in class Tool, and t => t.shelf here.\n" +
      "  Shelf.others: is the other side of Tool.box, which refers to Box.\n" +
      "    Write @Relate(() => Shelf) declare shelf: Relate<Shelf | null>; in class Tool, and t => t.shelf here.",
  );
});

test("soft deletes are said by the class with the table, which gives the rows of all", () => {
  @Table()
  abstract class Paper extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Discriminator() declare readonly kind: string;
  }
  @Subtype()
  class Letter extends Paper {
    @SoftDelete() declare deletedAt: Date | null;
  }
  expect(mistakesOf(Letter)).toBe(
    "The models have 1 mistake:\n" +
      "  Letter.deletedAt: is a @SoftDelete of some of the classes in the table of Paper, whose queries would give deleted rows.\n" +
      "    Write it in class Paper.",
  );
});
