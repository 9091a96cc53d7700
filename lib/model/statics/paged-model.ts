import type { ModelOf, RecordOf } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type {
  BatchOptions,
  CursorPage,
  NumberedPage,
  PageOptions,
  PaginateOptions,
  QueryBatch,
  StreamOptions,
} from "../../typing/query/query-pages";
import { queryModel } from "./query-model";
import { ReadModel } from "./read-model";

/** Statics: all records in pages, and in portions. */
export abstract class PagedModel extends ReadModel {
  /**
   * A page of all records by its number, and how many there are.
   *
   * @example
   * ```ts
   * const page = await City.paginate({ page: 2, pageSize: 2 });
   * // select … from "cities" order by "id" limit $1 offset $2
   * // select count(*) from "cities"
   * page.pageCount;   // 2
   * ```
   *
   * @throws InvalidArgumentError when a number is no whole one from 1
   */
  static async paginate<M extends ModelOf<object>>(
    this: M,
    options?: PaginateOptions,
  ): Promise<NumberedPage<RecordOf<M>>> {
    return queryModel<RecordOf<M>>(this).paginate(options);
  }

  /**
   * Records after or before one, by primary key.
   *
   * @example
   * ```ts
   * const { items, endCursor } = await City.page({ first: 2 });
   * // select … from "cities" order by "id" limit $1
   * ```
   *
   * @throws InvalidCursorError when the cursor is none, or of another model or order
   */
  static async page<M extends ModelOf<object>>(
    this: M,
    options: PageOptions,
  ): Promise<CursorPage<RecordOf<M>>> {
    return queryModel<RecordOf<M>>(this).page(options);
  }

  /**
   * All records one by one, read through a cursor of the server.
   *
   * @example
   * ```ts
   * for await (const city of City.stream()) console.log(city.name);
   * // declare "…" no scroll cursor with hold for select … from "cities"
   * // fetch 1000 from "…"
   * // close "…"
   * ```
   */
  static stream<M extends ModelOf<object>>(
    this: M,
    options?: StreamOptions,
  ): AsyncIterableIterator<RecordOf<M>> {
    return queryModel<RecordOf<M>>(this).stream(options);
  }

  /**
   * All records one by one, by primary key, in statements of a batch each.
   *
   * @example
   * ```ts
   * for await (const city of City.findEach({ start: 2 })) console.log(city.name);
   * // select … from "cities" where "id" >= $1 order by "id" limit $2
   * ```
   */
  static findEach<M extends ModelOf<object>>(
    this: M,
    options?: BatchOptions<RecordOf<M>>,
  ): AsyncIterableIterator<RecordOf<M>> {
    return queryModel<RecordOf<M>>(this).findEach(options);
  }

  /**
   * All records in lists, by primary key.
   *
   * @example
   * ```ts
   * for await (const cities of City.findInBatches({ batch: 500 })) console.log(cities.length);
   * // select … from "cities" order by "id" limit $1
   * ```
   */
  static findInBatches<M extends ModelOf<object>>(
    this: M,
    options?: BatchOptions<RecordOf<M>>,
  ): AsyncIterableIterator<RecordOf<M>[]> {
    return queryModel<RecordOf<M>>(this).findInBatches(options);
  }

  /**
   * All records in queries of a batch each, by primary key.
   *
   * @example
   * ```ts
   * for await (const { query } of City.inBatches({ order: "desc" })) await query.ids();
   * // select "id" from "cities" order by "id" desc limit $1
   * // select "id" from "cities" where "id" = any($1)
   * ```
   */
  static inBatches<M extends ModelOf<object>>(
    this: M,
    options?: BatchOptions<RecordOf<M>>,
  ): AsyncIterableIterator<QueryBatch<Query<RecordOf<M>>>> {
    return queryModel<RecordOf<M>>(this).inBatches(options);
  }
}
