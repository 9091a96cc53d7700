import type {
  ColKey,
  IsPolymorphic,
  IsToMany,
  RelationTarget,
  RelKey,
  VariantsOf,
} from "./keys";
import type { Order } from "./order-by";
import type { Refused } from "./refused";
import type { NoUndef, Where } from "./where";

/** How a relation to one record is loaded. */
export interface WithOne<T> {
  /** Relations to load of the related records in turn. */
  with?: With<T>;
  /** Columns of the plain row that is given instead of a record. */
  select?: readonly ColKey<T>[];
  /** Whether deleted records of a model with `@SoftDelete` are loaded as well. */
  withDeleted?: boolean;
  /** Whether the default scope of the model is left out. */
  unscoped?: boolean;
}

/** How a relation to many records is loaded. */
export interface WithMany<T> extends WithOne<T> {
  /** Conditions that the related records meet. */
  where?: Where<T>;
  /** Their order, for each parent. */
  orderBy?: Order<T> | readonly Order<T>[];
  /** At most so many for each parent. */
  limit?: number;
}

/** How a relation to records of several models is loaded: options by the name of a model. */
export type WithVariants<M> = {
  [A in keyof M]?: true | Omit<WithOne<M[A]>, "select">;
};

type WithRelation<P> =
  IsToMany<P> extends true
    ? WithMany<RelationTarget<P>>
    : IsPolymorphic<P> extends true
      ? WithVariants<VariantsOf<P>>
      : WithOne<RelationTarget<P>>;

/**
 * The relations to load beside the records, and of which records again which
 * relations. Of a relation to many, `where`, `orderBy` and `limit` say which
 * records: `limit` counts for each parent.
 *
 * @example
 * ```ts
 * await Country.with({
 *   cities: { where: { population: { gt: 0 } }, orderBy: { population: "desc" }, limit: 3 },
 *   languages: true,
 * });
 * // select … from "countries"
 * // select … from unnest($1::bigint[]) … cross join lateral (select … from "cities"
 * //   where "country_id" = "arx_keys"."key1" and "population" > $2 order by "population" desc limit $3) …
 * // select … from "languages" inner join "country_languages" …
 * ```
 */
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
  : IsPolymorphic<P> extends true
    ? CheckedVariants<V, VariantsOf<P>>
    : {
        [O in keyof V]: O extends keyof WithRelation<P>
          ? O extends "with"
            ? KnownWith<V[O], RelationTarget<P>>
            : O extends "where"
              ? NoUndef<V[O], RelationTarget<P>>
              : unknown
          : Refused<`arx: this relation is not loaded with "${O & string}"`>;
      };

type CheckedVariants<V, M> = {
  [A in keyof V]: A extends keyof M
    ? V[A] extends { with: infer W }
      ? { with: KnownWith<W, M[A]> }
      : unknown
    : Refused<`arx: the relation leads to no "${A & string}"`>;
};
