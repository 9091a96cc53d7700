import { parameter } from "../ast/build-expression";
import {
  RecordNotFoundError,
  SoleRecordExceededError,
} from "../errors/query-error";
import { orderByKey, reverseOrder } from "./clauses";
import { loadAll, loadStatement, selectStatement } from "./execute";
import { withJoined } from "./loading/joined/join-relations";
import { givesNothing } from "./narrow";
import type { QueryData } from "./query-data";
import { isCutOff, rowsAsSource } from "./rows-as-source";
import { resultSelectionOf } from "./tell-values";

/** At most so many results of a query, as they come. */
export function loadSome(query: QueryData, count: number): Promise<object[]> {
  return loadAll(atMost(query, count));
}

/** The first results in the query's order, by primary key where it has none. */
export function loadFirst(query: QueryData, count: number): Promise<object[]> {
  return loadSome(ordered(query), count);
}

/** The last results in the query's order, by primary key where it has none; they come in that order. */
export async function loadLast(
  query: QueryData,
  count: number,
): Promise<object[]> {
  if (count === 0 || givesNothing(query)) return [];
  // Backwards, rows that are equal would come where the last of them does.
  const results =
    isCutOff(query) || query.distinct
      ? await loadLastOfSome(ordered(query), count)
      : await loadFirst(backwards(ordered(query)), count);
  return results.reverse();
}

/**
 * The only result of a query.
 * @throws RecordNotFoundError when there is none
 * @throws SoleRecordExceededError when there are several
 */
export async function loadSole(query: QueryData): Promise<object> {
  const [found, another] = await loadSome(query, 2);
  const { name } = query.definition;
  if (found === undefined) throw new RecordNotFoundError(name);
  if (another !== undefined) throw new SoleRecordExceededError(name);
  return found;
}

/** The query with a limit that is no greater than a number. */
export function atMost(query: QueryData, count: number): QueryData {
  return { ...query, limit: Math.min(query.limit ?? count, count) };
}

/** The query in an order that does not leave to chance which row is the first. */
export function ordered(query: QueryData): QueryData {
  const { definition, orderBy } = query;
  return orderBy.length > 0
    ? query
    : { ...query, orderBy: orderByKey(definition) };
}

function backwards(query: QueryData): QueryData {
  return { ...query, orderBy: reverseOrder(query.orderBy) };
}

/** Of what limit, offset and distinct leave, read from its end. */
async function loadLastOfSome(
  query: QueryData,
  count: number,
): Promise<object[]> {
  const selection = withJoined(query, resultSelectionOf(query));
  const { items, joins } = selection;
  const rows = rowsAsSource(selectStatement(query, items, joins));
  const statement = {
    ...rows.statement,
    orderBy: reverseOrder(rows.orderBy),
    limit: parameter(String(count)),
  };
  return (await loadStatement(query, selection, statement)).results;
}
