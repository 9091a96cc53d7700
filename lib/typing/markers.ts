/**
 * Symbols that models and relation types carry. They exist at run time as well,
 * because a compiler that works file by file (SWC, esbuild) keeps their import.
 */

/**
 * Names the columns that `create` may leave out because the database fills them
 * in, and relations with `withDefault`: the types cannot see the options of a
 * decorator. `id`, `createdAt` and `updatedAt` need not be named.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ default: "writer" }) declare role: string;
 *   declare [Defaulted]?: "role";
 * }
 *
 * await User.create({});   // insert into "users" default values returning …
 * ```
 */
export const Defaulted: unique symbol = Symbol.for("arx.defaulted") as never;

/**
 * Names fields and getters that are not columns, so that the types do not offer
 * them in conditions and orders.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare first: string;
 *   @Column() declare last: string;
 *   declare [Virtual]?: "fullName";
 *
 *   get fullName(): string {
 *     return `${this.first} ${this.last}`;
 *   }
 * }
 *
 * const columns: ColKey<User>[] = ["id", "first", "last"];
 * ```
 */
export const Virtual: unique symbol = Symbol.for("arx.virtual") as never;

/**
 * Names the columns that the database computes: `generatedAs`. They can be read,
 * filtered and sorted by, and neither `create` nor `update` takes them.
 *
 * @example
 * ```ts
 * @Table()
 * class Item extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "integer" }) declare price: number;
 *   @Column({ type: "integer" }) declare amount: number;
 *   @Column({ type: "integer", generatedAs: "price * amount" })
 *   declare readonly total: number;
 *   declare [Generated]?: "total";
 * }
 * // "total" integer generated always as (price * amount) stored not null
 *
 * const item = await Item.create({ price: 3, amount: 2 });
 * item.total;   // 6
 * ```
 */
export const Generated: unique symbol = Symbol.for("arx.generated") as never;

/**
 * Names members that are no columns and that `create`, `update` and `read` take
 * all the same: keys of documents (`@Stored`), and setters with `@Serialize`.
 *
 * @example
 * ```ts
 * @Table()
 * class Reader extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "jsonb", default: {} }) declare settings: { theme?: string };
 *   @Stored("settings") declare theme: string | undefined;
 *   declare [Defaulted]?: "settings";
 *   declare [Assignable]?: "theme";
 * }
 *
 * await Reader.create({ theme: "dark" });
 * // insert into "readers" ("settings") values ($1) returning …
 * ```
 */
export const Assignable: unique symbol = Symbol.for("arx.assignable") as never;

/** Marks the type of a relation to one record. */
declare const referenceBrand: unique symbol;

/** Marks the type of a relation to one record whose key lies on the other side. */
export const inverseBrand: unique symbol = Symbol.for("arx.inverse") as never;

/** Marks the type of a relation to records of several models, and holds these by their names. */
export const variantsBrand: unique symbol = Symbol.for("arx.variants") as never;

/** Marks the type of a relation to many records. */
export const setBrand: unique symbol = Symbol.for("arx.set") as never;

/**
 * What an unloaded relation to one record looks like to conditional types.
 * Comparing with one symbol is what keeps the types cheap: never ask `extends ManagedSet<any>`.
 */
export interface ReferenceShape<T = unknown> {
  readonly [referenceBrand]: T;
}

/** Marks the type of a password. */
declare const passwordBrand: unique symbol;

/** What a password looks like to conditional types; it is written and never read. */
export interface PasswordShape {
  readonly [passwordBrand]: true;
}

/** What a relation to records of several models looks like to conditional types. */
export interface VariantsShape<M = unknown> {
  readonly [variantsBrand]: M;
}

/** What a relation to many records looks like to conditional types. */
export interface SetShape<T = unknown> {
  readonly [setBrand]: T;
}

/** Marks the type of a relation to many whose records tell more than their columns. */
declare const tellingBrand: unique symbol;

/** What a relation to many whose records tell a `pivot` or their `depth` looks like to conditional types; it holds what they tell. */
export interface TellingShape<N = unknown> {
  readonly [tellingBrand]: N;
}
