/**
 * Symbols that models and relation types carry. They exist at run time as well,
 * because a compiler that works file by file (SWC, esbuild) keeps their import.
 */

/**
 * Names the columns that `create` may leave out because the database fills them
 * in: the types cannot see the options of a decorator. `id`, `createdAt` and
 * `updatedAt` need not be named.
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

/** Marks the type of a relation to one record. */
declare const referenceBrand: unique symbol;

/** Marks the type of a relation to one record whose key lies on the other side. */
export const inverseBrand: unique symbol = Symbol.for("arx.inverse") as never;

/** Marks the type of a relation to many records. */
export const setBrand: unique symbol = Symbol.for("arx.set") as never;

/**
 * What an unloaded relation to one record looks like to conditional types.
 * Comparing with one symbol is what keeps the types cheap: never ask `extends ManagedSet<any>`.
 */
export interface ReferenceShape<T = unknown> {
  readonly [referenceBrand]: T;
}

/** What a relation to many records looks like to conditional types. */
export interface SetShape<T = unknown> {
  readonly [setBrand]: T;
}
