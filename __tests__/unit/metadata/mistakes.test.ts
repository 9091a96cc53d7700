import { Column as TypedColumn } from "../../../lib/decorators/column";
import {
  Check as TypedCheck,
  Unique as TypedUnique,
} from "../../../lib/decorators/constraints";
import { HasMany as TypedHasMany } from "../../../lib/decorators/has-many";
import { HasOne as TypedHasOne } from "../../../lib/decorators/has-one";
import {
  CompositeIndex as TypedCompositeIndex,
  Index as TypedIndex,
} from "../../../lib/decorators/indexes";
import { ManyToMany as TypedManyToMany } from "../../../lib/decorators/many-to-many";
import { PrimaryKey as TypedPrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate as TypedRelate } from "../../../lib/decorators/relate";
import { Seed as TypedSeed } from "../../../lib/decorators/seed";
import { Table } from "../../../lib/decorators/table";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

// The compiler refuses most of what follows; programs without types must hear of it as well.
const Column = untyped(TypedColumn);
const PrimaryKey = untyped(TypedPrimaryKey);
const Relate = untyped(TypedRelate);
const HasMany = untyped(TypedHasMany);
const HasOne = untyped(TypedHasOne);
const ManyToMany = untyped(TypedManyToMany);
const Index = untyped(TypedIndex);
const CompositeIndex = untyped(TypedCompositeIndex);
const Unique = untyped(TypedUnique);
const Check = untyped(TypedCheck);
const Seed = untyped(TypedSeed);

enum Level {
  Low = 1,
  // eslint-disable-next-line @typescript-eslint/no-mixed-enums -- it is the mistake
  High = "high",
}

test("every mistake in columns is told at once, each with the line to write", () => {
  @Table()
  class Product {
    @Column() declare tags: string[];
    @Column() declare price: number | null;
    @Column({ type: "varchr" }) declare name: string;
    @Column({ type: "integer" }) declare code: string;
    @Column({ type: "integer", default: "many" }) declare stock: number;
    @Column({ type: "integer", length: 3 }) declare size: number;
    @Column({ enum: Level }) declare level: Level;
    @Column({ type: "text", nulable: true }) declare note: string;
    @Column({ type: "text", default: null }) declare label: string;
    @Column({ type: "text" }) declare errors: string;
    @Column({ unique: true, indexed: "by_slug" }) declare slug: string;
    @Column({ name: "slug" }) declare alias: string;
    @Column({ name: "n".repeat(64) }) declare long: string;
    @Column({ type: "text" }) @Column({ type: "text" }) declare twice: string;
    @Column({ type: "text", check: "" }) declare checked: string;
    @Column({ enum: ["a"], type: "integer" }) declare kind: string;
    declare untold: string;
  }
  // A compiler such as esbuild writes no metadata, and calls the decorator as this does.
  Column()(Product.prototype, "untold");

  expect(mistakesOf(Product)).toBe(`The models have 18 mistakes:
  Product.note: has no option "nulable".
    Write nullable.
  Product.twice: is declared as a column twice.
    Keep one of the column decorators and put all options into it.
  Product.errors: has a name that arx reserves.
    Rename the field; the column can keep its name: @Column({ name: 'errors' }).
  Product: has no primary key.
    Write @PrimaryKey() declare id: number;
  Product.tags: design:type is Array, which does not tell what the elements are.
    Write @Column({ type: 'text[]' }).
  Product.price: design:type is Object, which does not tell what the column holds.
    Write @Column({ type: 'text', nullable: true }) for string | null, @Column({ type: 'jsonb' }) for an object; where a field has a value and no type, write its type as well.
  Product.name: "varchr" is no type of a column.
    Write type: 'varchar'.
  Product.code: design:type is String, but a column of type integer holds number.
    Declare the field as number, or give the column another type.
  Product.stock: has the default a string, but takes an integer.
    Write a value of the column's type, an SQL expression with sql\`…\`, or leave the default out.
  Product.size: integer takes no length.
    Correct the option, or leave it out.
  Product.level: enum has texts beside numbers.
    Give every member a text, or every one a number.
  Product.label: has the default null, which a nullable column has anyway.
    Write a value of the column's type, an SQL expression with sql\`…\`, or leave the default out.
  Product.slug: is unique, which makes an index, and asks for another index.
    Leave indexed out.
  Product.long: the name of the column has 64 bytes, and PostgreSQL keeps 63.
    Write a name of 1 to 63 bytes.
  Product.kind: is an enum, which is kept as text, and cannot be integer.
    Leave the type out.
  Product.untold: has no type, because the compiler wrote no metadata (esbuild and tsx never do).
    Write it: @Column({ type: 'text' }) for a string, @Column({ type: 'integer' }) for a number. Or set "emitDecoratorMetadata" to true in tsconfig.json.
  Product.alias: has the column name "slug", which Product.slug has as well.
    Give one of them another name: @Column({ name: '…' }).
  Product.checked: has a check that is no SQL condition.
    Write it as text, 'price > 0', or with sql\`…\` holding values and names only.`);
});

test("every mistake in relations is told at once, in all classes", () => {
  class Plain {}

  @Table()
  class Author {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare nick: string;
    @HasMany(() => Book, (book: Book) => book.author) declare books: unknown;
    @HasMany(() => Book, (book: Book) => book.author) declare again: unknown;
    @HasMany(() => Book, (book: Book) => book.title) declare ofColumn: unknown;
    @HasMany(() => Book, () => undefined) declare ofNothing: unknown;
    @HasOne(() => Shop, (shop: Shop) => shop.owner) declare shop: unknown;
    @ManyToMany(() => Shop, { through: () => Book }) declare shops: unknown;
  }

  @Table()
  class Book {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare title: string;
    @Relate(() => Author, { required: true, onDelete: "setNull" })
    declare author: unknown;
    @Column({ type: "text" }) declare authorId: string;
    @Relate(() => Author) declare editor: unknown;
    @Column({ type: "bigint" }) declare editorId: number;
    @Relate(() => Author, { references: "nick" }) declare namesake: unknown;
    @Relate(() => Author, { references: "nik" }) declare misspelt: unknown;
    @Relate(() => Plain) declare plain: unknown;
    @Relate(() => undefined) declare missing: unknown;
    @Relate(() => {
      throw new ReferenceError("Cannot access 'Late' before initialization");
    })
    declare late: unknown;
    @Relate(() => Author) @Column({ type: "text" }) declare both: unknown;
    @HasMany(() => Author, (author: Author) => author.books)
    declare authors: unknown;
  }

  @Table()
  class Shop {
    @PrimaryKey() declare id: number;
    @Relate(() => Shop) declare owner: unknown;
    @ManyToMany(() => Shop, { through: () => Friendship })
    declare friends: unknown;
    @ManyToMany(() => Shop, {
      through: () => Friendship,
      near: (f: Friendship) => f.id,
    })
    declare enemies: unknown;
  }

  @Table()
  class Friendship {
    @PrimaryKey() declare id: number;
    @Relate(() => Shop, { required: true }) declare one: unknown;
    @Relate(() => Shop, { required: true }) declare other: unknown;
  }

  expect(mistakesOf(Author, Book, Shop, Friendship))
    .toBe(`The models have 18 mistakes:
  Author.again: is the other side of Book.author, and so is Author.books.
    Keep one of them.
  Author.ofColumn: is the other side of Book.title, which is a column.
    Write t => t.author or t => t.editor or t => t.namesake or t => t.both.
  Author.ofNothing: its second argument names no property of Book.
    Write t => t.author or t => t.editor or t => t.namesake or t => t.both.
  Author.shop: is the other side of Shop.owner, which refers to Shop.
    Write @Relate(() => Author) declare author: Relate<Author | null>; in class Shop, and t => t.author here.
  Author.shops: goes through Book, which has several relations to Author: author, editor, namesake, both.
    Say which is which: { through: () => Book, near: j => j.author, far: j => j.… }.
  Author.shops: goes through Book, which has no @Relate to Shop.
    Write @Relate(() => Shop, { required: true }) declare shop: Relate<Shop>; in class Book.
  Book.both: is declared as a column and as a relation.
    Take @Column away; the key of the relation is the column bothId.
  Book.misspelt: refers to Author.nik, which is no column.
    Write references: 'nick'.
  Book.plain: refers to Plain, which has no @Table().
    Write @Table() above class Plain.
  Book.missing: the target of the relation is undefined, not a class.
    Write a function that returns the class, () => Other, and import the file that declares it.
  Book.late: the target of the relation cannot be read (Cannot access 'Late' before initialization).
    Write a function that returns the class, () => Other, and import the file that declares it.
  Book.authorId: is text (string), but Author.id is bigint (number).
    Leave the type out, @Column(), and declare the field as number.
  Book.author: is required and would be set to null by onDelete: 'setNull'.
    Write onDelete: 'cascade' or 'restrict', or leave required out.
  Book.editorId: is not null, but the relation editor is optional.
    Write @Relate(…, { required: true }) at editor, or nullable: true here.
  Book.namesake: refers to Author.nick, which is not unique.
    Write @Column({ unique: true }) at Author.nick.
  Book.authors: is the other side of Author.books, which is a has side itself.
    Write @Relate(() => Book) declare book: Relate<Book | null>; in class Author, and t => t.book here.
  Shop.friends: goes through Friendship, which has several relations to Shop: one, other.
    Say which is which: { through: () => Friendship, near: j => j.one, far: j => j.other }.
  Shop.enemies: near names Friendship.id, which is no @Relate to Shop.
    Say which is which: { through: () => Friendship, near: j => j.one, far: j => j.other }.`);
});

test("every mistake in indexes, constraints and seeds is told at once", () => {
  @Table()
  @Index("titel")
  @Index(["title"], { nullsNotDistinct: true })
  @Index({ expression: "" })
  @CompositeIndex(["title"])
  @CompositeIndex(["title", "title"])
  @CompositeIndex(["title", "slug"])
  @CompositeIndex(["title", "slug"], { unique: true })
  @CompositeIndex(["comments", "title"])
  @CompositeIndex(["title", "id"], { uniqe: true })
  @Unique([])
  @Unique(["slug"])
  @Unique(["slug", "nope"])
  @Unique(["slug", "comments"])
  @Check("", "true")
  @Seed([{ titel: "a" }])
  @Seed([5])
  @Seed([{ title: "a" }], {
    upsert: { conflictKey: "title", updateFields: ["nope"] },
  })
  @Seed([{ title: "a" }], { upsert: true })
  class Post {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare title: string;
    @Column({ type: "text" }) declare slug: string;
    @HasMany(() => Comment, (comment: Comment) => comment.post)
    declare comments: unknown;
    static compositeIndexes = ["title"];
  }

  @Table()
  class Comment {
    @PrimaryKey() declare id: number;
    @Relate(() => Post) declare post: unknown;
  }

  expect(mistakesOf(Post, Comment)).toBe(`The models have 19 mistakes:
  Post: has no option "uniqe".
    Write unique.
  Post: @Unique names no properties.
    Write @Unique(['tenant', 'slug']).
  Post: @Unique names one property, slug.
    Write @Column({ unique: true }) at slug.
  Post: @Unique names "nope", which is no column or relation.
    Name a property with @Column or @Relate.
  Post: @Unique names comments, whose key lies in another table.
    Name a column, or a @Relate of this class.
  Post: the name of the check is empty.
    Write a name of 1 to 63 bytes.
  Post: static compositeIndexes holds something that is no list of properties.
    Write static compositeIndexes = [['locale', 'publishedAt'], { columns: ['slug', 'locale'], unique: true }];
  Post: @Index has nullsNotDistinct, which means something for unique indexes only.
    Add unique: true, or leave it out.
  Post: @CompositeIndex has one property.
    Name two or more, or write @Column({ indexed: true }) at title.
  Post: @CompositeIndex names title twice.
    Name each property once.
  Post: @Index names "titel", which is no column or relation.
    Write 'title'.
  Post: @Index expression is no SQL expression.
    Write it as text, 'lower(email)', or with sql\`…\` holding values and names only.
  Post: @CompositeIndex makes the index "idx_posts_title_slug" a second time, and not the same.
    Give one of them another name: { name: '…' }.
  Post: @CompositeIndex names comments, whose key lies in another table.
    Name a column, or a @Relate of this class.
  Post: seed Post#1 has the property "titel", which is no column.
    Write 'title'.
  Post: seed Post#2 row 1 is no object.
    Write each row as { property: value }.
  Post: seed Post#3 updates "nope", which is no column.
    Name a column, or a @Relate of the model.
  Post: seed Post#3 finds rows by title, which is not unique.
    Write @Column({ unique: true }) there.
  Post: seed Post#4 row 1 has no value for id, by which an upsert finds rows.
    Give it, or name another key: { upsert: { conflictKey: '…' } }.`);
});

test("a class that a minifier renamed must name its table", () => {
  @Table()
  class a {
    @PrimaryKey() declare id: number;
  }
  @Table("things")
  class b {
    @PrimaryKey() declare id: number;
  }
  expect(mistakesOf(a)).toBe(`The models have 1 mistake:
  a: has a name too short to name a table; it looks as if a minifier made it.
    Write @Table('…') with the name of the table.`);
  expect(mistakesOf(b)).toBe("");
});

test("keys that take their types from each other are told", () => {
  @Table()
  class Hen {
    @PrimaryKey() declare eggId: number;
    @Relate(() => Egg, { required: true }) declare egg: unknown;
  }
  @Table()
  class Egg {
    @PrimaryKey() declare henId: number;
    @Relate(() => Hen, { required: true }) declare hen: unknown;
  }
  expect(mistakesOf(Hen, Egg)).toBe(`The models have 1 mistake:
  Hen.eggId: takes its type from the column it refers to, which takes it from this one.
    Write the type of the key on one side: @PrimaryKey({ type: 'bigint', default: 'none' }).`);
});

test("a wrong key is told", () => {
  @Table()
  class Coin {
    @PrimaryKey() declare id: string;
  }
  @Table()
  class Note {
    @PrimaryKey({ type: "uuid", default: "identity" }) declare id: string;
  }
  @Table()
  class Card {
    @PrimaryKey({ type: "jsonb" }) declare id: unknown;
  }
  expect(mistakesOf(Coin, Note, Card)).toBe(`The models have 3 mistakes:
  Coin.id: design:type is String, but a key is a bigint unless said otherwise.
    Write @PrimaryKey({ type: 'uuid', default: 'v7' }) or @PrimaryKey({ type: 'text' }).
  Note.id: is a key of type uuid, for which there is no default "identity".
    Integer keys take default: 'identity', uuid keys 'v4' or 'v7', every key 'none'.
  Card.id: is a key of type jsonb.
    Write one of bigint, integer, smallint, uuid, text, varchar.`);
});
