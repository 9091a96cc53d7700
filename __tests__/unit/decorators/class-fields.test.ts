import ts from "typescript";
import { Column } from "../../../lib/decorators/column";
import { Discriminator } from "../../../lib/decorators/discriminator";
import { HasMany } from "../../../lib/decorators/has-many";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Subtype } from "../../../lib/decorators/subtype";
import { Table } from "../../../lib/decorators/table";
import { definitionOf } from "../../../lib/metadata/registry";

interface Article {
  [property: string]: unknown;
}

type ArticleClass = (new (...parameters: unknown[]) => Article) & {
  shout(): string;
  readonly kind: string;
};

interface Classes {
  readonly Article: ArticleClass;
  readonly Special: ArticleClass;
  readonly Circle: ArticleClass;
}

const source = `
  let made = 0;
  abstract class Base {
    @arx.PrimaryKey() id!: number;
  }
  @arx.Table()
  class Article extends Base {
    static readonly kind = "article";
    static shout() { return this.name.toUpperCase(); }
    @arx.Column() title!: string;
    @arx.Column() status: string = "draft";
    @arx.Column({ type: "text", nullable: true }) note: string | null = null;
    @arx.Column() declare slug: string;
    @arx.Relate(() => Article) parent!: unknown;
    @arx.Relate(() => Article) origin: unknown = null;
    @arx.HasMany(() => Article, (article: any) => article.parent) children!: unknown;
    scratch: string | undefined = undefined;
    readonly #secret = ++made;
    constructor(readonly seed?: string) { super(); if (seed !== undefined) this.title = seed; }
    get secret() { return this.#secret; }
  }
  class Special extends Article {}
  @arx.RootTable()
  abstract class Shape extends Base {
    @arx.Discriminator() readonly type!: string;
    @arx.Column() unit: string = "cm";
  }
  @arx.Subtype("circle")
  class Circle extends Shape {
    @arx.Column() radius!: number;
    @arx.Column() color: string = "red";
  }
  module.exports = { Article, Special, Circle };
`;

const settings: [string, ts.CompilerOptions][] = [
  [
    "ES2022 with define",
    { target: ts.ScriptTarget.ES2022, useDefineForClassFields: true },
  ],
  [
    "ES2022 without define",
    { target: ts.ScriptTarget.ES2022, useDefineForClassFields: false },
  ],
  [
    "ES2017 with define",
    { target: ts.ScriptTarget.ES2017, useDefineForClassFields: true },
  ],
  [
    "ES2017 without define",
    { target: ts.ScriptTarget.ES2017, useDefineForClassFields: false },
  ],
];

describe.each(settings)("a class compiled for %s", (name, options) => {
  const { Article, Special, Circle } = compile(name, options);

  test("leaves columns and relations without a value unset", () => {
    const article = new Article();
    for (const property of ["id", "title", "slug", "parent", "children"]) {
      expect(Object.hasOwn(article, property)).toBe(false);
    }
    expect(Object.hasOwn(article, "parentId")).toBe(false);
  });

  test("keeps initial values, null and what the constructor assigns", () => {
    expect(new Article("Hello")).toMatchObject({
      title: "Hello",
      status: "draft",
      note: null,
      seed: "Hello",
    });
  });

  test("hands the initial value of a relation to its accessor", () => {
    let received: unknown;
    Object.defineProperty(Article.prototype, "origin", {
      configurable: true,
      get: () => "read",
      set: (value: unknown) => (received = value),
    });
    const article = new Article();
    expect(Object.hasOwn(article, "origin")).toBe(false);
    expect([received, article["origin"]]).toEqual([null, "read"]);
  });

  test("keeps fields that are no columns as they are", () => {
    expect(Object.hasOwn(new Article(), "scratch")).toBe(true);
  });

  test("keeps its name, statics, private fields, instanceof and subclasses", () => {
    const article = new Article();
    expect(Article.name).toBe("Article");
    expect(Article.kind).toBe("article");
    expect(Article.shout()).toBe("ARTICLE");
    expect(typeof article["secret"]).toBe("number");
    expect(article).toBeInstanceOf(Article);
    expect(definitionOf(article.constructor)).toBe(definitionOf(Article));
    const special = new Special("x");
    expect(special).toBeInstanceOf(Article);
    expect(special.constructor).toBe(Special);
    expect(special["title"]).toBe("x");
  });

  test("knows of which class it is where several share a table", () => {
    const circle = new Circle();
    expect(Object.keys(circle).sort()).toEqual(["color", "type", "unit"]);
    expect(circle["type"]).toBe("circle");
  });

  test("is found by its definition", () => {
    const { model, columnList } = definitionOf(Article);
    expect(model).toBe(Article);
    expect(columnList.map(({ property }) => property)).toEqual([
      "id",
      "title",
      "status",
      "note",
      "slug",
      "parentId",
      "originId",
    ]);
  });
});

/** Compiles the class as a user's compiler does, and gives its table a name of its own. */
function compile(name: string, options: ts.CompilerOptions): Classes {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      ...options,
      module: ts.ModuleKind.CommonJS,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      strict: true,
    },
  });
  const table = name.replaceAll(" ", "_");
  const arx = {
    Column,
    HasMany,
    PrimaryKey,
    Relate,
    Table: () => Table(table),
    RootTable: () => Table(`${table}_shapes`),
    Discriminator,
    Subtype,
  };
  const module = { exports: {} };
  // A script of Node's vm module would have other String and Number constructors than the codecs know.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("arx", "module", outputText)(arx, module);
  return module.exports as Classes;
}
