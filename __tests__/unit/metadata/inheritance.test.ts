import { Column } from "../../../lib/decorators/column";
import { Check } from "../../../lib/decorators/constraints";
import { HasMany } from "../../../lib/decorators/has-many";
import { Discriminator } from "../../../lib/decorators/discriminator";
import { CompositeIndex } from "../../../lib/decorators/indexes";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Seed } from "../../../lib/decorators/seed";
import { Subtype } from "../../../lib/decorators/subtype";
import { Table } from "../../../lib/decorators/table";
import { CreatedAt } from "../../../lib/decorators/timestamps";
import type { ModelClass } from "../../../lib/metadata/definition";
import { definitionOf, findDefinition } from "../../../lib/metadata/registry";
import { Author } from "../../fixtures/circular/author";
import { Book } from "../../fixtures/circular/book";

@CompositeIndex(["createdAt", "title"])
@Check("title", "title <> ''")
abstract class Base {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare createdAt: Date;
  @Column({ type: "text" }) declare title: string;
  static compositeIndexes = [["id", "title"]];
}

// The language takes a mixin only with a rest parameter of any.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Constructor = abstract new (...parameters: any[]) => object;

function Owned<Parent extends Constructor>(parent: Parent) {
  abstract class WithOwner extends parent {
    @Relate(() => Owner) declare owner: Relate<Owner | null>;
  }
  return WithOwner;
}

@Table()
class Owner extends Base {
  @HasMany(() => Letter, (letter) => letter.owner)
  declare letters: HasMany<Letter>;
}

@Table()
@Seed({ title: "First", body: "…" })
class Letter extends Owned(Base) {
  @Column({ type: "varchar", length: 40 }) declare title: string;
  @Column() declare body: string;
}

@Table()
class Parcel extends Owned(Base) {
  @Column() declare weight: number;
}

@Table()
class ExpressParcel extends Parcel {
  @Column({ type: "date" }) declare due: string;
}

describe("a base class", () => {
  test("gives its columns to each class that extends it, its own coming after", () => {
    expect(columnsOf(Owner)).toEqual([
      "id bigint",
      "createdAt timestamptz",
      "title text",
    ]);
    expect(columnsOf(Letter)).toEqual([
      "id bigint",
      "createdAt timestamptz",
      "title varchar(40)",
      "ownerId bigint",
      "body text",
    ]);
    expect(columnsOf(Parcel)).toEqual([
      "id bigint",
      "createdAt timestamptz",
      "title text",
      "ownerId bigint",
      "weight integer",
    ]);
  });

  test("learns nothing from the classes that extend it", () => {
    expect(findDefinition(Base)).toBeUndefined();
    expect(columnsOf(Owner)).not.toContain("weight integer");
    expect(columnsOf(Letter)).not.toContain("weight integer");
    expect(columnsOf(Parcel)).not.toContain("body text");
  });

  test("with a table of its own gives its columns as well, but not its table and seeds", () => {
    expect(columnsOf(ExpressParcel)).toEqual([
      ...columnsOf(Parcel),
      "due date",
    ]);
    expect(definitionOf(ExpressParcel).table).toBe("express_parcels");
    expect(definitionOf(Letter).seeds.map(({ name }) => name)).toEqual([
      "Letter#1",
    ]);
    expect(definitionOf(ExpressParcel).seeds).toEqual([]);
  });

  test("gives indexes and checks that are named after the table of each class", () => {
    expect(namesIn(Letter)).toEqual([
      "letters_title_check",
      "idx_letters_created_at_title",
      "idx_letters_owner_id",
    ]);
    expect(namesIn(Parcel)).toEqual([
      "parcels_title_check",
      "idx_parcels_created_at_title",
      "idx_parcels_owner_id",
    ]);
  });

  test("keeps its static compositeIndexes to itself", () => {
    expect(namesIn(Owner)).toEqual([
      "owners_title_check",
      "idx_owners_created_at_title",
    ]);
  });

  test("lets a relation of a mixin name the class that uses it as the other side", () => {
    const { letters } = definitionOf(Owner).relations;
    expect(letters?.kind === "hasMany" && letters.inverse).toBe(
      definitionOf(Letter).relations["owner"],
    );
    expect(definitionOf(Parcel).relations["owner"]).toMatchObject({
      at: "Parcel.owner",
      constraint: "parcels_owner_id_fkey",
    });
  });
});

describe("mixins", () => {
  function Tagged<Parent extends Constructor>(parent: Parent) {
    abstract class WithTag extends parent {
      @Column({ type: "text", nullable: true, indexed: true }) declare tag:
        string | null;
      @Column({ type: "text" }) declare title: string;
    }
    return WithTag;
  }

  function Ranked<Parent extends Constructor>(parent: Parent) {
    @Check("rank", "rank > 0")
    abstract class WithRank extends parent {
      @Column({ default: 1 }) declare rank: number;
    }
    return WithRank;
  }

  @Table()
  class Song extends Ranked(Tagged(Base)) {
    @Column() declare length: number;
  }

  @Table()
  class Film extends Tagged(Base) {
    @Column({ type: "varchar", length: 9, indexed: true }) declare tag: string;
  }

  test("are added up, and one that two classes have leaks nothing from one to the other", () => {
    expect(columnsOf(Song)).toEqual([
      "id bigint",
      "createdAt timestamptz",
      "title text",
      "tag text",
      "rank integer",
      "length integer",
    ]);
    expect(columnsOf(Film)).toEqual([
      "id bigint",
      "createdAt timestamptz",
      "title text",
      "tag varchar(9)",
    ]);
    expect(namesIn(Song)).toEqual([
      "songs_title_check",
      "songs_rank_check",
      "idx_songs_created_at_title",
      "idx_songs_tag",
    ]);
    expect(namesIn(Film)).toEqual([
      "films_title_check",
      "idx_films_created_at_title",
      "idx_films_tag",
    ]);
  });

  test("and bases give a property whose options a subclass replaces as a whole", () => {
    expect(definitionOf(Song).columns["tag"]?.nullable).toBe(true);
    expect(definitionOf(Film).columns["tag"]?.nullable).toBe(false);
  });
});

describe("classes that share a table", () => {
  abstract class Kind {
    @PrimaryKey() declare id: number;
    @Discriminator() declare readonly type: string;
  }

  function Priced<Parent extends Constructor>(parent: Parent) {
    abstract class WithPrice extends parent {
      @Column({ type: "integer" }) declare price: number;
    }
    return WithPrice;
  }

  @Table({ name: "goods", schema: "shop", comment: "What is sold" })
  @Subtype("good")
  class Good extends Priced(Kind) {}

  @Subtype()
  @Seed({ price: 3, pages: 9 })
  class PrintedBook extends Good {
    @Column({ type: "integer" }) declare pages: number;
  }

  @Table()
  @Subtype()
  class Offer extends Kind {}

  test("have what their bases and mixins declare, once", () => {
    const { columns, table, schema, comment } = definitionOf(PrintedBook);
    expect([table, schema, comment]).toEqual(["goods", "shop", "What is sold"]);
    expect(columnsOf(PrintedBook)).toEqual([
      "id bigint",
      "type text",
      "price integer",
      "pages integer",
    ]);
    expect(columns["price"]).toBe(definitionOf(Good).columns["price"]);
    expect(columnsOf(Good)).not.toContain("pages integer");
  });

  test("of one base stay apart where each has a table of its own", () => {
    expect(definitionOf(Good).inheritance?.aliases).toEqual([
      "good",
      "printed_book",
    ]);
    expect(definitionOf(Offer).inheritance?.aliases).toEqual(["offer"]);
    expect(definitionOf(Offer).columns["type"]?.enumValues).toEqual(["offer"]);
    expect(namesIn(Offer)).toEqual(["offers_type_check", "idx_offers_type"]);
  });
});

test("two files may import each other", () => {
  const { books } = definitionOf(Author).relations;
  expect(books?.kind === "hasMany" && books.inverse).toBe(
    definitionOf(Book).relations["author"],
  );
  expect(columnsOf(Book)).toEqual(["id bigint", "authorId bigint"]);
});

function columnsOf(model: ModelClass): string[] {
  return definitionOf(model).columnList.map(
    ({ property, type }) => `${property} ${type.sqlName}`,
  );
}

function namesIn(model: ModelClass): string[] {
  const { checks, indexes } = definitionOf(model);
  return [...checks, ...indexes].map(({ name }) => name);
}
