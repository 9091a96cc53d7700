import { Column as TypedColumn } from "../../../lib/decorators/column";
import { Unique } from "../../../lib/decorators/constraints";
import { DelegatedType as TypedDelegatedType } from "../../../lib/decorators/delegated-type";
import { Discriminator } from "../../../lib/decorators/discriminator";
import { HasMany as TypedHasMany } from "../../../lib/decorators/has-many";
import { Polymorphic as TypedPolymorphic } from "../../../lib/decorators/polymorphic";
import { PrimaryKey as TypedPrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate as TypedRelate } from "../../../lib/decorators/relate";
import { Seed } from "../../../lib/decorators/seed";
import { Subtype } from "../../../lib/decorators/subtype";
import { Table } from "../../../lib/decorators/table";
import type { ModelClass } from "../../../lib/metadata/definition";
import { definitionOf } from "../../../lib/metadata/registry";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const Column = untyped(TypedColumn);
const PrimaryKey = untyped(TypedPrimaryKey);
const Relate = untyped(TypedRelate);
const HasMany = untyped(TypedHasMany);
const Polymorphic = untyped(TypedPolymorphic);
const DelegatedType = untyped(TypedDelegatedType);

@Table("poly_books")
class Book {
  @PrimaryKey() declare id: number;
}

@Table("poly_films")
class Film {
  @PrimaryKey() declare id: number;
}

@Table("poly_tokens")
class Token {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
}

@Table("poly_parts")
class Part {
  @PrimaryKey({ type: "integer" }) declare book: number;
  @PrimaryKey({ type: "integer" }) declare number: number;
}

const both = { book: () => Book, film: () => Film };

test("the definition of a polymorphic relation is frozen and says all of it", () => {
  @Table("poly_reviews")
  @Unique(["work", "label"])
  class Review {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare label: string;
    @Polymorphic(both, { required: true }) declare work: unknown;
  }
  const { relations, columns, columnList, uniques, indexes } =
    definitionOf(Review);
  const relation = relations["work"];
  expect(relation).toEqual({
    kind: "polymorphic",
    property: "work",
    at: "Review.work",
    typeColumn: columns["workType"],
    keyColumn: columns["workId"],
    columns: [columns["workType"], columns["workId"]],
    variants: [
      {
        alias: "book",
        target: definitionOf(Book),
        reference: definitionOf(Book).columns["id"],
      },
      {
        alias: "film",
        target: definitionOf(Film),
        reference: definitionOf(Film).columns["id"],
      },
    ],
    isRequired: true,
    isDelegated: false,
  });
  expect(Object.isFrozen(relation)).toBe(true);
  expect(columnList.map(({ property }) => property)).toEqual([
    "id",
    "label",
    "workType",
    "workId",
  ]);
  expect(columns["workType"]).toMatchObject({
    relation: "work",
    enumValues: ["book", "film"],
    nullable: false,
  });
  // A constraint names it like a column, and an index that begins with it is enough.
  expect(uniques.map(({ name }) => name)).toEqual([
    "poly_reviews_work_type_work_id_label_key",
  ]);
  expect(indexes).toEqual([]);
});

test("indexed: false leaves the index out", () => {
  @Table("poly_scores")
  class Score {
    @PrimaryKey() declare id: number;
    @Polymorphic(both, { indexed: false }) declare work: unknown;
  }
  expect(definitionOf(Score).indexes).toEqual([]);
});

const key = (model: ModelClass, property = "id"): void => {
  PrimaryKey()(model.prototype, property);
};

test("models that do not fit are told, all at once", () => {
  @Table("poly_mistakes")
  class Mistaken {
    @PrimaryKey() declare id: number;
    @Polymorphic({}) declare nothing: unknown;
    @Polymorphic({ book: () => Book, tome: () => Book })
    declare twice: unknown;
    @Polymorphic({ book: () => Book, token: () => Token })
    declare mixed: unknown;
    @Polymorphic({ part: () => Part }) declare part: unknown;
    @Polymorphic({ "": () => Book }) declare unnamed: unknown;
    @Polymorphic({ lost: () => undefined }) declare lost: unknown;
    @Polymorphic(both, { keyType: "uuid", requird: true })
    declare options: unknown;
  }
  expect(mistakesOf(Mistaken, Book, Film, Token, Part))
    .toBe(`The models have 8 mistakes:
  Mistaken.options: has no option "requird".
    Write required.
  Mistaken.lost: the target of the relation is undefined, not a class.
    Write a function that returns the class, () => Other, and import the file that declares it.
  Mistaken.nothing: lists no models.
    Write @Polymorphic({ article: () => Article }).
  Mistaken.twice: lists Book twice, as "book" and as "tome".
    Keep one of the names: the one that the rows have.
  Mistaken.mixed: leads to Token, whose key is uuid (string), while the column for keys is bigint (number).
    Give all of its models keys of one type, or write { keyType: 'text' } to keep the keys as text.
  Mistaken.part: leads to Part, whose key has several columns.
    Give Part a key of one column, or take it out of the list.
  Mistaken.unnamed: has a model under a name that a column cannot keep.
    Give each model a name: @Polymorphic({ article: () => Article }).
  Mistaken.options: has a keyType that is not 'text'.
    Write keyType: 'text' where the models have keys of several types, or leave it out.`);
});

test("declared columns that say something else are told", () => {
  @Table("poly_declared")
  class Declared {
    @PrimaryKey() declare id: number;
    @Polymorphic(both, { required: true }) declare one: unknown;
    @Column({ type: "integer" }) declare oneId: number;
    @Column({ type: "text", enum: ["book"] }) declare oneType: string;
    @Polymorphic(both) declare two: unknown;
    @Column({ type: "bigint" }) declare twoId: number;
    @Polymorphic(both) declare three: unknown;
    @Relate(() => Book) declare threeType: unknown;
  }
  expect(mistakesOf(Declared, Book, Film)).toBe(`The models have 4 mistakes:
  Declared.oneType: holds "book" | "film", the names that one lists, and takes its type and values from there.
    Leave type and enum out: @Column().
  Declared.oneId: is integer (number), but the keys of one are bigint (number).
    Leave the type out, @Column(), and declare the field as number.
  Declared.twoId: is not null, but the relation two is optional.
    Write { required: true } at two, or nullable: true here.
  Declared.three: needs the name threeType for a column of its own, which is a relation.
    Rename the relation threeType.`);
});

test("another side that the relation does not list, or that there is twice, is told", () => {
  @Table("poly_opinions")
  class Opinion {
    @PrimaryKey() declare id: number;
    @Polymorphic({ book: () => Book, reader: () => Reader })
    declare about: unknown;
  }
  @Table("poly_readers")
  class Reader {
    @PrimaryKey() declare id: number;
    @HasMany(() => Opinion, (opinion: Opinion) => opinion.about)
    declare opinions: unknown;
    @HasMany(() => Opinion, (opinion: Opinion) => opinion.about)
    declare again: unknown;
  }
  class Poet {
    @HasMany(() => Opinion, (opinion: Opinion) => opinion.about)
    declare opinions: unknown;
  }
  key(Poet);
  Table("poly_poets")(Poet as never);
  expect(mistakesOf(Opinion, Reader, Poet, Book))
    .toBe(`The models have 2 mistakes:
  Reader.again: is the other side of Opinion.about, and so is Reader.opinions.
    Keep one of them.
  Poet.opinions: is the other side of Opinion.about, which does not list Poet.
    Add poet: () => Poet to the models of Opinion.about.`);
});

test("a delegated type is required, unique and takes no other options", () => {
  @Table("poly_entries")
  class Entry {
    @PrimaryKey() declare id: number;
    @DelegatedType(both, { name: "kind" }) declare entryable: unknown;
  }
  const { columnList, uniques, relations } = definitionOf(Entry);
  expect(columnList.map(({ name, nullable }) => [name, nullable])).toEqual([
    ["id", false],
    ["kind_type", false],
    ["kind_id", false],
  ]);
  expect(uniques.map(({ name }) => name)).toEqual([
    "poly_entries_kind_type_kind_id_key",
  ]);
  expect(relations["entryable"]).toMatchObject({ isDelegated: true });

  @Table("poly_wrong_entries")
  class WrongEntry {
    @PrimaryKey() declare id: number;
    @DelegatedType(both, { required: false }) declare entryable: unknown;
  }
  expect(mistakesOf(WrongEntry, Book, Film)).toContain(
    'WrongEntry.entryable: has no option "required".',
  );
});

test("a model is listed once, by the one whose table it shares", () => {
  @Table("poly_vehicles")
  class Vehicle {
    @PrimaryKey() declare id: number;
    @Discriminator() declare readonly kind: string;
  }
  @Subtype()
  class Truck extends Vehicle {}
  @Table("poly_rides")
  class Ride {
    @PrimaryKey() declare id: number;
    @Polymorphic({ vehicle: () => Vehicle, truck: () => Truck })
    declare by: unknown;
  }
  expect(mistakesOf(Ride, Vehicle, Truck)).toBe(`The models have 1 mistake:
  Ride.by: lists Truck beside Vehicle, whose table it shares.
    Take Truck out: its records are found as those of Vehicle.`);
});

test("rows of a seed are found by the relation or by its columns", () => {
  @Table("poly_marks")
  @Unique(["work", "label"])
  @Seed([{ label: "a", workType: "book", workId: 1 }] as never, {
    upsert: { conflictKey: ["work", "label"] },
  })
  class Mark {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare label: string;
    @Polymorphic(both, { required: true }) declare work: unknown;
  }
  expect(definitionOf(Mark).seeds[0]?.strategy).toMatchObject({
    conflictKey: ["work", "label"],
  });
});
