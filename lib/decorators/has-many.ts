import type { ModelOf } from "../typing/keys";
import type { ManagedSet } from "../typing/managed-set";
import type { HasManyField } from "../typing/relation-field";
import { appendProperty, propertyDraft } from "./append";

/** The type of a field that holds the records of another model that refer to this one. */
export type HasMany<T> = ManagedSet<T>;

/** A decorator of a field whose type is a `HasMany` of the same model. */
export type HasManyDecorator<U, R> = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: HasManyField<T, K, U, R>,
) => void;

/**
 * Makes a field the other side of a `@Relate`: all records that refer to this one.
 *
 * @param inverse the relation of the other model that refers back
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasMany(() => Article, (article) => article.author)
 *   declare articles: HasMany<Article>;
 * }
 *
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => User, { required: true }) declare author: Relate<User>;
 * }
 *
 * const ada = await User.create({});
 * // insert into "users" default values returning …
 * await ada.load({ articles: true });
 * // select … from "articles" where "author_id" = any($1)
 * ```
 */
export function HasMany<U, R>(
  target: () => ModelOf<U>,
  inverse: (record: U) => R,
): HasManyDecorator<U, R> {
  return (owner: object, property: unknown) => {
    propertyDraft(owner, property);
    appendProperty(owner, property as string, {
      kind: "hasMany",
      property: property as string,
      target,
      inverse,
    });
  };
}
