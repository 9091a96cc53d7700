import type { ColKey, IsToMany, RelationTarget, RelKey } from "./keys";
import type { OrderBy } from "./order-by";
import type { Refused } from "./refused";
import type { NoUndef, Where } from "./where";

export interface WithOne<T> {
  with?: With<T>;
  select?: readonly ColKey<T>[];
}

export interface WithMany<T> extends WithOne<T> {
  where?: Where<T>;
  orderBy?: OrderBy<T> | readonly OrderBy<T>[];
  /** At most so many for each parent. */
  limit?: number;
}

type WithRelation<P> =
  IsToMany<P> extends true
    ? WithMany<RelationTarget<P>>
    : WithOne<RelationTarget<P>>;

/** The relations to load beside the records, and of which records again which relations. */
export type With<T> = { [K in RelKey<T>]?: true | WithRelation<T[K]> };

/** Beside the inferred type of a with object: refuses names that do not exist, at every depth. */
export type KnownWith<W, T> = [With<T>] extends [W]
  ? unknown
  : {
      [K in keyof W]: K extends keyof T
        ? CheckedWith<W[K], T[K]>
        : Refused<`arx: the model has no relation "${K & string}"`>;
    };

type CheckedWith<V, P> = V extends true | undefined
  ? unknown
  : {
      [O in keyof V]: O extends keyof WithRelation<P>
        ? O extends "with"
          ? KnownWith<V[O], RelationTarget<P>>
          : O extends "where"
            ? NoUndef<V[O], RelationTarget<P>>
            : unknown
        : Refused<`arx: this relation is not loaded with "${O & string}"`>;
    };
