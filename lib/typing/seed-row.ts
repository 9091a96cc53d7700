import type {
  ColKey,
  GeneratedKey,
  IsPolymorphic,
  KeyValue,
  OwnRelKey,
  RelationTarget,
} from "./keys";
import type { Scalar } from "./conditions";

/** Lists in a literal are read-only, and what a document holds is the document's own affair. */
type SeedValue<V> = [V] extends [Scalar | null | undefined]
  ? V
  : NonNullable<V> extends readonly (infer E)[]
    ? readonly E[] | Extract<V, null>
    : unknown;

/** One row of a seed: columns by property, and relations to one record by record or key. */
export type SeedRow<T> = {
  readonly [K in Exclude<ColKey<T>, GeneratedKey<T>>]?: SeedValue<T[K]>;
} & {
  readonly [K in OwnRelKey<T>]?:
    | RelationTarget<T[K]>
    | (IsPolymorphic<T[K]> extends true
        ? never
        : KeyValue<RelationTarget<T[K]>>)
    | Extract<T[K], null>;
};

/** How an upsert finds the row and what it changes in it. */
export interface UpsertOptions<P extends string = string> {
  /** A unique property, or several that are unique together; left out, the primary key. */
  conflictKey?: P | readonly P[];
  /** Left out, every given property but the key. */
  updateFields?: readonly P[];
}

/** How the rows of a seed reach their table. */
export interface SeedOptions<P extends string = string> {
  /** Writes the rows every time, changing those that are there; true finds them by primary key. */
  upsert?: true | UpsertOptions<P>;
  /** The environments it runs in; left out, all. */
  when?: readonly string[];
}
