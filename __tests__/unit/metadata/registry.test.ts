import { Column } from "../../../lib/decorators/column";
import { Unique } from "../../../lib/decorators/constraints";
import { HasMany } from "../../../lib/decorators/has-many";
import { HasOne } from "../../../lib/decorators/has-one";
import { CompositeIndex } from "../../../lib/decorators/indexes";
import { ManyToMany } from "../../../lib/decorators/many-to-many";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Seed } from "../../../lib/decorators/seed";
import { Table } from "../../../lib/decorators/table";
import { CreatedAt, UpdatedAt } from "../../../lib/decorators/timestamps";
import type { ModelDefinition } from "../../../lib/metadata/definition";
import {
  defaultRegistry,
  definitionOf,
  findDefinition,
  ModelRegistry,
  onModelResolved,
} from "../../../lib/metadata/registry";

@Table()
class User {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @Column({ enum: ["admin", "writer"], default: "writer" }) declare role: "admin" | "writer";
  @Column({ type: "integer", nullable: true }) declare age: number | null;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
  @HasMany(() => Article, (article) => article.author) declare articles: HasMany<Article>;
  @HasOne(() => Profile, (profile) => profile.user) declare profile: HasOne<Profile>;
}

@Table({ schema: "content", comment: "What people write" })
@CompositeIndex(["author", { column: "publishedAt", direction: "desc", nulls: "last" }])
@Unique(["slug", "locale"])
@Seed([{ title: "Hello", slug: "hello", locale: "en", authorId: 1 }], { upsert: { conflictKey: ["slug", "locale"] }, when: ["test"] })
class Article {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: 200, indexed: true }) declare title: string;
  @Column() declare slug: string;
  @Column({ default: "en" }) declare locale: string;
  @Column({ type: "timestamptz", nullable: true }) declare publishedAt: Date | null;
  @Relate(() => User, { required: true, onDelete: "cascade" }) declare author: Relate<User>;
  @Column() declare authorId: number;
  @Relate(() => User) declare editor: Relate<User | null>;
  @ManyToMany(() => Label, { through: () => ArticleLabel }) declare labels: ManyToMany<Label>;
  static compositeIndexes = [["locale", "publishedAt"], { columns: ["title", "id"], name: "by_title", unique: true }];
}

@Table()
class Label {
  @PrimaryKey({ type: "varchar", length: 12 }) declare code: string;
  @ManyToMany(() => Article, { through: () => ArticleLabel }) declare articles: ManyToMany<Article>;
}

@Table()
class ArticleLabel {
  @PrimaryKey() declare articleId: number;
  @PrimaryKey({ type: "varchar", length: 12 }) declare labelId: string;
  @Relate(() => Article, { required: true }) declare article: Relate<Article>;
  @Relate(() => Label, { required: true }) declare label: Relate<Label>;
}

@Table()
class Profile {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
}

test("smoke", () => {
  const d = definitionOf(Article);
  console.dir(d, { depth: 3 });
  console.dir(definitionOf(User).uniques, { depth: 2 });
  console.dir(definitionOf(Profile), { depth: 2 });
  console.dir(definitionOf(ArticleLabel), { depth: 3 });
  console.dir(definitionOf(Article).indexes, { depth: 4 });
});
