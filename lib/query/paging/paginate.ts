import { InvalidArgumentError } from "../../errors/query-error";
import type { NumberedPage } from "../../typing/query/query-pages";
import { countRows } from "../aggregates/count-rows";
import { loadAll } from "../execute";
import type { QueryData } from "../query-data";
import { decidedOrder } from "./decided-order";
import { readOptions } from "../read-options";
import { parseSize } from "./parse-size";
import { requireWhole } from "./require-whole";

/** How many records a page has when nothing is said. */
const usualSize = 20;

/**
 * One page of a query by its number, and how many results the query has in all:
 * two statements that are sent at once. As one statement they take longer where
 * connections are free, and no less where all are busy.
 */
export async function paginate(
  query: QueryData,
  options: unknown,
  at: string,
): Promise<NumberedPage<object>> {
  const given = readOptions(options, ["page", "pageSize"], at);
  const page = parseSize(given.page ?? 1, `${at}.page`);
  const pageSize = parseSize(given.pageSize ?? usualSize, `${at}.pageSize`);
  requireWhole(query, at);
  const offset = (page - 1) * pageSize;
  if (!Number.isSafeInteger(offset))
    throw new InvalidArgumentError(
      `${at}: page ${String(page)} of ${String(pageSize)} records is beyond what can be counted.`,
    );
  const orderBy = decidedOrder(query);
  const [items, total] = await Promise.all([
    loadAll({ ...query, orderBy, limit: pageSize, offset }),
    // A lock is meant for the records of the page.
    countRows({ ...query, lock: undefined }),
  ]);
  const pageCount = Math.ceil(total / pageSize);
  return { items, total, page, pageSize, pageCount, hasMore: page < pageCount };
}
