import type { IsPolymorphic, RelationTarget, RelKey } from "./keys";
import type { Refused } from "./refused";

/**
 * Relations whose tables a query joins, at any depth.
 *
 * @example
 * ```ts
 * const relations: Joins<City> = { country: { languages: true } };
 * await City.joins(relations).distinct();
 * // select distinct on ("id") … from "cities"
 * //   inner join "countries" as "country" on … inner join (…) on …
 * ```
 */
export type Joins<T> = {
  [K in RelKey<T>]?: K extends keyof T ? JoinsOf<T[K]> : never;
};

type JoinsOf<P> =
  IsPolymorphic<P> extends true
    ? Refused<"arx: a relation to records of several models leads to no one table">
    : true | Joins<RelationTarget<P>>;
