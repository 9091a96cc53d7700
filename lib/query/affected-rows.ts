import type {
  Expression,
  RowLock,
  SelectStatement,
  TableSource,
} from "../ast/expression";
import type { Statement } from "../ast/statement";
import { databaseToWrite } from "../database/current";
import { MissingConditionError } from "../errors/query-error";
import { compileCached } from "../sql/statement-cache";
import { selectStatement, sendCompiled } from "./execute";
import { requireTransaction } from "./lock-rows";
import { givesNothing } from "./narrow";
import type { QueryData } from "./query-data";
import { isCutOff } from "./rows-as-source";
import { rootScope, scopedColumn, sourceOf } from "./scope";

/** The rows that a statement over the rows of a query writes. */
export interface AffectedRows {
  readonly table: TableSource;
  readonly where: Expression | undefined;
}

/**
 * The rows of a query, for a statement that writes them all: by the query's own
 * conditions where these suffice, else by the keys that the query gives. Undefined
 * for a query that gives none.
 */
export function affectedRows(query: QueryData): AffectedRows | undefined {
  if (givesNothing(query)) return undefined;
  const key = keyOf(query);
  const statement = selectStatement(
    isCutOff(query) ? holdingRows(query) : withoutVain(query),
    [{ expression: key, name: undefined }],
  );
  const table = sourceOf(rootScope(query.definition));
  if (isOneTable(statement)) return { table, where: statement.where };
  // As an array the keys are chosen once, whatever plan the server makes: a sub-select with a limit could be run again.
  const array: Expression = { kind: "array-query", query: statement };
  return {
    table,
    where: { kind: "membership", left: key, array, negated: false },
  };
}

/**
 * Refuses to write every row of a model unless that is meant. What stands for
 * the model is no condition, nor are a limit and a join.
 * @throws MissingConditionError
 */
export function requireCondition(
  { definition, where }: QueryData,
  verb: string,
  all: boolean,
): void {
  if (!all && where === undefined)
    throw new MissingConditionError(definition.name, verb);
}

/** Sends a statement that writes the rows of a query; gives their number. */
export async function writeRows(
  query: QueryData,
  statement: Statement,
): Promise<number> {
  // Not for the database, but for the transaction around, which must be able to undo it.
  databaseToWrite(query.definition);
  requireTransaction(query);
  return (await sendCompiled(query, compileCached(statement))).count;
}

/** Where no row is left out, neither their order nor how often they come decides anything. */
function withoutVain(query: QueryData): QueryData {
  return { ...query, orderBy: [], distinct: false };
}

/**
 * Holds the rows as they are chosen, where SQL can: one that another program is
 * writing is waited for, and is not chosen when it meets the conditions no more.
 */
function holdingRows(query: QueryData): QueryData {
  const { joins, source, distinct, lock = ownLock } = query;
  const canHold =
    source === undefined &&
    !distinct &&
    joins.every(({ kind }) => kind === "relation");
  return canHold ? { ...query, lock } : query;
}

/** As strong as that of an update, which leaves alone what refers to the row. */
const ownLock: RowLock = Object.freeze({
  mode: "no key update",
  wait: "wait",
  of: undefined,
});

/** The primary key as one value. */
function keyOf({ definition }: QueryData): Expression {
  const scope = rootScope(definition);
  const operands = definition.primaryKey.map((column) =>
    scopedColumn(scope, column),
  );
  const [only] = operands;
  return operands.length === 1 && only !== undefined
    ? only
    : { kind: "row", operands };
}

/** Whether the rows are those of one table that meet a condition. */
function isOneTable({
  distinct,
  from,
  joins,
  groupBy,
  limit,
  offset,
  lock,
}: SelectStatement): boolean {
  const isPlain = from?.kind === "table" && joins.length === 0 && !distinct;
  const isWhole =
    limit === undefined && offset === undefined && groupBy.length === 0;
  return isPlain && isWhole && lock === undefined;
}
