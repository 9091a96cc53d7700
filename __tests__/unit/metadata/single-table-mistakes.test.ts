import {
  Check,
  Column,
  Discriminator,
  HasOne,
  Index,
  ManagedObject,
  PrimaryKey,
  Relate,
  Subtype,
  Table,
  Unique,
} from "arx";
import { mistakesOf } from "../../support/mistakes-of";

/** The parts of a model with a table that others share. */
abstract class Shared extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly type: string;
}

test("a subtype needs a model above it that tells rows apart", () => {
  @Table()
  class Plain extends ManagedObject {
    @PrimaryKey() declare id: number;
  }
  @Subtype()
  class Below extends Plain {}
  @Subtype()
  class Alone extends ManagedObject {
    @PrimaryKey() declare id: number;
  }
  expect(mistakesOf(Below)).toBe(
    "The models have 1 mistake:\n" +
      "  Below: is a @Subtype of Plain, which has no @Discriminator.\n" +
      "    Write @Discriminator() declare readonly type: string; in class Plain, or @Table() in place of @Subtype() here.",
  );
  expect(mistakesOf(Alone)).toBe(
    "The models have 1 mistake:\n" +
      "  Alone: is a @Subtype, and extends no model with a @Discriminator.\n" +
      "    Write @Table() in place of @Subtype(), or extend the model whose table it shares.",
  );
});

test("some class has rows", () => {
  @Table()
  abstract class Lonely extends Shared {}
  expect(mistakesOf(Lonely)).toBe(
    "The models have 1 mistake:\n" +
      "  Lonely: has a @Discriminator, and no class that has rows.\n" +
      "    Write @Subtype() above each class that extends Lonely, and load their files before the first query; above Lonely itself as well if it has rows of its own.",
  );
});

test("a class below shares the table, and neither its key nor its discriminator is another", () => {
  @Table()
  @Subtype()
  class Shape extends Shared {}
  @Table()
  class Square extends Shape {}
  @Subtype()
  class Circle extends Shape {
    @PrimaryKey({ type: "integer" }) declare id: number;
    @Discriminator() declare readonly type: string;
  }
  expect(mistakesOf(Square)).toBe(
    "The models have 1 mistake:\n" +
      "  Square: has a table of its own, while the classes below Shape share one.\n" +
      "    Write @Subtype() in place of @Table().",
  );
  expect(mistakesOf(Circle)).toContain(
    "  Circle.id: is a @PrimaryKey of its own, while the class shares the table of Shape.\n" +
      "    Take it away.\n" +
      "  Circle.type: is a @Discriminator of its own, while the class shares the table of Shape.\n" +
      "    Take it away.",
  );
});

test("each class has a name of its own for its rows", () => {
  @Table()
  abstract class Animal extends Shared {}
  @Subtype("dog")
  class Dog extends Animal {}
  @Subtype("dog")
  class Puppy extends Dog {}
  @Subtype()
  class Ox extends Animal {}
  @Subtype("")
  class Cat extends Animal {}
  @Subtype({ abstract: true, alias: "bird" })
  abstract class Bird extends Animal {}
  expect([Puppy, Ox, Cat, Bird]).toHaveLength(4);
  expect(mistakesOf(Animal)).toBe(
    "The models have 4 mistakes:\n" +
      "  Cat: the name of the subtype is empty.\n" +
      "    Write a name of 1 to 63 bytes.\n" +
      "  Bird: is an abstract @Subtype, and has a name for rows of its own.\n" +
      "    Take alias away, or abstract.\n" +
      '  Puppy: has rows called "dog", as Dog has.\n' +
      "    Give one of them another name: @Subtype('…').\n" +
      "  Ox: has a name too short to name rows; it looks as if a minifier made it.\n" +
      "    Write @Subtype('…') with the name that its rows keep.",
  );
});

test("two classes that have one column have it alike", () => {
  @Table()
  abstract class Media extends Shared {
    @Column() declare title: string;
  }
  @Subtype()
  @Check("length", "length > 0")
  class Song extends Media {
    @Column({ type: "integer" }) declare length: number;
    @Column({ type: "text", nullable: true }) declare note: string | null;
    @Column({ type: "varchar", length: 9 }) declare title: string;
  }
  @Subtype()
  @Check("length", "length > 1")
  @Index("length", { name: "by_length" })
  class Film extends Media {
    @Column({ type: "numeric" }) declare length: string;
    @Column() declare note: string;
    @Column() declare title: string;
  }
  expect(Film).toBeDefined();
  expect(mistakesOf(Song)).toBe(
    "The models have 3 mistakes:\n" +
      "  Song.title: is a column of the table of Media.title, and is declared otherwise than there.\n" +
      "    Take the decorator away; a field may still be declared with a narrower type: declare title: …;\n" +
      '  Song.length: is the column "length" of the table that Film.length has declared otherwise.\n' +
      "    Declare both alike, or give one of them another name: @Column({ name: '…' }).\n" +
      '  Song: has the check "media_length_check", which Film declares otherwise for the same table.\n' +
      "    Give one of them another name.",
  );
});

test("a constraint of the table is about the rows of every class", () => {
  @Table()
  class Owner extends ManagedObject {
    @PrimaryKey() declare id: number;
    @HasOne(() => Ship, (ship) => ship.owner) declare ship: HasOne<Ship>;
  }
  @Table()
  abstract class Vessel extends Shared {
    @Relate(() => Owner) declare owner: Relate<Owner | null>;
  }
  @Subtype()
  @Unique(["flag", "name"], { nullsNotDistinct: true })
  class Ship extends Vessel {
    @Column() declare flag: string;
    @Column() declare name: string;
  }
  expect(mistakesOf(Owner, Ship)).toBe(
    "The models have 2 mistakes:\n" +
      "  Owner.ship: is the one record of Vessel.owner, which leads here from records of other classes than Ship as well.\n" +
      "    Write @HasMany, or declare a @Relate of its own in class Ship.\n" +
      "  Ship: has a @Unique with nullsNotDistinct, and the rows of other classes in its table are all NULL there.\n" +
      "    Leave nullsNotDistinct out.",
  );
});

test("a class that is loaded after the others were used comes too late", () => {
  @Table()
  @Subtype()
  class Early extends Shared {}
  expect(Early.meta.inheritance?.aliases).toEqual(["early"]);
  @Subtype()
  class Late extends Early {}
  expect(() => Late.meta).toThrow(
    "  Late: is loaded after Early was used, which knew nothing of it.\n" +
      "    Load the file of Late before the first query, with the models of connect().",
  );
});

test("a class without a decorator below a model that shares its table is told which", () => {
  @Table()
  @Subtype()
  class Root extends Shared {}
  class Branch extends Root {}
  expect(() => Branch.meta).toThrow("Write @Subtype() above class Branch.");
});

test("a name that two tables would get from one base is blamed on the base", () => {
  @Index("title", { name: "by_title" })
  abstract class Titled extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Column() declare title: string;
  }
  @Table()
  class Essay extends Titled {}
  @Table()
  class Poem extends Titled {}
  expect(mistakesOf(Essay, Poem)).toBe(
    "The models have 1 mistake:\n" +
      '  Poem: has the index "by_title", which is the name of an index of Essay as well.\n' +
      "    Leave the name out in the class that both extend, and each table has an index with a name of its own.",
  );
});
