import type { FragmentValue } from "./aggregate";
import type { ColKey, OwnRelKey, RelationTarget } from "./keys";
import type { SqlFragment } from "./sql-fragment";

/** What rows can be grouped by: a column, a relation whose key is a column of the model, or SQL with a name. */
export type GroupKey<T> =
  ColKey<T> | OwnRelKey<T> | Readonly<Record<string, SqlFragment>>;

/** What one name among the keys stands for. */
type NamedValue<T, K extends keyof T> =
  K extends OwnRelKey<T>
    ? RelationTarget<T[K]> | (null extends T[K] ? null : never)
    : T[K];

type KeyValue<T, G> = G extends keyof T
  ? NamedValue<T, G>
  : G extends object
    ? FragmentValue<G[keyof G]>
    : never;

/**
 * A value for each group: a `Map` by the only key, or a `Map` of `Map`s, one
 * level for each key.
 */
export type GroupMap<T, G extends readonly unknown[], V> = G extends readonly [
  infer First,
  ...infer Rest,
]
  ? Map<KeyValue<T, First>, Rest extends readonly [] ? V : GroupMap<T, Rest, V>>
  : Map<unknown, unknown>;

/** The keys of a group, by their names. */
export type GroupKeys<T, G extends readonly unknown[]> = {
  [K in Extract<G[number], keyof T>]: NamedValue<T, K>;
} & {
  [N in NameIn<Exclude<G[number], string>>]: FragmentValue<
    PartOf<Exclude<G[number], string>, N>
  >;
};

/** Of each member of the union, unlike `keyof`. */
type NameIn<G> = G extends unknown ? keyof G & string : never;

type PartOf<G, N> = G extends unknown
  ? N extends keyof G
    ? G[N]
    : never
  : never;
