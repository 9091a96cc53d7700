import { columnOf } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { SelectItem, SelectStatement } from "../ast/expression";
import { databaseOf } from "../database/current";
import { RecordNotFoundError } from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { markReloaded } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { isOfKind } from "./kind";
import { tableOf } from "./statements";
import { describeStored, whereStored } from "./stored-key";
import { takeTurn } from "./take-turn";

/**
 * Reads the row of a record again; changes that were not saved, and loaded
 * relations, are forgotten.
 * @param also properties of columns that queries leave out and that are to be read this time
 * @throws RecordNotFoundError when the row is not there any more
 * @throws RecordStateError when the record never had one
 * @throws UnknownColumnError when a property is no column
 */
export async function reload(
  record: object,
  also: readonly string[] = [],
): Promise<void> {
  await takeTurn(record, "reload", () => readAgain(record, also));
}

async function readAgain(
  record: object,
  also: readonly string[],
): Promise<void> {
  const state = stateOf(record);
  const { definition } = state;
  if (state.row === undefined) {
    throw new RecordStateError(
      `This ${definition.name} was never saved; there is no row to read.`,
    );
  }
  const columns = columnsToRead(state, also);
  const query = compileCached(selectStored(state, columns));
  const [row] = (await databaseOf(definition).read(query)).rows;
  if (row === undefined || !isOfKind(definition, columns, row))
    throw new RecordNotFoundError(definition.name, describeStored(state));
  markReloaded(record, columns, row);
}

/** What a query would read, what the record holds beside that, and what is asked for. */
function columnsToRead(
  { definition, columns: held }: RecordState,
  also: readonly string[],
): readonly ColumnDefinition[] {
  const { columnList, selectedColumns } = definition;
  const asked = also.map((property) => findColumn(definition, property));
  if (selectedColumns === columnList) return columnList;
  return columnList.filter(
    (column) =>
      !column.isOmitted || held.includes(column) || asked.includes(column),
  );
}

function selectStored(
  state: RecordState,
  columns: readonly ColumnDefinition[],
): SelectStatement {
  return {
    ...emptySelect,
    items: itemsOf(state.definition, columns),
    from: tableOf(state.definition),
    where: whereStored(state),
  };
}

function itemsOf(
  { table }: ModelDefinition,
  columns: readonly ColumnDefinition[],
): SelectItem[] {
  return columns.map(({ name }) => ({
    expression: columnOf(table, name),
    name: undefined,
  }));
}
