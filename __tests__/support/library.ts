import {
  Column,
  Defaulted,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  Table,
  Unique,
} from "arx";

/** The models that tests of queries and relations share: every kind of relation, to itself as well. */
@Table()
export class Author extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ type: "date", nullable: true }) declare born: string | null;
  @Relate(() => Author) declare mentor: Relate<Author | null>;
  @Column({ type: "bigint", nullable: true }) declare mentorId: number | null;
  @HasMany(() => Author, (author) => author.mentor)
  declare pupils: HasMany<Author>;
  @HasMany(() => Book, (book) => book.author) declare books: HasMany<Book>;
  @HasOne(() => Profile, (profile) => profile.author)
  declare profile: HasOne<Profile>;
  @ManyToMany(() => Author, {
    through: () => Friendship,
    near: (link) => link.from,
    far: (link) => link.to,
  })
  declare friends: ManyToMany<Author>;
}

@Table()
export class Profile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare bio: string;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
}

@Table()
export class Friendship extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Author, { required: true }) declare from: Relate<Author>;
  @Relate(() => Author, { required: true }) declare to: Relate<Author>;
}

/** Its key has two columns. */
@Table()
export class Publisher extends ManagedObject {
  @PrimaryKey({ type: "varchar" }) declare country: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column() declare name: string;
  @HasMany(() => Book, (book) => book.publisher) declare books: HasMany<Book>;
}

@Table()
export class Book extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Column({ type: "integer", nullable: true }) declare pages: number | null;
  @Column({ type: "numeric", nullable: true }) declare price: string | null;
  @Column({ type: "boolean", default: true }) declare inPrint: boolean;
  @Column({ type: "text[]", nullable: true }) declare tags: string[] | null;
  @Column({ type: "jsonb", nullable: true }) declare meta: {
    views?: number;
    lang?: string;
  } | null;
  @Column({ type: "timestamptz", nullable: true })
  declare publishedAt: Date | null;
  @Column({ type: "bytea", nullable: true }) declare cover: Buffer | null;
  @Column({ type: "text", nullable: true }) declare subtitle: string | null;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
  @Column({ type: "bigint" }) declare authorId: number;
  @Relate(() => Author) declare editor: Relate<Author | null>;
  @Column({ type: "bigint", nullable: true }) declare editorId: number | null;
  @Relate(() => Publisher) declare publisher: Relate<Publisher | null>;
  @ManyToMany(() => Label, { through: () => BookLabel })
  declare labels: ManyToMany<Label>;
  declare [Defaulted]?: "inPrint";
}

@Table()
export class Label extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ unique: true }) declare name: string;
  @ManyToMany(() => Book, { through: () => BookLabel })
  declare books: ManyToMany<Book>;
}

@Table()
@Unique(["book", "label"])
export class BookLabel extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Book, { required: true }) declare book: Relate<Book>;
  @Relate(() => Label, { required: true }) declare label: Relate<Label>;
}

export const libraryModels = [
  Author,
  Profile,
  Friendship,
  Publisher,
  Book,
  Label,
  BookLabel,
];
