import { emptySelect } from "../../ast/empty-select";
import type { SelectItem, SelectStatement } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { familyColumns } from "../../metadata/family";
import { memoize } from "../../util/memoize";
import { selectStatement, toStatement } from "../execute";
import type { QueryData } from "../query-data";
import { isCutOff } from "../rows-as-source";
import { rootScope, scopedColumn } from "../scope";

/** The columns that something is computed of; undefined where SQL may name any. */
export type NeededColumns = readonly ColumnDefinition[] | undefined;

/** Whether the rows of a query are different by the values that they hold, NULL included, and not by a key. */
export function isOfValues({ distinct, select }: QueryData): boolean {
  return distinct && select !== undefined;
}

/**
 * A statement without items over the rows of a query, for items that compute
 * something of many. A limit would count for what is computed, so the rows that
 * it leaves are a source of their own, called like the table; so are plain rows
 * that are different.
 */
export function aggregatedRows(
  query: QueryData,
  needed: readonly NeededColumns[],
): SelectStatement {
  const unlocked = { ...query, lock: undefined };
  const unordered = { ...unlocked, orderBy: [] };
  if (isOfValues(query)) {
    requireSelected(query, needed);
    const rows = isCutOff(query) ? unlocked : unordered;
    return rowsOf(query, toStatement(rows), needed);
  }
  if (!isCutOff(query))
    return selectStatement({ ...unordered, distinct: false }, []);
  const rows = selectStatement(unlocked, itemsOf(query, needed));
  return rowsOf(query, rows, needed);
}

function rowsOf(
  { definition }: QueryData,
  query: SelectStatement,
  needed: readonly NeededColumns[],
): SelectStatement {
  // Rows of which no column is named are nothing of the table.
  const isNameless = needed.every((columns) => columns?.length === 0);
  const alias = isNameless ? "arx_rows" : rootScope(definition).alias;
  return { ...emptySelect, from: { kind: "lateral", alias, query } };
}

/** Different records are told by their key, so that it has to be there. */
function itemsOf(
  { definition, distinct }: QueryData,
  needed: readonly NeededColumns[],
): readonly SelectItem[] {
  if (needed.includes(undefined)) return everyItem(definition);
  const key = distinct ? definition.primaryKey : [];
  const columns = needed.flatMap((each) => each ?? []);
  return toItems(definition, new Set([...key, ...columns]));
}

/** What SQL may name: columns that queries leave out, and those of subclasses, as well. */
const everyItem = memoize((definition: ModelDefinition) =>
  Object.freeze(
    toItems(
      definition,
      new Set([...definition.columnList, ...familyColumns(definition)]),
    ),
  ),
);

function toItems(
  definition: ModelDefinition,
  columns: ReadonlySet<ColumnDefinition>,
): SelectItem[] {
  const scope = rootScope(definition);
  return [...columns].map((column) => ({
    expression: scopedColumn(scope, column),
    name: undefined,
  }));
}

/** @throws InvalidArgumentError for a column that the rows do not have */
function requireSelected(
  { definition, select = [] }: QueryData,
  needed: readonly NeededColumns[],
): void {
  const missing = needed
    .flatMap((columns) => columns ?? [])
    .find((column) => !select.includes(column));
  if (missing === undefined) return;
  throw new InvalidArgumentError(
    `A query of ${definition.name} gives distinct plain rows, and ${missing.at} is not among what they hold.`,
    {
      hint: `Name ${JSON.stringify(missing.property)} in select as well, or leave select out.`,
    },
  );
}
