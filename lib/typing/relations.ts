import type { inverseBrand, ReferenceShape } from "./markers";

/**
 * A relation to one record that is not loaded: awaiting it loads it, for every
 * record of the same result at once. It has no property of the record, so that
 * `city.country.name` compiles only where the country is known to be loaded.
 */
export interface LazyRef<T> extends PromiseLike<T>, ReferenceShape<T> {}

/** A `LazyRef` whose key lies on the other side: the unloaded form of `HasOne`. */
export interface LazyInverse<T> extends LazyRef<T> {
  readonly [inverseBrand]: true;
}

/** What a relation to many gains when it is loaded: it can be read at once. */
export interface LoadedRecords<E> {
  readonly length: number;
  at(index: number): E | undefined;
  [Symbol.iterator](): IterableIterator<E>;
  map<R>(transform: (record: E, index: number) => R): R[];
  filter(test: (record: E, index: number) => boolean): E[];
  toArray(): E[];
}

/** A loaded relation to many: everything the unloaded one has, and its records. */
export type LoadedSet<S, E> = S & LoadedRecords<E>;
