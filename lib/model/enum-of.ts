import { InvalidArgumentError } from "../errors/query-error";
import type { ModelClass } from "../metadata/definition";
import { definitionOf } from "../metadata/registry";
import { queryOf } from "./query/model-query";
import { readOwn } from "../record/own-value";
import type { ColKey, ModelOf } from "../typing/keys";
import type { Query } from "../typing/query/query";

/** The names of the columns that can be enums: the compiler takes any number for a value of a numeric enum. */
type EnumKey<T> = {
  [K in ColKey<T>]: string extends T[K]
    ? never
    : NonNullable<T[K]> extends string | number
      ? K
      : never;
}[ColKey<T>];

/**
 * The values of an enum column, and what is asked of them; `enumOf` makes it.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
 * }
 *
 * const status: EnumValues<Article, "draft" | "published"> = enumOf(Article, "status");
 * ```
 */
export interface EnumValues<T, V extends string | number> {
  /** The values in the order of declaration. */
  readonly values: readonly V[];
  /**
   * Whether a record has the value, or one of the values.
   *
   * @example
   * ```ts
   * @Table()
   * class Article extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
   * }
   *
   * const article = await Article.create({ status: "draft" });
   * enumOf(Article, "status").is(article, "draft");   // true
   * ```
   */
  is(record: T, ...values: readonly [V, ...V[]]): boolean;
  /**
   * Whether any value, of a form for instance, is one of them.
   *
   * @example
   * ```ts
   * @Table()
   * class Article extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
   * }
   *
   * enumOf(Article, "status").has("lost");   // false
   * ```
   */
  has(value: unknown): value is V;
  /**
   * The records with the value, or one of the values.
   *
   * @example
   * ```ts
   * @Table()
   * class Article extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
   * }
   *
   * await enumOf(Article, "status").where("draft").limit(10);
   * // select … from "articles" where "status" = any($1) limit $2
   * ```
   */
  where(...values: readonly [V, ...V[]]): Query<T>;
  /**
   * The records with another value, or none.
   *
   * @example
   * ```ts
   * @Table()
   * class Article extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
   * }
   *
   * await enumOf(Article, "status").whereNot("draft");
   * // select … from "articles" where "status" <> all($1)
   * ```
   */
  whereNot(...values: readonly [V, ...V[]]): Query<T>;
}

/**
 * What an enum column can hold, for menus, checks and scopes, without writing
 * the values again.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ enum: ["draft", "published"] }) declare status: "draft" | "published";
 * }
 *
 * const status = enumOf(Article, "status");
 * status.values;   // ["draft", "published"]
 * await status.where("draft");   // select … from "articles" where "status" = any($1)
 * ```
 *
 * @throws InvalidArgumentError when the column is no enum
 */
export function enumOf<T extends object, const K extends EnumKey<T>>(
  model: ModelOf<T>,
  property: K,
): EnumValues<T, NonNullable<T[K]> & (string | number)> {
  type V = NonNullable<T[K]> & (string | number);
  const definition = definitionOf(model as unknown as ModelClass);
  const { columns, name } = definition;
  const column = Object.hasOwn(columns, property)
    ? columns[property]
    : undefined;
  const values = column?.enumValues as readonly V[] | undefined;
  if (values === undefined)
    throw new InvalidArgumentError(`${name}.${property} is no enum.`, {
      hint: `Write @Column({ enum: ["…"] }) declare ${property}: …;`,
    });
  const scope = (condition: object): Query<T> =>
    queryOf<T>(definition).where({ [property]: condition } as never);
  return Object.freeze({
    values,
    is: (record: T, ...wanted: readonly V[]) =>
      wanted.includes(readOwn(record, property) as V),
    has: (value: unknown): value is V => values.includes(value as V),
    where: (...wanted: readonly V[]) => scope({ in: wanted }),
    whereNot: (...wanted: readonly V[]) => scope({ notIn: wanted }),
  });
}
