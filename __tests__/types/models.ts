import {
  Check,
  Column,
  CompositeIndex,
  CreatedAt,
  Defaulted,
  HasMany,
  HasOne,
  Index,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Range,
  Relate,
  Seed,
  sql,
  Table,
  Unique,
  UpdatedAt,
  Virtual,
} from "arx";
import type { JsonNull, Point } from "arx";

export enum Status {
  Draft = "draft",
  Published = "published",
}

@Table()
export class User extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @Column({ enum: ["admin", "writer"], default: "writer" }) declare role:
    "admin" | "writer";
  @Column({ type: "integer", nullable: true }) declare age: number | null;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
  @HasMany(() => Article, (article) => article.author)
  declare articles: HasMany<Article>;
  @HasOne(() => Profile, (profile) => profile.user)
  declare profile: HasOne<Profile>;
  declare [Defaulted]?: "role";
  declare [Virtual]?: "domain";

  get domain(): string {
    return this.email.replace(/.*@/, "");
  }

  greet(): string {
    return `Hello, ${this.email}`;
  }
}

@Table({ name: "articles", schema: "content", comment: "What people write" })
@CompositeIndex(["author", "publishedAt"])
@CompositeIndex(
  ["slug", { column: "locale", direction: "desc", nulls: "last" }],
  { unique: true, name: "by_slug", include: ["title"] },
)
@Index({ expression: sql`lower(title)` }, { where: "published_at is not null" })
@Unique(["slug", "locale"])
@Check("title", "title <> ''")
@Seed(
  [
    {
      slug: "hello",
      title: "Hello",
      locale: "en",
      author: 1,
      tags: ["a"],
      meta: { views: 1 },
    },
  ],
  { upsert: true },
)
export class Article extends ManagedObject {
  @PrimaryKey({ type: "bigint", default: "identity" }) declare id: number;
  @Column({ length: 200 }) declare title: string;
  @Column() declare slug: string;
  @Column({ default: "en" }) declare locale: string;
  @Column({ enum: Status, default: Status.Draft }) status: Status =
    Status.Draft;
  @Column({ type: "jsonb", default: {} }) declare meta: { views?: number };
  @Column({ type: "text[]", default: [] }) declare tags: string[];
  @Column({ type: "timestamptz", nullable: true, default: sql`now()` })
  declare publishedAt: Date | null;
  @Column({ type: "numeric", precision: 10, scale: 2, check: "price >= 0" })
  price!: string;
  @Column({ type: "bigint", mode: "bigint" }) declare reads: bigint;
  @Column() declare cover: Uint8Array;
  @Relate(() => User, { required: true, onDelete: "cascade" })
  declare author: Relate<User>;
  @Column() declare authorId: number;
  @Relate(() => User) declare editor: Relate<User | null>;
  @Relate(() => User, { required: true, references: "email", deferrable: true })
  declare owner: Relate<User>;
  @ManyToMany(() => Label, { through: () => ArticleLabel })
  declare labels: ManyToMany<Label>;
  declare [Defaulted]?:
    "locale" | "status" | "meta" | "tags" | "price" | "reads" | "cover";

  static compositeIndexes = [["locale", "publishedAt"]];
}

@Table()
export class Label extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column() declare name: string;
  @ManyToMany(() => Article, {
    through: () => ArticleLabel,
    near: (join) => join.label,
    far: (join) => join.article,
  })
  declare articles: ManyToMany<Article>;
}

@Table("article_labels")
export class ArticleLabel extends ManagedObject {
  @PrimaryKey() declare articleId: number;
  @PrimaryKey({ type: "uuid" }) declare labelId: string;
  @Relate(() => Article, { required: true, indexed: false })
  declare article: Relate<Article>;
  @Relate(() => Label, { required: true }) declare label: Relate<Label>;
}

@Table()
export class Profile extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ type: "jsonb", nullable: true }) declare settings: unknown;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
}

/** A base that gives its columns to the classes that extend it. */
export abstract class Timestamped extends ManagedObject {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare createdAt: Date;
}

@Table()
export class Category extends Timestamped {
  @Column() declare name: string;
  @Relate(() => Category) declare parent: Relate<Category | null>;
  @HasMany(() => Category, (category) => category.parent)
  declare children: HasMany<Category>;
}

@Table()
export class Stay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "daterange" }) declare nights: Range<string>;
  @Column({
    type: "int8range",
    mode: "bigint",
    nullable: true,
    default: new Range(1n, 4n),
  })
  declare seats: Range<bigint> | null;
  @Column({ type: "tstzrange[]" }) declare closed: Range<Date>[];
  @Column({ type: "point", default: { x: 0, y: 0 } }) declare place: Point;
  @Column({ type: "timetz" }) declare opens: string;
  @Column({ type: "jsonb", nullable: true })
  declare extra: { a?: number } | null | JsonNull;
}
