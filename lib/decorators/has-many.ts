import type { ModelOf } from "../typing/keys";
import type { ManagedSet } from "../typing/managed-set";
import type { HasManyOptions, ThroughPath } from "../typing/narrowing";
import type { HasManyField } from "../typing/relation-field";
import type { NameOrReader, ReadBy } from "../typing/reader";
import { optionNames } from "../util/option-names";
import { appendHas } from "./append-has";

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
 * Makes a field the other side of a `@Relate`: all records that refer to this
 * one. With `through` and `source` in place of the inverse it leads to what a
 * relation of the related records leads to, each record once; such a relation
 * is read, and written where it is made of.
 *
 * @param inverse the relation of the other model that refers back, or its name; or the way through another relation
 * @param options which of the records it leads to, and in which order
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
 *
 * @example
 * ```ts
 * @Table()
 * class Shelf extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @HasMany(() => Book, (book) => book.shelf) declare books: HasMany<Book>;
 *   @HasMany(() => Book, (book) => book.shelf, {
 *     where: { pages: { gte: 500 } },
 *     orderBy: { pages: "desc" },
 *   })
 *   declare longBooks: HasMany<Book>;
 *   @HasMany(() => Loan, { through: "books", source: "loans" })
 *   declare loans: HasMany<Loan>;
 * }
 *
 * @Table()
 * class Book extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare pages: number;
 *   @Relate(() => Shelf, { required: true }) declare shelf: Relate<Shelf>;
 *   @HasMany(() => Loan, (loan) => loan.book) declare loans: HasMany<Loan>;
 * }
 *
 * @Table()
 * class Loan extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Relate(() => Book, { required: true }) declare book: Relate<Book>;
 * }
 *
 * const shelf = await Shelf.create({});
 * // insert into "shelves" default values returning …
 * await shelf.load({ longBooks: true });
 * // select … from "books" where "shelf_id" = any($1) and "pages" >= $2 order by "pages" desc
 * await shelf.load({ loans: true });
 * // select … from "loans" inner join "books" as "arx_links" on … where "arx_links"."shelf_id" = any($1)
 * ```
 */
export function HasMany<U, const I extends NameOrReader<U> | ThroughPath>(
  target: () => ModelOf<U>,
  inverse: I,
  options?: HasManyOptions<NoInfer<U>>,
): HasManyDecorator<U, ReadBy<U, I>> {
  return (owner: object, property: unknown) => {
    appendHas(owner, property, {
      kind: "hasMany",
      target,
      inverse,
      options,
      known: hasManyOptionNames,
    });
  };
}

const hasManyOptionNames = optionNames<HasManyOptions<unknown>>({
  where: true,
  orderBy: true,
  strictLoading: true,
});
