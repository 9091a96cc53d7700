import { Column } from "../../../lib/decorators/column";
import { Check, Unique } from "../../../lib/decorators/constraints";
import { HasMany } from "../../../lib/decorators/has-many";
import { HasOne } from "../../../lib/decorators/has-one";
import { CompositeIndex, Index } from "../../../lib/decorators/indexes";
import { ManyToMany } from "../../../lib/decorators/many-to-many";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Seed } from "../../../lib/decorators/seed";
import { Table } from "../../../lib/decorators/table";
import { CreatedAt, UpdatedAt } from "../../../lib/decorators/timestamps";
import { sql } from "../../../lib/database/sql";
import type {
  ColumnDefinition,
  IndexDefinition,
  ModelDefinition,
  RelationDefinition,
} from "../../../lib/metadata/definition";
import {
  definitionOf,
  findDefinition,
  ModelRegistry,
  onModelResolved,
} from "../../../lib/metadata/registry";

@Table()
class User {
  @PrimaryKey() declare id: number;
  @Column({ unique: true, indexed: true }) declare email: string;
  @Column({ enum: ["admin", "writer"], default: "writer", check: "role <> ''" })
  declare role: "admin" | "writer";
  @Column({ type: "integer", nullable: true }) declare age: number | null;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt({ name: "changed_at" }) declare updatedAt: Date;
  @HasMany(() => Article, (article) => article.author)
  declare articles: HasMany<Article>;
  @HasOne(() => Profile, (profile) => profile.user)
  declare profile: HasOne<Profile>;
}

@Table({ schema: "content", comment: "What people write" })
@CompositeIndex([
  "author",
  { column: "publishedAt", direction: "desc", nulls: "last" },
])
@Index(
  { expression: sql`lower(${"x"} || title)` },
  { where: "published_at is not null", name: "by_title" },
)
@Unique(["slug", "locale"])
@Check("title", sql`length(title) < ${10}`)
@Seed([{ title: "Hello", slug: "hello", locale: "en", authorId: 1 }], {
  upsert: { conflictKey: ["slug", "locale"] },
  when: ["test"],
})
class Article {
  @PrimaryKey() declare id: number;
  @Column({ length: 200, indexed: "title_index" }) declare title: string;
  @Column() declare slug: string;
  @Column({ default: "en" }) declare locale: string;
  @Column({ type: "timestamptz", nullable: true, default: sql`now()` })
  declare publishedAt: Date | null;
  @Relate(() => User, { required: true, onDelete: "cascade" })
  declare author: Relate<User>;
  @Column() declare authorId: number;
  @Relate(() => User, {
    name: "changed_by",
    deferrable: "initially deferred",
    onUpdate: "cascade",
  })
  declare editor: Relate<User | null>;
  @ManyToMany(() => Label, { through: () => ArticleLabel })
  declare labels: ManyToMany<Label>;

  static compositeIndexes = [
    ["locale", "publishedAt"],
    { columns: ["title", "slug"], name: "title_slug", unique: true },
  ];
}

@Table("tags")
class Label {
  @PrimaryKey({ type: "varchar", length: 12 }) declare code: string;
  @ManyToMany(() => Article, { through: () => ArticleLabel })
  declare articles: ManyToMany<Article>;
}

@Table()
class ArticleLabel {
  @PrimaryKey() declare articleId: number;
  @PrimaryKey({ type: "varchar", length: 12 }) declare labelId: string;
  @Relate(() => Article, { required: true, onDelete: "cascade" })
  declare article: Relate<Article>;
  @Relate(() => Label, { required: true }) declare label: Relate<Label>;
}

@Table()
class Profile {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ type: "bigint", mode: "bigint" }) declare views: bigint;
  @Column() declare likes: bigint;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
}

@Table()
class Country {
  @PrimaryKey() declare id: number;
  @Column({ type: "char", length: 2, unique: true }) declare code: string;
  @ManyToMany(() => Country, {
    through: () => Border,
    near: (border) => border.country,
  })
  declare neighbours: ManyToMany<Country>;
}

@Table()
@CompositeIndex(["country", "neighbour"], { unique: true })
class Border {
  @PrimaryKey() declare id: number;
  @Relate(() => Country, { required: true, references: "code" })
  declare country: Relate<Country>;
  @Relate(() => Country, { required: true, indexed: false })
  declare neighbour: Relate<Country>;
}

describe("a definition", () => {
  const article = definitionOf(Article);
  const user = definitionOf(User);

  test("knows the table", () => {
    expect(article).toMatchObject({
      name: "Article",
      schema: "content",
      table: "articles",
      comment: "What people write",
    });
    expect(article.primaryKeyName).toBe("articles_pkey");
    expect(definitionOf(Label)).toMatchObject({
      schema: "public",
      table: "tags",
      comment: undefined,
    });
  });

  test("knows the columns in the order of declaration, keys of relations among them", () => {
    expect(describeColumns(article)).toEqual([
      "id id bigint not null identity pk",
      "title title varchar(200) not null",
      "slug slug text not null",
      'locale locale text not null default "en"',
      "publishedAt published_at timestamptz default now()",
      "authorId author_id bigint not null of author",
      "editorId changed_by bigint of editor",
    ]);
    expect(describeColumns(user)).toEqual([
      "id id bigint not null identity pk",
      "email email text not null",
      'role role text not null default "writer" admin|writer',
      "age age integer",
      "createdAt created_at timestamptz not null default now() createdAt",
      "updatedAt changed_at timestamptz not null default now() updatedAt",
    ]);
    expect(article.columnList).toEqual(Object.values(article.columns));
    expect(article.primaryKey).toEqual([article.columns["id"]]);
  });

  test("takes the key's type from the column that it refers to", () => {
    expect(describeColumns(definitionOf(ArticleLabel))).toEqual([
      "articleId article_id bigint not null pk of article",
      "labelId label_id varchar(12) not null pk of label",
    ]);
    expect(describeColumns(definitionOf(Border))).toEqual([
      "id id bigint not null identity pk",
      "countryId country_id char(2) not null of country",
      "neighbourId neighbour_id bigint not null of neighbour",
    ]);
  });

  test("counts keys of one integer only, and makes a UUID by the client", () => {
    expect(definitionOf(Profile).primaryKey[0]?.default).toEqual({
      kind: "uuid",
      version: 7,
    });
    expect(definitionOf(Label).primaryKey[0]?.default).toBeUndefined();
  });

  test("reads a bigint field as a bigint", () => {
    const { columns } = definitionOf(Profile);
    expect(columns["views"]?.type.valueName).toBe("bigint");
    expect(columns["likes"]?.type.valueName).toBe("bigint");
  });

  test("links relations with the definitions of the other side", () => {
    const { author, editor, labels } = article.relations;
    expect(author).toMatchObject({
      kind: "belongsTo",
      at: "Article.author",
      isRequired: true,
      onDelete: "cascade",
      onUpdate: "noAction",
      deferrable: "no",
      constraint: "articles_author_id_fkey",
    });
    expect(partOf(author, "target")).toBe(user);
    expect(partOf(author, "columns")).toEqual([article.columns["authorId"]]);
    expect(partOf(author, "references")).toEqual([user.columns["id"]]);
    expect(editor).toMatchObject({
      isRequired: false,
      onDelete: "setNull",
      onUpdate: "cascade",
      deferrable: "initially deferred",
    });
    expect(definitionOf(ArticleLabel).relations["label"]).toMatchObject({
      onDelete: "restrict",
    });

    const { articles, profile } = user.relations;
    expect(partOf(articles, "inverse")).toBe(author);
    expect(partOf(profile, "inverse")).toBe(
      definitionOf(Profile).relations["user"],
    );

    const join = definitionOf(ArticleLabel);
    expect(partOf(labels, "through")).toBe(join);
    expect(partOf(labels, "near")).toBe(join.relations["article"]);
    expect(partOf(labels, "far")).toBe(join.relations["label"]);
  });

  test("finds the far side of a relation of a model to itself when the near side is named", () => {
    const { neighbours } = definitionOf(Country).relations;
    const border = definitionOf(Border);
    expect(partOf(neighbours, "near")).toBe(border.relations["country"]);
    expect(partOf(neighbours, "far")).toBe(border.relations["neighbour"]);
  });

  test("has one index where one is enough", () => {
    expect(article.indexes.map(describeIndex)).toEqual([
      "idx_articles_author_id_published_at (author_id, published_at desc nulls last)",
      "by_title (lower('x' || title)) where published_at is not null",
      "idx_articles_locale_published_at (locale, published_at)",
      "title_slug unique (title, slug)",
      "title_index (title)",
      "idx_articles_changed_by (changed_by)",
    ]);
    expect(user.indexes).toEqual([]);
    expect(definitionOf(ArticleLabel).indexes.map(describeIndex)).toEqual([
      "idx_article_labels_label_id (label_id)",
    ]);
    expect(definitionOf(Border).indexes.map(describeIndex)).toEqual([
      "idx_borders_country_id_neighbour_id unique (country_id, neighbour_id)",
    ]);
  });

  test("has unique constraints of columns, of classes, and of has-one", () => {
    expect(describeUniques(article)).toEqual([
      "articles_slug_locale_key (slug, locale)",
    ]);
    expect(describeUniques(user)).toEqual(["users_email_key (email)"]);
    expect(describeUniques(definitionOf(Profile))).toEqual([
      "profiles_user_id_key (user_id)",
    ]);
    expect(definitionOf(Profile).indexes).toEqual([]);
  });

  test("has checks of enums, of columns, and of classes, without parameters", () => {
    expect(user.checks).toEqual([
      { name: "users_role_check", expression: `"role" in ('admin', 'writer')` },
      { name: "users_role_check1", expression: "role <> ''" },
    ]);
    expect(article.checks).toEqual([
      { name: "articles_title_check", expression: "length(title) < '10'" },
    ]);
  });

  test("has its seeds, named for the ledger", () => {
    expect(article.seeds).toEqual([
      {
        name: "Article#1",
        rows: [{ title: "Hello", slug: "hello", locale: "en", authorId: 1 }],
        strategy: {
          kind: "upsert",
          conflictKey: ["slug", "locale"],
          updateFields: undefined,
        },
        environments: ["test"],
      },
    ]);
  });

  test("is frozen in every part", () => {
    const parts = [
      article,
      article.columns,
      article.columnList,
      article.columns["id"],
      article.relations,
      article.relations["author"],
      article.indexes,
      article.indexes[0],
      article.indexes[0]?.keys,
      article.indexes[0]?.keys[0],
      article.uniques,
      article.uniques[0],
      article.checks,
      article.checks[0],
      article.seeds,
      article.seeds[0],
      article.seeds[0]?.rows,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(
      parts.map(() => true),
    );
  });

  test("does not mistake members of Object for columns", () => {
    expect(article.columns["constructor"]).toBeUndefined();
    expect("toString" in article.relations).toBe(false);
  });
});

describe("finding a definition", () => {
  test("gives the same one for the class and for the class behind the decorator", () => {
    const behind = new User().constructor as typeof User;
    expect(behind).not.toBe(User);
    expect(definitionOf(behind)).toBe(definitionOf(User));
    expect(definitionOf(User).model).toBe(User);
  });

  test("gives nothing for what is no model", () => {
    class Plain {}
    expect(findDefinition(Plain)).toBeUndefined();
    expect(findDefinition(undefined)).toBeUndefined();
    expect(findDefinition({})).toBeUndefined();
    expect(findDefinition(User)).toBe(definitionOf(User));
  });

  test("says what is missing on a class without @Table", () => {
    class Forgotten {
      @PrimaryKey() declare id: number;
    }
    expect(() => definitionOf(Forgotten)).toThrow(
      "The models have 1 mistake:\n  Forgotten: has no @Table(), so it is no model.\n    Write @Table() above class Forgotten.",
    );
  });

  test("tells a listener of every model once, of those before it too", () => {
    const seen: string[] = [];
    onModelResolved(({ name }) => seen.push(name));
    expect(seen).toContain("Article");
    @Table()
    class Late {
      @PrimaryKey() declare id: number;
    }
    definitionOf(Late);
    definitionOf(Late);
    expect(seen.filter((name) => name === "Late")).toEqual(["Late"]);
    expect(seen.filter((name) => name === "Article")).toEqual(["Article"]);
  });
});

describe("a registry of some classes", () => {
  test("has their definitions by name, whatever the order given, each once", () => {
    const names = (registry: ModelRegistry): string[] =>
      registry.definitions().map(({ name }) => name);
    expect(names(new ModelRegistry([Country, Border]))).toEqual([
      "Border",
      "Country",
    ]);
    expect(names(new ModelRegistry([Border, Country, Country]))).toEqual([
      "Border",
      "Country",
    ]);
    expect(new ModelRegistry([Border, Country]).get("Country")).toBe(
      definitionOf(Country),
    );
    expect(new ModelRegistry([Border, Country]).get("User")).toBeUndefined();
  });

  test("refuses a class without @Table", () => {
    expect(() => new ModelRegistry([class Plain {}])).toThrow(
      "Plain: has no @Table(), so it is no model.",
    );
  });

  test("refuses a relation that leads out of it", () => {
    expect(() => new ModelRegistry([Border]).definitions()).toThrow(
      "Border.country: refers to Country, which is not in this registry.\n    Add Country to the list.",
    );
  });

  test("refuses two classes with one table, by name", () => {
    const [One, Other] = [makeThing("One"), makeThing("Other")];
    expect(() => new ModelRegistry([One, Other]).definitions()).toThrow(
      'Other: has the table "things", which is the table of One as well.',
    );
    expect(new ModelRegistry([One]).definitions()).toHaveLength(1);
    new ModelRegistry([One, Other]).reset();
  });

  test("forgets its models, and resolves them anew when they are used again", () => {
    const Thing = makeThing("Thing");
    const registry = new ModelRegistry([Thing]);
    const [before] = registry.definitions();
    registry.reset();
    expect(registry.definitions()).toEqual([]);
    expect(definitionOf(Thing)).not.toBe(before);
    expect(definitionOf(Thing).columns).toEqual(before?.columns);
  });
});

describe("what a registry adds", () => {
  test("an index is that of the model, as if the class had declared it", () => {
    const Thing = makeThing("Indexed", "indexed_things");
    const registry = new ModelRegistry([Thing]);
    registry.compositeIndex(Thing, ["id", "name"], { unique: true });
    registry.compositeIndex(Thing, ["id", "name"], { unique: true });
    expect(definitionOf(Thing).indexes.map(describeIndex)).toEqual([
      "idx_indexed_things_id_name unique (id, name)",
    ]);
  });

  test("an index after the model was used is refused", () => {
    const Thing = makeThing("Used", "used_things");
    const registry = new ModelRegistry([Thing]);
    registry.definitions();
    expect(() => registry.compositeIndex(Thing, ["id", "name"])).toThrow(
      "Used: is in use, and an index added now would come too late.",
    );
  });

  test("each call of seed is a seed of its own, and leaves the caller's objects alone", () => {
    const Thing = makeThing("Seeded", "seeded_things");
    const row = Object.freeze({ name: "a" });
    const rows = Object.freeze([Object.freeze({ id: 1, name: "b" })]);
    const conflictKey = Object.freeze(["id"] as const);
    const registry = new ModelRegistry([Thing]);
    registry
      .seed(Thing, row)
      .seed(rows)
      .when("development", "test")
      .upsert({ conflictKey });
    registry.seed(Thing, rows).upsert();
    expect(definitionOf(Thing).seeds).toEqual([
      {
        name: "Seeded#1",
        rows: [row],
        strategy: { kind: "insert" },
        environments: [],
      },
      {
        name: "Seeded#2",
        rows,
        strategy: {
          kind: "upsert",
          conflictKey: ["id"],
          updateFields: undefined,
        },
        environments: ["development", "test"],
      },
      {
        name: "Seeded#3",
        rows,
        strategy: {
          kind: "upsert",
          conflictKey: undefined,
          updateFields: undefined,
        },
        environments: [],
      },
    ]);
  });

  test("a seed after the model was used counts as well, and is checked when it is read", () => {
    const Thing = makeThing("LateSeeded", "late_seeded_things");
    const registry = new ModelRegistry([Thing]);
    const definition = definitionOf(Thing);
    expect(definition.seeds).toEqual([]);
    registry.seed(Thing, { name: "a" });
    expect(definition.seeds.map(({ name }) => name)).toEqual(["LateSeeded#1"]);
    expect(definition.seeds).toBe(definition.seeds);
    registry.seed(Thing, { nam: "b" } as object);
    expect(() => definition.seeds).toThrow(
      `LateSeeded: seed LateSeeded#2 has the property "nam", which is no column.\n    Write 'name'.`,
    );
  });
});

function makeThing(name: string, table = "things") {
  @Table(table)
  class Thing {
    @PrimaryKey() declare id: number;
    @Column() declare name: string;
  }
  Object.defineProperty(Thing, "name", { value: name });
  return Thing;
}

function describeColumns({ columnList }: ModelDefinition): string[] {
  return columnList.map((column) =>
    [
      column.property,
      column.name,
      column.type.sqlName,
      column.nullable ? "" : "not null",
      describeDefault(column),
      column.isPrimaryKey ? "pk" : "",
      column.role ?? "",
      column.enumValues?.join("|") ?? "",
      column.relation === undefined ? "" : `of ${column.relation}`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
}

function describeDefault({ default: value }: ColumnDefinition): string {
  switch (value?.kind) {
    case "value":
      return `default ${JSON.stringify(value.value)}`;
    case "expression":
      return `default ${value.expression.texts.join("?")}`;
    case "identity":
    case "uuid":
    case "serverUuid":
    case "function":
      return value.kind;
    case undefined:
      return "";
  }
}

function describeIndex({ name, unique, keys, where }: IndexDefinition): string {
  const parts = keys.map(({ column, expression, direction, nulls }) =>
    [
      column?.name ?? expression,
      direction === "desc" ? " desc" : "",
      nulls ? ` nulls ${nulls}` : "",
    ].join(""),
  );
  return `${name}${unique ? " unique" : ""} (${parts.join(", ")})${where === undefined ? "" : ` where ${where}`}`;
}

/** A part that only some kinds of relations have. */
function partOf(
  relation: RelationDefinition | undefined,
  part: string,
): unknown {
  return (relation as unknown as Readonly<Record<string, unknown>>)[part];
}

function describeUniques({ uniques }: ModelDefinition): string[] {
  return uniques.map(
    ({ name, columns }) =>
      `${name} (${columns.map((column) => column.name).join(", ")})`,
  );
}
