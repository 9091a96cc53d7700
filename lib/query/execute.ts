import { both, parameter } from "../ast/build-expression";
import type { CompiledQuery } from "../sql/compiled-query";
import type { SelectItem, SelectStatement } from "../ast/expression";
import { databaseOf } from "../database/current";
import { Deadline } from "../database/deadline";
import type { DriverRow } from "../driver/driver";
import type { ColumnDefinition } from "../metadata/definition";
import { compileCached } from "../sql/statement-cache";
import { announceFound } from "./announce";
import { batchOfRows } from "./batch";
import { createResults } from "./create-results";
import { preload } from "./preload";
import { noSettings } from "./query-data";
import type { QueryData } from "./query-data";
import { rootScope, scopedColumn, sourceOf } from "./scope";
import { sendWithSettings } from "./send-with-settings";
import { standingCondition } from "./standing";
import { emptySelect } from "./statement";
import { resultSelectionOf } from "./tell-distances";

/** The records or plain rows of a query, with their relations. */
export async function loadAll(query: QueryData): Promise<object[]> {
  if (query.limit === 0) return [];
  const deadline = deadlineOf(query);
  const selection = resultSelectionOf(query);
  const statement = selectStatement(query, selection.items);
  const rows = await send(query, statement, deadline);
  const results = createResults(selection, rows);
  if (query.preloads.length > 0)
    await preload(
      batchOfRows(selection, rows, results),
      query.preloads,
      deadline,
    );
  await announceFound(selection, results);
  return results;
}

/** How many rows a query gives, its limit and offset included. */
export async function countRows(query: QueryData): Promise<number> {
  if (query.limit === 0) return 0;
  const [row] = await send(query, countStatement(query));
  return Number(row?.[0]);
}

/** Whether a query gives any row. */
export async function hasRows(query: QueryData): Promise<boolean> {
  if (query.limit === 0) return false;
  const rows = { ...selectStatement(query, []), orderBy: [], limit: undefined };
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

/** The values of some columns, row by row. */
export async function loadValues(
  query: QueryData,
  columns: readonly ColumnDefinition[],
): Promise<unknown[][]> {
  if (query.limit === 0) return [];
  const scope = rootScope(query.definition);
  const items = columns.map((column) => ({
    expression: scopedColumn(scope, column),
    name: undefined,
  }));
  const rows = await send(query, selectStatement(query, items));
  return rows.map((row) =>
    columns.map(({ type, at }, index) => {
      const text = row[index] ?? null;
      return text === null ? null : type.decode(text, at);
    }),
  );
}

/** The statement of a query as text, without its relations, which have statements of their own. */
export function compileQuery(query: QueryData): CompiledQuery {
  return compileCached(toStatement(query));
}

/** The statement of a query. */
export function toStatement(query: QueryData): SelectStatement {
  return selectStatement(query, resultSelectionOf(query).items);
}

function selectStatement(
  query: QueryData,
  items: readonly SelectItem[],
): SelectStatement {
  const { definition, orderBy, limit, offset } = query;
  const scope = rootScope(definition);
  return {
    kind: "select",
    distinct: false,
    items,
    from: sourceOf(scope),
    joins: query.distances.map(({ join }) => join),
    where: both(query.where, standingCondition(scope, query.deleted)),
    groupBy: [],
    orderBy,
    limit: limit === undefined ? undefined : parameter(String(limit)),
    offset: offset === undefined ? undefined : parameter(String(offset)),
    lock: undefined,
  };
}

function countStatement(query: QueryData): SelectStatement {
  const count: SelectItem = {
    expression: {
      kind: "function",
      name: "count",
      operands: [],
      cast: undefined,
    },
    name: undefined,
  };
  const rows = { ...selectStatement(query, []), orderBy: [] };
  if (query.limit === undefined && query.offset === undefined)
    return { ...rows, items: [count] };
  // A limit would count for the one row of the total, so the rows it cuts off are counted outside.
  return {
    ...emptySelect,
    items: [count],
    from: { kind: "lateral", alias: "arx_rows", query: rows },
  };
}

async function send(
  query: QueryData,
  statement: SelectStatement,
  deadline = deadlineOf(query),
): Promise<readonly DriverRow[]> {
  const database = databaseOf(query.definition);
  const compiled = compileCached(statement);
  const { rows } =
    query.settings === noSettings
      ? await database.send(compiled, deadline)
      : await sendWithSettings(database, query.settings, compiled, deadline);
  return rows;
}

/** When a query that runs from now on is to be given up. */
function deadlineOf({ timeoutMs }: QueryData): Deadline | undefined {
  return timeoutMs === undefined ? undefined : new Deadline({ timeoutMs });
}
