import type { ColKey, IsAny } from "./keys";
import type { VectorDistance, VectorShape } from "./vector-shape";

/** The names of the columns of a model that hold vectors. */
export type VectorKey<T> = {
  [K in ColKey<T>]: IsAny<T[K]> extends true
    ? never
    : [NonNullable<T[K]>] extends [VectorShape]
      ? K
      : never;
}[ColKey<T>];

/**
 * How a search among vectors is done.
 *
 * @example
 * ```ts
 * const options: NearOptions = { distance: "cosine", efSearch: 100 };
 * ```
 */
export interface NearOptions {
  /** How far apart two vectors are; `cosine` for `similarTo` and `l2` for `withinDistance` unless said otherwise. `euclidean`, `dot` and `manhattan` are other names. */
  distance?: VectorDistance | "euclidean" | "dot" | "manhattan";
  /** How many candidates an hnsw index looks at, 1 to 1000; 40 where the server says nothing else. More find what fewer miss. */
  efSearch?: number;
  /** How many lists an ivfflat index looks into; 1 where the server says nothing else. */
  probes?: number;
  /** Has the index go on until enough rows meet the other conditions: in exact order, or (relaxed) slightly out of it. Needs pgvector 0.8. */
  iterativeScan?: "strict" | "relaxed";
}

/**
 * How a search for similar vectors is done.
 *
 * @example
 * ```ts
 * const options: SimilarOptions = { limit: 5, threshold: 0.7 };
 * ```
 */
export interface SimilarOptions extends NearOptions {
  /** How many records at most: the limit of the query, or 10 where it has none. */
  limit?: number;
  /** The least similarity; every record will do unless said otherwise. */
  threshold?: number;
}
