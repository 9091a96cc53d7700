import type {
  ColKey,
  IsPolymorphic,
  IsToMany,
  RelationTarget,
  RelKey,
} from "./keys";
import type { Refused } from "./refused";
import type { SqlFragment } from "./sql-fragment";

/**
 * Smallest first, or largest first.
 *
 * @example
 * ```ts
 * const direction: SortDirection = "desc";
 * await City.orderBy({ name: direction });   // select … from "cities" order by "name" desc
 * ```
 */
export type SortDirection = "asc" | "desc";

/**
 * A direction, or a direction with the place of NULL: PostgreSQL takes NULL as
 * larger than any value unless told.
 *
 * @example
 * ```ts
 * const order: SortOrder = { dir: "desc", nulls: "last" };
 * await City.orderBy({ population: order });
 * // select … from "cities" order by "population" desc nulls last
 * ```
 */
export type SortOrder =
  SortDirection | { dir: SortDirection; nulls?: "first" | "last" };

/**
 * An order by columns, and by those of relations to one, the first key first.
 *
 * @example
 * ```ts
 * const order: OrderBy<City> = { country: { name: "asc" }, population: "desc" };
 * await City.orderBy(order);
 * // select … from "cities" left join "countries" as "country" on "country"."id" = "cities"."country_id"
 * //   order by "country"."name", "cities"."population" desc
 * ```
 */
export type OrderBy<T> = { [K in ColKey<T>]?: SortOrder } & RelatedOrders<T>;

/** A type of its own: one condition that tells columns from relations would cost the compiler more. */
type RelatedOrders<in out T> = { [K in RelKey<T>]?: RelationOrder<T[K]> };

type RelationOrder<P> =
  IsToMany<P> extends true
    ? Refused<"arx: a relation to many gives a record no place in an order; order by SQL">
    : IsPolymorphic<P> extends true
      ? Refused<"arx: a relation to records of several models has no columns to order by">
      : OrderBy<RelationTarget<P>>;

/**
 * An order by SQL.
 *
 * @example
 * ```ts
 * const order: OrderBySql = { by: sql`length(name)`, dir: "desc" };
 * await City.orderBy(order, { id: "asc" });
 * // select … from "cities" order by (length(name)) desc, "id"
 * ```
 */
export interface OrderBySql {
  /** The expression; its direction stands beside it. */
  readonly by: SqlFragment;
  /** `asc` unless said otherwise. */
  readonly dir?: SortDirection;
  /** The place of NULL. */
  readonly nulls?: "first" | "last";
}

/**
 * What a query is ordered by: columns, or SQL, which alone means smallest first.
 *
 * @example
 * ```ts
 * const orders: Order<City>[] = [{ capital: "desc" }, sql`length(name)`];
 * await City.orderBy(...orders);
 * // select … from "cities" order by "capital" desc, (length(name))
 * ```
 */
export type Order<T> = OrderBy<T> | OrderBySql | SqlFragment;

/** An order by what the results of a query tell beside their columns; a record that they tell has none. */
export type ToldOrder<O> = O extends { told: infer N }
  ? { [K in keyof N]?: ValueOrder<N[K]> }
  : never;

type ValueOrder<V> = V extends RecordShape
  ? Refused<"arx: a record has no place in an order; order by one of its columns with SQL">
  : SortOrder;

/** What every record has, and no value of a column. */
interface RecordShape {
  readonly isChanged: boolean;
}
