import type { RecordKey } from "../record-key";
import type { SqlFragment } from "../sql-fragment";
import type { NoUndef, Where } from "../where";
import type {
  BatchOptions,
  CursorPage,
  NumberedPage,
  PageOptions,
  PaginateOptions,
  QueryBatch,
  StreamOptions,
} from "./query-pages";

/** How a query gives its records: one, some, all, or in pages and portions. `R` is what a record becomes. */
export interface QueryRecords<T, R> {
  /**
   * The record with a primary key, among those that the query gives; for a list
   * of keys the record of each, in their order.
   *
   * @example
   * ```ts
   * await City.where({ population: { gt: 1e6 } }).find(1);
   * // select … from "cities" where "population" > $1 and "id" = $2
   * ```
   *
   * @throws RecordNotFoundError when a record is missing
   * @throws TypeMismatchError when it is no key of the model
   */
  find(key: RecordKey<T>): Promise<R>;
  find(keys: readonly RecordKey<T>[]): Promise<R[]>;
  /**
   * The record with a primary key, among those that the query gives, or null.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).findOrNull(1);
   * // select … from "cities" where "capital" = $1 and "id" = $2
   * ```
   *
   * @throws TypeMismatchError when it is no key of the model
   */
  findOrNull(key: RecordKey<T>): Promise<R | null>;
  /**
   * A record that meets further conditions, or null: the same as `where` and `take`.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).findBy({ name: "Bonn" });
   * // select … from "cities" where "capital" = $1 and "name" = $2 limit $3
   * ```
   */
  findBy<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): Promise<R | null>;
  /**
   * The first record in the query's order, by primary key where it has none, or
   * null; with a number so many of them as a list.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).first();
   * // select … from "cities" where "capital" = $1 order by "id" limit $2
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  first(): Promise<R | null>;
  first(count: number): Promise<R[]>;
  /**
   * The last record in the query's order, by primary key where it has none, or
   * null; with a number so many of them as a list, in the query's order. Of a
   * query with a limit or an offset it is the last of the rows that these leave.
   *
   * @example
   * ```ts
   * await City.orderBy({ name: "asc" }).last();
   * // select … from "cities" order by "name" desc limit $1
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  last(): Promise<R | null>;
  last(count: number): Promise<R[]>;
  /**
   * A record of the query, or null, and with a number so many as a list. Which
   * ones is open where the query has no order: nothing is sorted for it.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).take(2);
   * // select … from "cities" where "capital" = $1 limit $2
   * ```
   *
   * @throws InvalidArgumentError when the number is no whole number from 0
   */
  take(): Promise<R | null>;
  take(count: number): Promise<R[]>;
  /**
   * The only record of the query.
   *
   * @example
   * ```ts
   * await City.where({ name: "Berlin" }).sole();
   * // select … from "cities" where "name" = $1 limit $2
   * ```
   *
   * @throws RecordNotFoundError when there is none
   * @throws SoleRecordExceededError when there are several
   */
  sole(): Promise<R>;
  /**
   * Runs the query: the same as awaiting it, as a promise that runs at once.
   *
   * @example
   * ```ts
   * const [cities, countries] = await Promise.all([City.limit(10).all(), Country.all()]);
   * // select … from "cities" limit $1
   * // select … from "countries"
   * ```
   */
  all(): Promise<R[]>;
  /**
   * A page by its number, and how many records and pages there are: two
   * statements, sent at once. The primary key decides what the order leaves open.
   *
   * @example
   * ```ts
   * const page = await City.where({ capital: false }).paginate({ page: 1, pageSize: 2 });
   * // select … from "cities" where "capital" = $1 order by "id" limit $2 offset $3
   * // select count(*) from "cities" where "capital" = $1
   * page.total;   // 3
   * page.hasMore;   // true
   * ```
   *
   * @throws InvalidArgumentError when a number is no whole one from 1, or the query has a limit or offset
   */
  paginate(options?: PaginateOptions): Promise<NumberedPage<R>>;
  /**
   * The records after a place in the query's order, or before one, which a
   * cursor tells. With an index on the order a page costs the same however far
   * it is, and records that come or go meanwhile make none be met twice or missed.
   *
   * @example
   * ```ts
   * const query = City.orderBy({ name: "asc" });
   * const { endCursor } = await query.page({ first: 2 });
   * await query.page({ first: 2, after: endCursor });
   * // select … from "cities" order by "name", "id" limit $1
   * // select … from "cities" where row("name", "id") > row($1, $2) order by "name", "id" limit $3
   * ```
   *
   * @throws InvalidCursorError when the cursor is none, or of another model or order
   * @throws InvalidArgumentError when the query has a limit or offset, or an order that is not by columns of the model,
   *   or may give a record several times
   */
  page(options: PageOptions): Promise<CursorPage<R>>;
  /**
   * The records one by one, in the query's order and as they were at the first
   * one, read through a cursor of the server: memory holds a few batches.
   * Outside of a transaction it takes a connection until the loop ends, however
   * it ends. A timeout counts for each batch.
   *
   * @example
   * ```ts
   * for await (const city of City.orderBy({ name: "asc" }).stream({ batch: 500 })) {
   *   console.log(city.name);
   * }
   * // declare "…" no scroll cursor with hold for select … from "cities" order by "name"
   * // fetch 500 from "…"
   * // close "…"
   * ```
   */
  stream(options?: StreamOptions): AsyncIterableIterator<R>;
  /**
   * The records one by one, by primary key, in statements of a batch each.
   * What is done to them meanwhile makes it skip none; it takes no connection
   * between two batches. A timeout counts for each.
   *
   * @example
   * ```ts
   * for await (const city of City.where({ capital: true }).findEach({ batch: 2 })) {
   *   await city.update({ population: 1 });
   * }
   * // select … from "cities" where "capital" = $1 order by "id" limit $2
   * // …
   * ```
   *
   * @throws InvalidArgumentError at the first record, when the query has an order
   */
  findEach(options?: BatchOptions<T>): AsyncIterableIterator<R>;
  /**
   * The same in lists of a batch each.
   *
   * @example
   * ```ts
   * for await (const cities of City.where({ capital: false }).findInBatches({ batch: 500 })) {
   *   cities.length;   // 3
   * }
   * // select … from "cities" where "capital" = $1 order by "id" limit $2
   * ```
   *
   * @throws InvalidArgumentError at the first batch, when the query has an order
   */
  findInBatches(options?: BatchOptions<T>): AsyncIterableIterator<R[]>;
  /**
   * The same in queries of a batch each, of which only the keys are read: for
   * what a statement can do to many records at once.
   *
   * @example
   * ```ts
   * for await (const { query } of City.where({ capital: false }).inBatches({ batch: 500 })) {
   *   await query.count();   // 3
   * }
   * // select "id" from "cities" where "capital" = $1 order by "id" limit $2
   * // select count(*) from "cities" where "capital" = $1 and "id" = any($2)
   * ```
   *
   * @throws InvalidArgumentError at the first batch, when the query has an order
   */
  inBatches(options?: BatchOptions<T>): AsyncIterableIterator<QueryBatch<this>>;
}
