import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { Coercion } from "../record/coercion";
import { readOwn, writeColumn } from "../record/own-value";
import type { RecordState } from "../record/record-state";
import { describeValue } from "../types/describe-value";
import { memoize } from "../util/memoize";

/**
 * Gives columns with `coerce` the values that theirs stand for, before rules
 * look at them, and notes what was done. What stands for none is left, and
 * refused when it is written.
 */
export function coerceRecord(record: object, state: RecordState): undefined {
  const columns = coercedColumns(state.definition);
  if (columns.length === 0) return;
  const done = columns.flatMap((column) => coerceColumn(record, column));
  state.coercions = Object.freeze(done);
}

function coerceColumn(record: object, column: ColumnDefinition): Coercion[] {
  const { property, type } = column;
  const value = readOwn(record, property);
  if (value === undefined || value === null) return [];
  const coerced = type.coerce?.(value);
  if (coerced === value) return [];
  writeColumn(record, column, coerced);
  const from = describeValue(value);
  return [Object.freeze({ property, from, to: type.valueName })];
}

const coercedColumns = memoize(
  ({ columnList }: ModelDefinition): readonly ColumnDefinition[] =>
    columnList.filter(({ type }) => type.coerce !== undefined),
);
