import { Column as TypedColumn } from "../../../lib/decorators/column";
import { Unique as TypedUnique } from "../../../lib/decorators/constraints";
import { Exclude as TypedExclude } from "../../../lib/decorators/exclude";
import { HasMany as TypedHasMany } from "../../../lib/decorators/has-many";
import { CompositeIndex as TypedCompositeIndex } from "../../../lib/decorators/indexes";
import { PrimaryKey as TypedPrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate as TypedRelate } from "../../../lib/decorators/relate";
import { Table } from "../../../lib/decorators/table";
import type { ModelClass } from "../../../lib/metadata/definition";
import { ModelRegistry } from "../../../lib/metadata/registry";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

// The compiler refuses most of what follows; programs without types must hear of it as well.
const Column = untyped(TypedColumn);
const Unique = untyped(TypedUnique);
const Exclude = untyped(TypedExclude);
const HasMany = untyped(TypedHasMany);
const CompositeIndex = untyped(TypedCompositeIndex);
const PrimaryKey = untyped(TypedPrimaryKey);
const Relate = untyped(TypedRelate);

test("mistakes in generated columns and collations are told, each with the line to write", () => {
  @Table()
  class Sheet {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer", generatedAs: "1", default: 2 })
    declare both: number;
    @Column({ type: "integer", generatedAs: " " }) declare empty: number;
    @Column({ type: "integer", generatedAs: 5 }) declare noSql: number;
    @Column({ type: "integer", virtual: true }) declare alone: number;
    @Column({ type: "integer", generatedAs: "1", virtual: true, unique: true })
    declare kept: number;
    @Column({ type: "bigint", generatedAs: "1" }) declare parentId: number;
    @Relate(() => Sheet, { required: true }) declare parent: unknown;
    @Column({ type: "integer", collate: "C" }) declare count: number;
    @Column({ type: "text", collate: "" }) declare noName: string;
  }

  expect(mistakesOf(Sheet)).toBe(
    `The models have 8 mistakes:
  Sheet.both: is generated and has a default as well.
    Keep one of them: the value of a generated column is always computed.
  Sheet.empty: is generated from something that is no SQL expression.
    Write it as text, 'price * amount', or with sql\`…\` holding values and names only.
  Sheet.noSql: is generated from something that is no SQL expression.
    Write it as text, 'price * amount', or with sql\`…\` holding values and names only.
  Sheet.alone: is virtual, which only a generated column is.
    Write @Column({ generatedAs: '…', virtual: true }), or leave virtual out.
  Sheet.kept: is virtual, and PostgreSQL can index only what it keeps.
    Leave virtual out, or make an index over the expression: @Index({ expression: '…' }).
  Sheet.parentId: is generated, and the key of Sheet.parent, which programs write.
    Leave generatedAs out, or give the relation a key of its own.
  Sheet.count: is of type integer, and only texts have a collation.
    Leave collate out.
  Sheet.noName: the name of the collation is empty.
    Write a name of 1 to 63 bytes.`,
  );
});

test("each wrong list of @Unique has an error of its own", () => {
  @Table()
  @Unique([])
  @Unique(["name"])
  @Unique(["name", "nmae"])
  @Unique(["name", "rooms"])
  class House {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare name: string;
    @HasMany(() => Room, (room: Room) => room.house) declare rooms: unknown;
  }
  @Table()
  @Unique(["house", "number"])
  class Room {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare number: number;
    @Relate(() => House) declare house: unknown;
  }

  expect(mistakesOf(House, Room)).toBe(`The models have 4 mistakes:
  House: @Unique names no properties.
    Write @Unique(['tenant', 'slug']).
  House: @Unique names one property, name.
    Write @Column({ unique: true }) at name.
  House: @Unique names "nmae", which is no column or relation.
    Write 'name'.
  House: @Unique names rooms, whose key lies in another table.
    Name a column, or a @Relate of this class.`);
});

test("a relation cannot refer to a unique constraint that may be broken for a while", () => {
  @Table()
  @Unique(["code", "year"], { deferrable: true })
  class Fund {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare code: string;
    @Column({ type: "integer" }) declare year: number;
  }
  @Table()
  class Grant {
    @PrimaryKey() declare id: number;
    @Relate(() => Fund, { references: ["code", "year"] }) declare fund: unknown;
  }
  expect(mistakesOf(Fund, Grant)).toBe(`The models have 1 mistake:
  Grant.fund: refers to Fund (code, year), which is not unique.
    Write @Unique(['code', 'year']) above class Fund.`);
});

test("mistakes in exclusion constraints are told", () => {
  @Table()
  @Exclude("none", { elements: [] })
  @Exclude("operator", { elements: [{ column: "during", with: "overlaps" }] })
  @Exclude("column", { elements: [{ column: "durring", with: "&&" }] })
  @Exclude("option", { elements: [{ column: "during", with: "&&" }], usng: 1 })
  @Exclude("element", { elements: [{ column: "during", wth: "&&" }] })
  class Booking {
    @PrimaryKey() declare id: number;
    @Column({ type: "tstzrange" }) declare during: unknown;
  }
  const fix =
    "Write @Exclude('booking', { elements: [{ column: 'room', with: '=' }, { column: 'during', with: '&&' }] }).";
  expect(mistakesOf(Booking)).toBe(`The models have 6 mistakes:
  Booking: has no option "wth".
    Write with.
  Booking: has no option "usng".
    Write using.
  Booking: @Exclude has no elements.
    ${fix}
  Booking: @Exclude has an element with "overlaps", which is no operator.
    ${fix}
  Booking: @Exclude names "durring", which is no column or relation.
    Write 'during'.
  Booking: @Exclude has an element with undefined, which is no operator.
    ${fix}`);
});

test("a column that is left alone cannot be a field at the same time", () => {
  @Table({ ignoredColumns: ["old", "full_name", ""] })
  class Customer {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare fullName: string;
  }
  expect(mistakesOf(Customer)).toBe(`The models have 2 mistakes:
  Customer.fullName: is the column "full_name", which ignoredColumns of @Table leaves alone.
    Take the field away, or the name out of ignoredColumns.
  Customer: the name of the ignored column is empty.
    Write a name of 1 to 63 bytes.`);
});

test("static indexes know every option and no other", () => {
  @Table()
  class Visit {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare page: string;
    @Column({ type: "text" }) declare host: string;
    static compositeIndexes = [
      { columns: ["page", "host"], uniqe: true },
      { columns: ["page", "hsot"] },
      { columns: ["page", 5] },
      ["page"],
    ];
  }
  expect(mistakesOf(Visit)).toBe(`The models have 4 mistakes:
  Visit: static compositeIndexes has an index with the option "uniqe", which there is not.
    Write unique.
  Visit: static compositeIndexes holds something that is no list of properties.
    Write static compositeIndexes = [['locale', 'publishedAt'], { columns: ['slug', 'locale'], unique: true }];
  Visit: static compositeIndexes has one property.
    Name two or more, or write @Column({ indexed: true }) at page.
  Visit: static compositeIndexes names "hsot", which is no column or relation.
    Write 'host'.`);
});

describe("An index that is added to a registry", () => {
  function visit(): ModelClass {
    @Table("visits")
    class Visit {
      @PrimaryKey() declare id: number;
      @Column({ type: "text" }) declare page: string;
      @Column({ type: "text" }) declare host: string;
    }
    return Visit;
  }
  /** What an untyped program would call. */
  const add = (
    models: ModelRegistry,
    method: "index" | "compositeIndex",
    ...args: unknown[]
  ): void => {
    (models[method] as (...given: unknown[]) => void).apply(models, args);
  };

  test.each<[string, unknown[], string]>([
    [
      "a name that no model has",
      ["Vist", ["page", "host"]],
      "  Vist: is the name of no model that is loaded.\n    Write 'Visit'.",
    ],
    [
      "no class and no name",
      [5, ["page", "host"]],
      "was given in place of a model",
    ],
    [
      "no list",
      ["Visit", "page"],
      "  Visit: registry.compositeIndex was given no list of properties.\n    Write registry.compositeIndex(Visit, ['tenant', 'slug']).",
    ],
  ])("is refused at once with %s", (_, args, message) => {
    const models = new ModelRegistry([visit()]);
    expect(() => {
      add(models, "compositeIndex", ...args);
    }).toThrow(message);
    models.reset();
  });

  test("may be of one property where it is called index, and of two where it is composite", () => {
    const model = visit();
    const models = new ModelRegistry([model]);
    add(models, "index", "Visit", "page");
    add(models, "index", model, ["host", "page"], { unique: true });
    expect(
      models
        .definitions()[0]
        ?.indexes.map(({ name, unique }) => [name, unique]),
    ).toEqual([
      ["idx_visits_page", false],
      ["idx_visits_host_page", true],
    ]);
    models.reset();
    const other = visit();
    const others = new ModelRegistry([other]);
    add(others, "compositeIndex", other, ["page"]);
    add(others, "index", other, ["host"], { uniqe: true });
    expect(() => others.definitions()).toThrow(`The models have 2 mistakes:
  Visit: registry.index has no option "uniqe".
    Write unique.
  Visit: registry.compositeIndex has one property.
    Name two or more, or write @Column({ indexed: true }) at page.`);
    others.reset();
  });

  test("with the name of another one is the same index, or a mistake", () => {
    @Table("visits")
    @CompositeIndex(["page", "host"])
    class Visit {
      @PrimaryKey() declare id: number;
      @Column({ type: "text" }) declare page: string;
      @Column({ type: "text" }) declare host: string;
    }
    const models = new ModelRegistry([Visit]);
    add(models, "compositeIndex", Visit, ["page", "host"]);
    expect(models.definitions()[0]?.indexes).toHaveLength(1);
    models.reset();
    add(new ModelRegistry([Visit]), "compositeIndex", Visit, ["page", "host"], {
      unique: true,
    });
    expect(mistakesOf(Visit)).toBe(`The models have 1 mistake:
  Visit: registry.compositeIndex makes the index "idx_visits_page_host" a second time, and not the same.
    Give one of them another name: { name: '…' }.`);
  });
});
