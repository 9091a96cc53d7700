import { Column as TypedColumn } from "../../../lib/decorators/column";
import { HasMany as TypedHasMany } from "../../../lib/decorators/has-many";
import { HasOne as TypedHasOne } from "../../../lib/decorators/has-one";
import { ManyToMany as TypedManyToMany } from "../../../lib/decorators/many-to-many";
import { Polymorphic as TypedPolymorphic } from "../../../lib/decorators/polymorphic";
import { PrimaryKey as TypedPrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate as TypedRelate } from "../../../lib/decorators/relate";
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
const Polymorphic = untyped(TypedPolymorphic);

test("every mistake in the way of a relation is told, with the name that is near", () => {
  @Table("writers")
  class Writer {
    @PrimaryKey() declare id: number;
    @Column({ type: "text" }) declare name: string;
    @HasMany(() => Book, "writer") declare books: unknown;
    @HasOne(() => Book, "writer", { latestOfMany: "id" })
    declare lastBook: unknown;
    @HasMany(() => Page, { through: "boks", source: "pages" })
    declare misspelt: unknown;
    @HasMany(() => Page, { through: "books", source: "page" })
    declare misspeltSource: unknown;
    @HasMany(() => Page, { through: "name", source: "pages" })
    declare ofColumn: unknown;
    @HasMany(() => Page, { through: "books", source: "translations" })
    declare elsewhere: unknown;
    @HasMany(() => Page, { through: "books" }) declare unsaid: unknown;
    @HasMany(() => Page, { through: "books", source: "subject" })
    declare ofSeveral: unknown;
    @HasMany(() => Page, { through: "lastBook", source: "pages" })
    declare ofOneOfMany: unknown;
    @HasMany(() => Page, { through: "circle", source: "books" })
    declare circle: unknown;
    @HasMany(() => Page, { through: "books", source: "round" })
    declare round: unknown;
    @HasMany(() => Page, { through: "books", source: "pages", where: {} })
    declare tooMuch: unknown;
    @HasMany(() => Page, { through: "misspelt", source: "book" })
    declare ofMistake: unknown;
    @HasOne(
      () => Book,
      { through: "onlyBook", source: "original" },
      { latestOfMany: "id" },
    )
    declare needless: unknown;
    @HasOne(() => Draft, "writer") declare onlyBook: unknown;
  }

  @Table("books")
  class Book {
    @PrimaryKey() declare id: number;
    @Relate(() => Writer) declare writer: unknown;
    @HasMany(() => Page, "book") declare pages: unknown;
    @HasMany(() => Book, "original") declare translations: unknown;
    @Relate(() => Book) declare original: unknown;
    @Polymorphic({ writer: () => Writer, page: () => Page })
    declare subject: unknown;
    @HasMany(() => Page, { through: "writer", source: "round" })
    declare round: unknown;
  }

  @Table("pages")
  class Page {
    @PrimaryKey() declare id: number;
    @Relate(() => Book) declare book: unknown;
  }

  @Table("drafts")
  class Draft {
    @PrimaryKey() declare id: number;
    @Relate(() => Writer) declare writer: unknown;
    @Relate(() => Book) declare original: unknown;
  }

  expect(mistakesOf(Writer, Book, Page, Draft))
    .toBe(`The models have 11 mistakes:
  Writer.tooMuch: has the option where beside through and source.
    Write it in an argument of its own: { through: '…', source: '…' }, { where: … }.
  Writer.misspelt: has the through Writer.boks, which does not exist.
    Write through: 'books'.
  Writer.misspeltSource: has the source Book.page, which does not exist.
    Write source: 'pages'.
  Writer.ofColumn: has the through Writer.name, which is a column.
    The relations of Writer are books, lastBook, misspelt, misspeltSource, ofColumn, elsewhere, unsaid, ofSeveral, ofOneOfMany, circle, round, tooMuch, ofMistake, needless, onlyBook.
  Writer.elsewhere: has the source Book.translations, which leads to Book, not to Page.
    Name a relation to Page, or write () => Book and the type with it.
  Writer.unsaid: has no source.
    Write { through: '…', source: '…' } with a relation of this class and one of the class that it leads to.
  Writer.ofSeveral: goes through Book.subject, which leads to records of several models.
    Name a relation to records of one model.
  Writer.ofOneOfMany: goes through Writer.lastBook, which is one of many records.
    Go through the relation to all of them, or load one in the other: with({ lastBook: { with: { … } } }).
  Writer.circle: goes through itself.
    Name relations that lead to other records by a key or a join model.
  Writer.needless: has latestOfMany, while its way leads to one record at most.
    Leave it out.
  Book.round: goes through Writer.round, which goes through it in turn.
    Name relations that lead to other records by a key or a join model.`);
});

test("every mistake in what a relation declares of its records is told", () => {
  @Table("carts")
  class Cart {
    @PrimaryKey() declare id: number;
    @HasMany(() => Line, "cart", { where: { prise: 1 } })
    declare misspelt: unknown;
    @HasMany(() => Line, "cart", { orderBy: [{ id: "asc" }, { pric: "asc" }] })
    declare misspeltOrder: unknown;
    @HasMany(() => Line, "cart", { where: undefined })
    declare undefinedWhere: unknown;
    @HasMany(() => Line, "cart", { where: [1] }) declare listed: unknown;
    @HasMany(() => Line, "cart", { order: { price: "asc" } })
    declare noOption: unknown;
    @HasOne(() => Line, "cart", { where: { price: 1 } })
    declare only: unknown;
    @HasOne(() => Line, "cart", { latestOfMany: "id", ofMany: { id: "asc" } })
    declare two: unknown;
    @HasOne(() => Line, "cart", { latestOfMany: "prices" })
    declare misspeltColumn: unknown;
    @HasOne(() => Line, "cart", { ofMany: "price" }) declare noOrder: unknown;
    @HasOne(() => Line, "cart", { oldestOfMany: [] }) declare none: unknown;
    @ManyToMany(() => Line, { through: () => Link, where: { pric: 1 } })
    declare lines: unknown;
  }

  @Table("lines")
  class Line {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare price: number;
    @Relate(() => Cart) declare cart: unknown;
  }

  @Table("links")
  class Link {
    @PrimaryKey() declare id: number;
    @Relate(() => Cart) declare cart: unknown;
    @Relate(() => Line) declare line: unknown;
  }

  expect(mistakesOf(Cart, Line, Link)).toBe(`The models have 11 mistakes:
  Cart.undefinedWhere: has a where that is undefined.
    Write a where object, { published: true }, or a function that gives one.
  Cart.listed: has a where that is a list.
    Write a where object, { published: true }, or a function that gives one.
  Cart.noOption: has no option "order".
    Write orderBy.
  Cart.misspelt: has where: { prise }, which Line does not have.
    Write price.
  Cart.misspeltOrder: has orderBy: { pric }, which Line does not have.
    Write price.
  Cart.only: has a where, while the only record that refers back needs none.
    Say which of many records it is: latestOfMany, oldestOfMany or ofMany; or leave where out.
  Cart.two: has the options latestOfMany and ofMany, which say different things.
    Keep one of them.
  Cart.misspeltColumn: finds its record by Line.prices, which is no column.
    Write price.
  Cart.noOrder: has no column in ofMany.
    Write ofMany: { price: 'desc' }.
  Cart.none: has no column in oldestOfMany.
    Write oldestOfMany: 'price'.
  Cart.lines: has where: { pric }, which Line does not have.
    Write price.`);
});

test("parts of a relation may stand beside the whole, which has one other side", () => {
  @Table("owners")
  class Owner {
    @PrimaryKey() declare id: number;
    @HasMany(() => Pet, "owner") declare pets: unknown;
    @HasMany(() => Pet, "owner", { where: { age: 1 } }) declare young: unknown;
    @HasMany(() => Pet, "owner", { orderBy: { age: "asc" } })
    declare byAge: unknown;
    @HasOne(() => Pet, "owner", { latestOfMany: "age" }) declare last: unknown;
    @HasOne(() => Pet, "owner", { oldestOfMany: "age" }) declare first: unknown;
  }

  @Table("pets")
  class Pet {
    @PrimaryKey() declare id: number;
    @Column({ type: "integer" }) declare age: number;
    @Relate(() => Owner) declare owner: unknown;
  }

  expect(mistakesOf(Owner, Pet)).toBe("");
});
