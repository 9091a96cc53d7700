import {
  AfterCommit,
  BeforeSave,
  Check,
  Column,
  CompositeIndex,
  CreatedAt,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Registry,
  Relate,
  Seed,
  SoftDelete,
  Table,
  Unique,
  Version,
} from "arx";
import type { ModelDefinition, Query } from "arx";
import { Length } from "class-validator";

@Table({ name: "registered_authors", comment: "Who writes" })
class Author extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) @Length(3, 80) declare email: string;
  @HasMany(() => Book, (book) => book.author) declare books: HasMany<Book>;
}

@Table({ name: "registered_books" })
@CompositeIndex(["author", { column: "publishedAt", direction: "desc" }])
@Unique(["author", "title"])
@Check("price", "price >= 0")
@Seed({ title: "Emma", price: "9.99" }, { when: ["test"] })
class Book extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ type: "varchar", length: 200 }) declare title: string;
  @Column({ type: "numeric", precision: 8, scale: 2 }) declare price: string;
  @Column({ enum: ["draft", "out"], default: "draft", indexed: true })
  declare status: "draft" | "out";
  @Column({ type: "timestamptz", nullable: true })
  declare publishedAt: Date | null;
  @Relate(() => Author, { required: true, onDelete: "cascade" })
  declare author: Relate<Author>;
  @CreatedAt() declare createdAt: Date;
  @SoftDelete() declare deletedAt: Date | null;
  @Version() declare version: number;
  declare [Defaulted]?: "status" | "version";

  static published(): Query<Book> {
    return this.where({ status: "out" }).limit(10);
  }
  @BeforeSave() trim(): void {
    this.title = this.title.trim();
  }
  @AfterCommit({ on: "create" }) announce(): void {}
}

/** A definition without the definitions it refers to. */
function summary(model: ModelDefinition): unknown {
  return {
    table: `${model.schema}.${model.table}`,
    comment: model.comment,
    columns: model.columnList.map(
      ({ name, type, nullable, role, default: value }) =>
        [name, type.sqlName, nullable ? "null" : "not null", role, value?.kind]
          .filter(Boolean)
          .join(" "),
    ),
    primaryKey: model.primaryKey.map(({ name }) => name),
    relations: Object.values(model.relations).map(
      ({ property, kind }) => `${property} ${kind}`,
    ),
    uniques: model.uniques.map(({ name }) => name),
    checks: model.checks.map(({ name, expression }) => [name, expression]),
    indexes: model.indexes.map(({ name }) => name),
    seeds: model.seeds.length,
    hooks: Object.entries(model.hooks).map(
      ([event, hooks]) => `${event} ${hooks.map((hook) => hook.method).join()}`,
    ),
  };
}

describe("A registry", () => {
  const registry = new Registry([Book, Author]);

  it("holds everything that decorators said", () => {
    expect(registry.definitions().map(summary)).toEqual([
      {
        table: "public.registered_authors",
        comment: "Who writes",
        columns: ["id bigint not null identity", "email text not null"],
        primaryKey: ["id"],
        relations: ["books hasMany"],
        uniques: ["registered_authors_email_key"],
        checks: [],
        indexes: [],
        seeds: 0,
        hooks: [],
      },
      {
        table: "public.registered_books",
        comment: undefined,
        columns: [
          "id uuid not null uuid",
          "title varchar(200) not null",
          "price numeric(8,2) not null",
          "status text not null value",
          "published_at timestamptz null",
          "author_id bigint not null",
          "created_at timestamptz not null createdAt expression",
          "deleted_at timestamptz null softDelete",
          "version integer not null version value",
        ],
        primaryKey: ["id"],
        relations: ["author belongsTo"],
        uniques: [],
        checks: [
          ["registered_books_status_check", "\"status\" in ('draft', 'out')"],
          ["registered_books_price_check", "price >= 0"],
        ],
        indexes: [
          "idx_registered_books_author_id_published_at",
          "idx_registered_books_status",
          "registered_books_author_id_title_key",
          "idx_registered_books_deleted_at",
        ],
        seeds: 1,
        hooks: ["beforeSave trim", "afterCommit announce"],
      },
    ]);
  });

  it("gives the same to whoever asks, and lets nobody change it", () => {
    const { meta } = Author;
    expect(registry.get("Author")).toBe(meta);
    expect(meta.columns["email"]).toMatchObject({
      property: "email",
      at: "Author.email",
    });
    const frozen = [
      meta,
      meta.columns,
      meta.columnList,
      meta.columns["email"],
      meta.relations,
      meta.relations["books"],
      meta.uniques,
      Book.meta.indexes[0],
      Book.meta.hooks,
      Book.meta.seeds,
    ];
    expect(frozen.map((part) => Object.isFrozen(part))).toEqual(
      Array(frozen.length).fill(true),
    );
    expect(() => {
      (meta.columns as Record<string, unknown>)["email"] = undefined;
    }).toThrow(TypeError);
  });

  it("drives statements, rules and scopes", () => {
    expect(Book.published().toSQL().text).toBe(
      'select "registered_books"."id", "registered_books"."title", "registered_books"."price", "registered_books"."status",' +
        ' "registered_books"."published_at", "registered_books"."author_id", "registered_books"."created_at",' +
        ' "registered_books"."deleted_at", "registered_books"."version" from "public"."registered_books"' +
        ' where "registered_books"."status" = $1 and "registered_books"."deleted_at" is null limit $2',
    );
    expect(
      registry
        .toSchema()
        .tables.map(({ name, indexes }) => [name, indexes.length]),
    ).toEqual([
      ["registered_authors", 0],
      ["registered_books", 4],
    ]);
  });
});
