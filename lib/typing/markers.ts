/**
 * Symbols that models and relation types carry. They exist at run time as well,
 * because a compiler that works file by file (SWC, esbuild) keeps their import.
 */

/** Names the columns that `create` may leave out: `declare [Defaulted]?: 'role' | 'locale'`. */
export const Defaulted: unique symbol = Symbol.for("arx.defaulted") as never;

/** Names fields and getters that are not columns: `declare [Virtual]?: 'fullName'`. */
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
