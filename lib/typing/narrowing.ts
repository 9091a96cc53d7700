import type { ColKey } from "./keys";
import type { Order, SortOrder } from "./order-by";
import type { Refused } from "./refused";
import type { StrictLoading } from "./strict-loading";
import type { Where } from "./where";

/** A condition that a relation declares: a where object, or a function that gives one for each statement. */
export type DeclaredWhere<U> = Where<U> | (() => Where<U>);

/** Which of the records that it could lead to a relation to many leads to, and in which order. */
export interface HasManyOptions<U> {
  /** What they fulfil; a function gives it anew for each statement. */
  where?: DeclaredWhere<U>;
  /** Their order where a query says no other. */
  orderBy?: Order<U> | readonly Order<U>[];
  /** What becomes of it where it is awaited before it was loaded; left out, as the query, the model and the database say. */
  strictLoading?: StrictLoading;
}

/** An order by columns of the model itself. */
export type ColumnOrder<U> = { [K in ColKey<U>]?: SortOrder };

/** The options of `@HasOne` beside the one that says which of many records it is. */
interface HasOneNarrowing<U> {
  /** What the record fulfils; of many, those among which it is found. A function gives it anew for each statement. */
  where?: DeclaredWhere<U>;
  /** What becomes of it where it is awaited before it was loaded; left out, as the query, the model and the database say. */
  strictLoading?: StrictLoading;
}

/** What is said twice would be said differently. */
type OneOption =
  Refused<"arx: keep one of latestOfMany, oldestOfMany and ofMany">;

/** The last of many. */
interface LatestOfMany<U> {
  /** The last by this column, or by these; one without a value only where none has one. Among equals it is that with the greatest key. */
  latestOfMany: ColKey<U> | readonly ColKey<U>[];
  /** Only one of the three is said. */
  oldestOfMany?: OneOption;
  /** Only one of the three is said. */
  ofMany?: OneOption;
}

/** The first of many. */
interface OldestOfMany<U> {
  /** The first by this column, or by these; one without a value only where none has one. Among equals it is that with the least key. */
  oldestOfMany: ColKey<U> | readonly ColKey<U>[];
  /** Only one of the three is said. */
  latestOfMany?: OneOption;
  /** Only one of the three is said. */
  ofMany?: OneOption;
}

/** One of many by an order. */
interface FirstOfMany<U> {
  /** The first in this order; among equals the key decides, in the direction of the last column. */
  ofMany: ColumnOrder<U> | readonly ColumnOrder<U>[];
  /** Only one of the three is said. */
  latestOfMany?: OneOption;
  /** Only one of the three is said. */
  oldestOfMany?: OneOption;
}

/** The only one. */
interface NotOfMany {
  /** Left out, where it is the only one that refers back. */
  latestOfMany?: undefined;
  /** Left out, where it is the only one that refers back. */
  oldestOfMany?: undefined;
  /** Left out, where it is the only one that refers back. */
  ofMany?: undefined;
}

/** Which of the records that refer back is the one of a relation; at most one of the three says it. */
export type HasOneOptions<U> = HasOneNarrowing<U> &
  (NotOfMany | LatestOfMany<U> | OldestOfMany<U> | FirstOfMany<U>);

/** The way of a relation through another one. */
export interface ThroughPath {
  /** A relation of this model. */
  readonly through: string;
  /** The relation of the model that it leads to. */
  readonly source: string;
}
