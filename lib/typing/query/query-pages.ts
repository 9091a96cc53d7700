import type { RecordKey } from "../record-key";

/**
 * Which page `paginate` is to give.
 *
 * @example
 * ```ts
 * const options: PaginateOptions = { page: 2, pageSize: 50 };
 * await City.paginate(options);
 * // select … from "cities" order by "id" limit $1 offset $2
 * // select count(*) from "cities"
 * ```
 */
export interface PaginateOptions {
  /** The number of the page, from 1; 1 unless told. */
  readonly page?: number | undefined;
  /** How many records a page has at most; 20 unless told. */
  readonly pageSize?: number | undefined;
}

/**
 * A page by its number: what `paginate` gives.
 *
 * @example
 * ```ts
 * const { items, total }: NumberedPage<City> = await City.paginate({ pageSize: 2 });
 * // select … from "cities" order by "id" limit $1 offset $2
 * // select count(*) from "cities"
 * ```
 */
export interface NumberedPage<R> {
  /** The records of the page; none beyond the last page. */
  readonly items: R[];
  /** How many records there are on all pages. */
  readonly total: number;
  /** The number that was asked for. */
  readonly page: number;
  /** How many records a page has at most. */
  readonly pageSize: number;
  /** How many pages there are. */
  readonly pageCount: number;
  /** Whether a page comes after this one. */
  readonly hasMore: boolean;
}

/**
 * Where a page of `page` begins, and how far it goes: forward by `first` and
 * `after`, backward by `last` and `before`. A cursor that is left out, or null,
 * means the beginning, or the end.
 *
 * @example
 * ```ts
 * const options: PageOptions = { first: 10, after: null };
 * await City.page(options);   // select … from "cities" order by "id" limit $1
 * ```
 */
export type PageOptions =
  | {
      /** How many records at most, from 1. */
      readonly first: number;
      /** The `endCursor` of the page before. */
      readonly after?: string | null | undefined;
      readonly last?: never;
      readonly before?: never;
    }
  | {
      /** How many records at most, from 1. */
      readonly last: number;
      /** The `startCursor` of the page after. */
      readonly before?: string | null | undefined;
      readonly first?: never;
      readonly after?: never;
    };

/**
 * A page that begins after a record, or ends before one: what `page` gives.
 *
 * @example
 * ```ts
 * let page: CursorPage<City> = await City.page({ first: 2 });
 * if (page.hasNext) page = await City.page({ first: 2, after: page.endCursor });
 * // select … from "cities" order by "id" limit $1
 * // select … from "cities" where "id" > $1 order by "id" limit $2
 * ```
 */
export interface CursorPage<R> {
  /** The records, in the query's order, whichever way the page was reached. */
  readonly items: R[];
  /** Whether there are records after these. Going backward: whether the way came from any. */
  readonly hasNext: boolean;
  /** Whether there are records before these. Going forward: whether the way came from any. */
  readonly hasPrevious: boolean;
  /** Stands for the first record; null where there is none. */
  readonly startCursor: string | null;
  /** Stands for the last record; null where there is none. */
  readonly endCursor: string | null;
}

/**
 * In what portions a stream reads.
 *
 * @example
 * ```ts
 * const options: StreamOptions = { batch: 500 };
 * for await (const city of City.stream(options)) console.log(city.name);
 * // …
 * ```
 */
export interface StreamOptions {
  /** How many records one way to the server brings, from 1; 1000 unless told. */
  readonly batch?: number | undefined;
}

/**
 * In what portions records are gone through by primary key, and from where to
 * where. Of a key with several columns, `start` and `finish` are objects.
 *
 * @example
 * ```ts
 * const options: BatchOptions<City> = { batch: 500, start: 2, order: "asc" };
 * for await (const city of City.findEach(options)) console.log(city.name);
 * // select … from "cities" where "id" >= $1 order by "id" limit $2
 * ```
 */
export interface BatchOptions<T> extends StreamOptions {
  /** The direction of the primary key; "asc" unless told. */
  readonly order?: "asc" | "desc" | undefined;
  /** The key to begin at, it included. */
  readonly start?: RecordKey<T> | undefined;
  /** The key to end at, it included. */
  readonly finish?: RecordKey<T> | undefined;
}

/**
 * Some of the records of a query: what `inBatches` gives. It holds the query,
 * because a loop that were given one would await it, and thereby run it.
 *
 * @example
 * ```ts
 * const sizeOf = ({ count }: QueryBatch<Query<City>>) => count;
 * for await (const batch of City.inBatches()) sizeOf(batch);   // 3
 * // select "id" from "cities" order by "id" limit $1
 * ```
 */
export interface QueryBatch<Q> {
  /** Gives the records of the batch, as far as they still meet the conditions; in no order. */
  readonly query: Q;
  /** How many records it has. */
  readonly count: number;
}
