import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
} from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

export class Author extends ManagedObject {
  @PrimaryKey() declare id: number;

  @HasMany(() => Book, "author") declare books: HasMany<Book>;
  @HasMany(() => Book, (book) => book.editor) declare edited: HasMany<Book>;
  @HasOne(() => Desk, "owner") declare desk: HasOne<Desk>;
  @HasMany(() => Praise, "subject") declare praises: HasMany<Praise>;
  @ManyToMany(() => Book, { through: () => Reading, near: "reader" })
  declare known: ManyToMany<Book>;
  @ManyToMany(() => Book, {
    through: () => Reading,
    near: (reading) => reading.reader,
    far: "book",
  })
  declare readBoth: ManyToMany<Book>;

  // expected: NameOrReader<Book>
  // @ts-expect-error
  @HasMany(() => Book, "autor")
  declare misspelt: HasMany<Book>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Book, "title")
  declare ofColumn: HasMany<Book>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Book, "save")
  declare ofMethod: HasMany<Book>;

  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasMany(() => Reading, "book")
  declare ofAnother: HasMany<Reading>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @HasMany(() => Book, "author")
  declare ofOther: HasMany<Desk>;

  // expected: Property 'autor' does not exist on type 'Book'
  // @ts-expect-error
  @HasMany(() => Book, (book) => book.autor)
  declare misread: HasMany<Book>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasOne(() => Desk, "id")
  declare oneOfKey: HasOne<Desk>;

  // expected: is not assignable to parameter of type 'ThroughPath | NameOrReader<Desk>'
  // @ts-expect-error
  @HasOne(() => Desk, "ower")
  declare oneMisspelt: HasOne<Desk>;

  // expected: arx: near names a relation of the join model that does not lead to this model
  // @ts-expect-error
  @ManyToMany(() => Book, { through: () => Reading, near: "book" })
  declare nearOther: ManyToMany<Book>;

  // expected: arx: far names no @Relate of the join model
  // @ts-expect-error
  @ManyToMany(() => Book, { through: () => Reading, far: "id" })
  declare farKey: ManyToMany<Book>;

  @ManyToMany(() => Book, {
    through: () => Reading,
    // expected: is not assignable to type
    // @ts-expect-error
    near: "readr",
  })
  declare nearMisspelt: ManyToMany<Book>;
}

export class Book extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
  @Relate(() => Author) declare editor: Relate<Author | null>;
  @Column() declare title: string;
}

export class Desk extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Author) declare owner: Relate<Author | null>;
}

export class Reading extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Author, { required: true }) declare reader: Relate<Author>;
  @Relate(() => Book, { required: true }) declare book: Relate<Book>;
}

export class Praise extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ author: () => Author, book: () => Book }, { required: true })
  declare subject: Polymorphic<{ author: Author; book: Book }>;
}

// The function is given a record of the other model, whichever form the others take.
export const reads = HasMany(
  () => Book,
  (book) => {
    isTrue<Equal<typeof book, Book>>();
    return book.author;
  },
);
