import type { ModelOf } from "../typing/keys";
import type { ManagedSet } from "../typing/managed-set";
import type { HasManyField } from "../typing/relation-field";
import type { NameOrReader, ReadBy } from "../typing/reader";
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
 * @param inverse the relation of the other model that refers back, or its name
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
 *
 * @example
 * ```ts
 * @Table()
 * class Team extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasMany(() => Player, "team") declare players: HasMany<Player>;
 * }
 *
 * @Table()
 * class Player extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Team, { required: true }) declare team: Relate<Team>;
 * }
 * ```
 */
export function HasMany<U, const I extends NameOrReader<U>>(
  target: () => ModelOf<U>,
  inverse: I,
): HasManyDecorator<U, ReadBy<U, I>> {
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
