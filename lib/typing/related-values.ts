import type { NumericKey } from "./aggregate";
import type { VariantCondition } from "./conditions";
import type { ColKey, IsPolymorphic, RelationTarget, VariantsOf } from "./keys";
import type { Refused } from "./refused";
import type { SqlFragment } from "./sql-fragment";
import type { NoUndef, Where } from "./where";

/** Conditions on the records of the relation that a field holds. */
export type RelatedWhere<P> =
  IsPolymorphic<P> extends true
    ? VariantCondition<VariantsOf<P>>
    : Where<RelationTarget<P>> | SqlFragment;

/** Refuses beside them what inference alone lets pass. */
export type RelatedNoUndef<W, P> =
  IsPolymorphic<P> extends true ? unknown : NoUndef<W, RelationTarget<P>>;

/**
 * What of the related records results tell, and under which name: `P` is the
 * field of the relation, `W` the conditions, `N` the name.
 *
 * @example
 * ```ts
 * const countries = await Country.limit(5).withExists("cities", { as: "hasCapital", where: { capital: true } });
 * // select …, exists (select from "cities" as "t1" where "t1"."country_id" = "countries"."id"
 * //   and "t1"."capital" = $1) as "hasCapital" from "countries" limit $2
 * countries.filter(({ hasCapital }) => hasCapital);
 * ```
 */
export interface RelatedOptions<P, W, N extends string> {
  /** The name of the property, in place of the one made of the relation, the verb and the column. */
  as?: N;
  /** Which related records count. */
  where?: W & RelatedNoUndef<W, P>;
}

/** Beside the name of a relation: what is counted are records of one model. */
export type OneModel<P> =
  IsPolymorphic<P> extends true
    ? Refused<"arx: the relation leads to records of several models; withExists tells whether there is one">
    : unknown;

/** The columns of related records that have a sum. */
export type RelatedNumber<P> = Extract<NumericKey<RelationTarget<P>>, string>;

/** The columns of related records. */
export type RelatedColumn<P> = ColKey<RelationTarget<P>>;

/**
 * How many related records there are to be: a number, or operators, of which all hold.
 *
 * @example
 * ```ts
 * const many: RelatedCount = { count: { gte: 3, lt: 10 } };
 * await Country.whereHas("cities", {}, many);
 * // select … from "countries" where (select count(*) from "cities" as "t1" where "t1"."country_id" = "countries"."id") >= $1
 * //   and (select count(*) …) < $2
 * ```
 */
export interface RelatedCount {
  /** The number; NULL is never one. */
  readonly count:
    | number
    | {
        readonly eq?: number;
        readonly ne?: number;
        readonly gt?: number;
        readonly gte?: number;
        readonly lt?: number;
        readonly lte?: number;
        /** Both included. */
        readonly between?: readonly [low: number, high: number];
      };
}
