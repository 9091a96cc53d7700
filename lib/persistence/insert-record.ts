import { databaseToWrite } from "../database/current";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition } from "../metadata/definition";
import type { FormerValues } from "../record/captured-state";
import type { ChangeSet } from "../record/column-change";
import { markPersisted } from "../record/transitions";
import { compileCached } from "../sql/statement-cache";
import { generateUuid } from "../types/uuid";
import { valuesOf } from "./column-value";
import type { ColumnValue } from "./column-value";
import { checkKindChange, makeKind } from "./kind";
import { insertOne } from "./statements";
import { undoOnRollback } from "./undo-on-rollback";

/**
 * Inserts the columns of a new record that are set; the record takes what the database made of them.
 * @throws RecordStateError when the database does not keep the row
 */
export async function insertRecord(
  record: object,
  changeSet: ChangeSet,
  former: FormerValues,
): Promise<void> {
  checkKindChange(changeSet);
  const { definition } = changeSet;
  const { name } = definition;
  const columns = insertedColumns(changeSet);
  const database = databaseToWrite(definition);
  const values = [
    ...valuesOf(changeSet),
    ...makeKeys(changeSet),
    ...makeKind(changeSet),
  ];
  const query = compileCached(insertOne(definition, values, columns));
  undoOnRollback(database, record, former);
  const [row] = (await database.send(query)).rows;
  if (row === undefined) {
    throw new RecordStateError(
      `The database did not keep the new ${name}.`,
      "Look for a trigger or rule on its table.",
    );
  }
  markPersisted(record, columns, row, changeSet);
}

/** The UUIDs that the client makes and the record does not hold yet. */
function makeKeys({ definition, changes }: ChangeSet): ColumnValue[] {
  return definition.columnList.flatMap((column) => {
    if (column.default?.kind !== "uuid") return [];
    if (changes.some((change) => change.column === column)) return [];
    return [{ column, value: generateUuid(column.default.version) }];
  });
}

/** The columns that a query would read, and those that were set although it would not. */
function insertedColumns({
  definition,
  changes,
}: ChangeSet): readonly ColumnDefinition[] {
  const { columnList, selectedColumns } = definition;
  if (!changes.some(({ column }) => column.isOmitted)) return selectedColumns;
  const set = changes.map(({ column }) => column);
  return columnList.filter(
    (column) => !column.isOmitted || set.includes(column),
  );
}
