import { both } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { CompiledQuery } from "../sql/compiled-query";
import type {
  Join,
  SelectItem,
  SelectStatement,
  Source,
} from "../ast/expression";
import { Deadline } from "../database/deadline";
import type { DriverResult, DriverRow } from "../driver/driver";
import { annotate } from "../sql/annotate";
import { compileCached } from "../sql/statement-cache";
import { announceFound } from "./announce";
import { countOf } from "./clauses";
import { givesNothing } from "./narrow";
import { distinctRows } from "./distinct-rows";
import { loadRelated } from "./loading/joined/attach-joined";
import { withJoined } from "./loading/joined/join-relations";
import { joinsOf } from "./joins-of";
import { refuseLock, requireTransaction } from "./lock-rows";
import { explainMissing } from "./from-sql";
import { placeOrder } from "./order/place-order";
import type { QueryData } from "./query-data";
import { rootScope, sourceOf } from "./scope";
import type { Selection } from "./selection";
import { sendQuery } from "./send-query";
import { standingCondition } from "./standing";
import { resultSelectionOf, tellResults } from "./tell-values";
import { joinTelling } from "./related/telling";

/** The records or plain rows of a query, with their relations. */
export async function loadAll(query: QueryData): Promise<object[]> {
  if (givesNothing(query)) return [];
  const selection = withJoined(query, resultSelectionOf(query));
  const statement = selectStatement(query, selection.items, selection.joins);
  return (await loadStatement(query, selection, statement)).results;
}

/** What a statement reads, row by row, and what became of it. */
interface LoadedRows {
  readonly rows: readonly DriverRow[];
  readonly results: object[];
}

/** The same by a statement that was made of the query, whose rows have the cells of the selection. */
export async function loadStatement(
  query: QueryData,
  selection: Selection,
  statement: SelectStatement,
): Promise<LoadedRows> {
  const deadline = deadlineOf(query);
  const answer = await sendSelect(query, statement, deadline);
  const width = statement.items.length;
  const results = await toResults(query, selection, answer, width, deadline);
  return { rows: answer.rows, results };
}

/**
 * What the rows of an answer become, with their relations.
 * @param width how many cells a row was to have
 */
export async function toResults(
  query: QueryData,
  selection: Selection,
  answer: DriverResult,
  width: number,
  deadline: Deadline | undefined,
): Promise<object[]> {
  const results = tellResults(selection, answer, width, query.strictLoading);
  if (query.preloads.length > 0)
    await loadRelated(query, selection, answer.rows, results, deadline);
  await announceFound(selection, results);
  return results;
}

/** Whether a query gives any row. */
export async function hasRows(query: QueryData): Promise<boolean> {
  refuseLock(query, "exists() gives none");
  if (givesNothing(query)) return false;
  const { distinct, offset } = query;
  // An offset leaves out distinct rows, which need something to be told apart by.
  const items =
    distinct && offset !== undefined ? resultSelectionOf(query).items : [];
  const rows = selectStatement(
    { ...query, orderBy: [], limit: undefined },
    items,
  );
  const found: SelectStatement = {
    ...emptySelect,
    items: [
      {
        expression: { kind: "exists", query: rows, negated: false },
        name: undefined,
      },
    ],
  };
  const [row] = await send(query, found);
  return row?.[0] === "t";
}

/** The statement of a query as text, without its relations, which have statements of their own. */
export function compileQuery(query: QueryData): CompiledQuery {
  return annotate(compileCached(toStatement(query)), query.annotations);
}

/** The same with the relations that come in it when the query is run. */
export function compileWhole(query: QueryData): CompiledQuery {
  const { items, joins } = withJoined(query, resultSelectionOf(query));
  const statement = selectStatement(query, items, joins);
  return annotate(compileCached(statement), query.annotations);
}

/** The statement of a query. */
export function toStatement(query: QueryData): SelectStatement {
  return selectStatement(query, resultSelectionOf(query).items);
}

/** The same as a part of other SQL, which reads what the query asks for: what a relation tells of its records beside that would be further columns. */
export function toSubselect(query: QueryData): SelectStatement {
  const { items } = resultSelectionOf({ ...query, telling: undefined });
  return selectStatement(query, items);
}

/**
 * The same with other items in place of its columns.
 * @param related what some of the items come from, beside the query's own joins
 */
export function selectStatement(
  query: QueryData,
  items: readonly SelectItem[],
  related: readonly Join[] = [],
): SelectStatement {
  const { definition, orderBy, limit, offset, lock } = query;
  const scope = rootScope(definition);
  const linked = joinTelling(query);
  const joins = [...linked.joins, ...joinsOf(query), ...related];
  const statement: SelectStatement = {
    kind: "select",
    distinct: false,
    items,
    from: rowsOf(query),
    joins,
    where: both(
      linked.where,
      standingCondition(scope, query.deleted, query.unscoped),
    ),
    groupBy: [],
    having: undefined,
    orderBy,
    limit: countOf(limit),
    offset: countOf(offset),
    // Of a table that is joined nothing is locked; nor could it be, where the join is an outer one.
    lock: lock && { ...lock, of: joins.length > 0 ? scope.alias : undefined },
  };
  const rows = query.distinct ? distinctRows(query, statement) : statement;
  return placeOrder(rows, query.told);
}

/** Where the rows come from: the table, or a statement in its place. */
function rowsOf({ definition, source }: QueryData): Source {
  const scope = rootScope(definition);
  return source === undefined
    ? sourceOf(scope)
    : { kind: "statement", alias: scope.alias, statement: source };
}

/** What the server answers to a statement that was made of a query, in the time and with the settings that the query has. */
export async function sendSelect(
  query: QueryData,
  statement: SelectStatement,
  deadline = deadlineOf(query),
): Promise<DriverResult> {
  requireTransaction(query);
  return sendCompiled(query, compileCached(statement), deadline);
}

/** The same to a statement that is compiled already. */
export async function sendCompiled(
  query: QueryData,
  compiled: CompiledQuery,
  deadline = deadlineOf(query),
): Promise<DriverResult> {
  try {
    return await sendQuery(query, compiled, deadline);
  } catch (error) {
    throw explainMissing(query, error);
  }
}

async function send(
  query: QueryData,
  statement: SelectStatement,
  deadline = deadlineOf(query),
): Promise<readonly DriverRow[]> {
  return (await sendSelect(query, statement, deadline)).rows;
}

/** When a query that runs from now on is to be given up. */
export function deadlineOf({ timeoutMs }: QueryData): Deadline | undefined {
  return timeoutMs === undefined ? undefined : new Deadline({ timeoutMs });
}
