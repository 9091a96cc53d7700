import { databaseToWrite } from "../database/current";
import { RecordStateError, StaleRecordError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { FormerValues } from "../record/captured-state";
import type { ChangeSet, ColumnChange } from "../record/column-change";
import type { RecordState } from "../record/record-state";
import { markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { valuesOf } from "./column-value";
import { checkKindChange, findKindChange } from "./kind";
import { toAssignment, updateWhere } from "./statements";
import { describeStored, whereUnchanged } from "./stored-key";
import { undoOnRollback } from "./undo-on-rollback";

/**
 * Updates the columns of a stored record that were changed; the record takes what the database made of them.
 * @throws StaleRecordError when the row is not there any more, or not as it was read
 * @throws RecordStateError when the primary key was changed
 */
export async function updateRecord(
  record: object,
  state: RecordState,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  const { definition, changes } = changeSet;
  checkKey(definition, changes);
  checkKindChange(changeSet);
  const database = databaseToWrite(definition);
  const columns =
    findKindChange(definition, changes) === undefined
      ? returnedColumns(state, changes)
      : definition.columnList;
  const query = compileCached(
    updateWhere(
      definition,
      valuesOf(changeSet).map(toAssignment),
      whereUnchanged(record, state),
      columns,
    ),
  );
  undoOnRollback(database, record, former);
  const [row] = (await database.send(query)).rows;
  if (row === undefined)
    throw new StaleRecordError(definition.name, "save", describeStored(state));
  markPersisted(record, columns, row, changeSet);
}

function checkKey(
  { name }: ModelDefinition,
  changes: readonly ColumnChange[],
): void {
  const change = changes.find(({ column }) => column.isPrimaryKey);
  if (change === undefined) return;
  throw new RecordStateError(
    `${change.column.at} is the primary key of a stored ${name} and cannot be changed.`,
    `Make a new ${name}, or change the key with an update statement.`,
  );
}

/** The selected columns, and those that were set although they were not selected. */
function returnedColumns(
  { columns }: RecordState,
  changes: readonly ColumnChange[],
): readonly ColumnDefinition[] {
  const added = changes
    .map(({ column }) => column)
    .filter((column) => !columns.includes(column));
  return added.length === 0 ? columns : [...columns, ...added];
}
