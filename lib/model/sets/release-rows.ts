import { databaseToWrite } from "../../database/current";
import type { Database } from "../../database/database";
import type { DriverRow } from "../../driver/driver";
import type {
  ColumnDefinition,
  HasDefinition,
} from "../../metadata/definition";
import type { OwnRelation } from "../../metadata/own-relation";
import {
  nullValue,
  touchedColumns,
  updateWhere,
} from "../../persistence/statements";
import { findStored } from "../../persistence/stored-key";
import { undoOnRollback } from "../../persistence/undo-on-rollback";
import { affectedRows } from "../../query/affected-rows";
import { sendCompiled } from "../../query/execute";
import { joinKey } from "../../query/key-set";
import type { QueryData } from "../../query/query-data";
import { readOwn } from "../../record/own-value";
import { stateOf } from "../../record/record-state";
import { markPersisted } from "../../record/transitions";
import { compileCached } from "../../sql/statement-cache";
import { memoize } from "../../util/memoize";

/** Whether records can be without what the relation leads to. */
export function canRelease({ columns }: OwnRelation): boolean {
  return columns.some(({ nullable }) => nullable);
}

/**
 * Takes the key of their owner from all rows of a query, in one statement that
 * calls no hooks; records that are known take over what their rows hold then.
 * @returns the number of rows
 */
export async function releaseRows(
  query: QueryData,
  relation: HasDefinition,
  known: readonly object[],
): Promise<number> {
  const { target } = relation;
  const database = databaseToWrite(target);
  const affected = affectedRows(query);
  if (affected === undefined) return 0;
  const set = releasedColumns(relation).map(({ name }) => ({
    column: name,
    value: nullValue,
  }));
  const { where, table } = affected;
  const returned = returnedColumns(relation);
  const statement = updateWhere(target, set, where, returned, table);
  const { rows } = await sendCompiled(query, compileCached(statement));
  takeOver(database, relation, rows, known);
  return rows.length;
}

const releasedColumns = memoize(
  ({ inverse }: HasDefinition): readonly ColumnDefinition[] =>
    inverse.columns.filter(({ nullable }) => nullable),
);

/** The key first, by which records are known again; the version last, which they may have to leave. */
const returnedColumns = memoize(
  (relation: HasDefinition): readonly ColumnDefinition[] => {
    const { primaryKey, version } = relation.target;
    const changed = [
      ...releasedColumns(relation),
      ...touchedColumns(relation.target),
    ];
    return [...primaryKey, ...changed, ...(version ? [version] : [])];
  },
);

function takeOver(
  database: Database,
  relation: HasDefinition,
  rows: readonly DriverRow[],
  known: readonly object[],
): void {
  if (known.length === 0) return;
  const { primaryKey } = relation.target;
  const rowOf = new Map(
    rows.map((row) => [
      joinKey(row.slice(0, primaryKey.length), primaryKey),
      row,
    ]),
  );
  for (const record of new Set(known)) {
    const texts = primaryKey.map(({ property, type, at }) =>
      type.encode(readOwn(record, property), at),
    );
    const row = rowOf.get(joinKey(texts, primaryKey));
    if (row === undefined) continue;
    undoOnRollback(database, record);
    takeRow(record, relation, row);
  }
}

/** What was changed and not saved stays a change. */
function takeRow(
  record: object,
  relation: HasDefinition,
  row: DriverRow,
): void {
  const state = stateOf(record);
  const { definition } = state;
  const { version, primaryKey } = relation.target;
  const returned = returnedColumns(relation);
  // A version that others raised as well stays unknown: a save would undo what they did.
  const isOwn =
    version === undefined ||
    Number(row.at(-1)) === Number(findStored(state, version)) + 1;
  const end = isOwn ? returned.length : returned.length - 1;
  const columns = returned.slice(primaryKey.length, end);
  const released = releasedColumns(relation);
  const before = released.map(({ property }) => readOwn(record, property));
  markPersisted(record, columns, row.slice(primaryKey.length, end), {
    definition,
    isNew: false,
    changes: [],
  });
  const changes = released.map((column, index) => ({
    column,
    before: before[index],
    after: null,
  }));
  state.previousChanges = Object.freeze({ definition, isNew: false, changes });
}
