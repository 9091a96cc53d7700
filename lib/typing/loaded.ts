import type {
  IsPolymorphic,
  IsToMany,
  RelationTarget,
  VariantsOf,
} from "./keys";
import type { TellingShape } from "./markers";
import type { NamedVariant } from "./polymorphic";
import type { LoadedSet } from "./relations";

/** What a related record becomes: what the query of a function gives, or what options ask for. */
type Related<T, O> = O extends true
  ? T
  : O extends (query: never) => PromiseLike<readonly (infer R)[]>
    ? R
    : Result<T, O>;

/** A record of any of the models, with what was loaded of those of its own. */
type LoadedVariant<M, O> = {
  [A in keyof M]: NamedVariant<
    A,
    Related<M[A], A extends keyof O ? O[A] : true>
  >;
}[keyof M];

/** One of many: what the query made of the record, and what the relation tells of it. */
type LoadedElement<P, O> =
  P extends TellingShape<infer N>
    ? Related<RelationTarget<P>, O> & N
    : Related<RelationTarget<P>, O>;

type LoadedRelation<P, O> =
  IsToMany<P> extends true
    ? LoadedSet<P, LoadedElement<P, O>>
    : IsPolymorphic<P> extends true
      ? LoadedVariant<VariantsOf<P>, O> | (null extends P ? null : never)
      : Related<RelationTarget<P>, O> | (null extends P ? null : never);

/**
 * What is said here of variance, and the `-?`, which takes nothing away from
 * such keys, keep the compiler from comparing this and the types below for all
 * models at once, which would cost as much as ten models. Of given models it
 * still compares the properties.
 */
type LoadedRelations<in out T, in out W> = {
  [K in keyof W & keyof T]-?: LoadedRelation<T[K], W[K]>;
};

/**
 * A record whose relations named in `W` are loaded, to be read without await.
 * It is still a `City`, methods included.
 *
 * @example
 * ```ts
 * function describe(city: Loaded<City, { country: true }>): string {
 *   return `${city.name}, ${city.country.name}`;
 * }
 * describe(await City.find(1, { with: { country: true } }));
 * // select … from "cities" left join lateral (select … from "countries"
 * //   where "id" = "cities"."country_id") as "arx_one1" on true where "id" = $1
 * ```
 */
export type Loaded<T, W> = T & LoadedRelations<T, W>;

/** In a plain row a relation to many is a plain list. */
type RowRelation<P, O> =
  IsToMany<P> extends true ? LoadedElement<P, O>[] : LoadedRelation<P, O>;

/** A plain object of the selected columns and the loaded relations; the columns are a list of names, or the keys of an object. */
export type Row<T, S, W> = RowColumns<
  T,
  S extends readonly unknown[] ? S[number] : keyof S
> &
  RowRelations<T, W>;

type RowColumns<in out T, in out N> = {
  [K in N & keyof T]-?: T[K];
};

type RowRelations<in out T, in out W> = {
  [K in keyof W & keyof T]-?: RowRelation<T[K], W[K]>;
};

/**
 * What one row of a query becomes, by what the query was told to select and load:
 * a record, a record with relations, or a plain row.
 *
 * @example
 * ```ts
 * type Row = Result<City, { select: readonly ["id", "name"] }>;
 * const rows: Row[] = await City.select("id", "name");   // select "id", "name" from "cities"
 * ```
 */
export type Result<T, O> = O extends { told: infer N }
  ? Chosen<T, O> & N
  : Chosen<T, O>;

type Chosen<T, O> = O extends { select: infer S }
  ? Row<T, S, O extends { with: infer W } ? W : object>
  : O extends { with: infer W }
    ? Loaded<T, W>
    : T;
