import { narrow } from "../../query/narrow";
import { keyConditions, resultBatches } from "../../query/paging/key-batches";
import { loadPage } from "../../query/paging/keyset-page";
import { paginate } from "../../query/paging/paginate";
import { streamBatches } from "../../query/paging/stream";
import type {
  BatchOptions,
  CursorPage,
  NumberedPage,
  PageOptions,
  PaginateOptions,
  QueryBatch,
  StreamOptions,
} from "../../typing/query/query-pages";
import type { QueryRecords } from "../../typing/query/query-records";
import { OneByOne } from "../../util/one-by-one";
import { ReadQuery } from "./read-query";

/** The verbs that read a query in pages, and in portions. */
export abstract class PagedQuery<T, R>
  extends ReadQuery<T, R>
  implements QueryRecords<T, R>
{
  async paginate(options: PaginateOptions = {}): Promise<NumberedPage<R>> {
    const page = await paginate(this.data, options, this.at("paginate"));
    return page as NumberedPage<R>;
  }

  async page(options: PageOptions): Promise<CursorPage<R>> {
    const page = await loadPage(this.data, options, this.at("page"));
    return page as CursorPage<R>;
  }

  stream(options: StreamOptions = {}): AsyncIterableIterator<R> {
    const batches = streamBatches(this.data, options, this.at("stream"));
    return new OneByOne(batches as AsyncGenerator<R[], void, undefined>);
  }

  findEach(options: BatchOptions<T> = {}): AsyncIterableIterator<R> {
    const batches = resultBatches(this.data, options, "findEach");
    return new OneByOne(batches as AsyncGenerator<R[], void, undefined>);
  }

  findInBatches(options: BatchOptions<T> = {}): AsyncIterableIterator<R[]> {
    return resultBatches(this.data, options, "findInBatches") as AsyncGenerator<
      R[],
      void,
      undefined
    >;
  }

  async *inBatches(
    options: BatchOptions<T> = {},
  ): AsyncGenerator<QueryBatch<this>, void, undefined> {
    const batches = keyConditions(this.data, options, "inBatches");
    for await (const { condition, count } of batches) {
      const where = narrow(this.data.where, condition);
      const query = this.change({ where, limit: undefined, offset: undefined });
      yield { query, count };
    }
  }
}
