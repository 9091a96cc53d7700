import { InvalidArgumentError } from "../errors/query-error";
import { findColumn } from "../metadata/find-column";
import { assignColumn, readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";

/**
 * Brings the value that a record holds of a column into the column's form; one
 * that is not set stays so.
 * @throws InvalidArgumentError when the column has no `normalize`
 */
export function normalizeAttribute(record: object, property: string): void {
  const column = findColumn(stateOf(record).definition, property);
  if (column.type.normalize === undefined)
    throw new InvalidArgumentError(`${column.at} has no normalize.`, {
      hint: "Write @Column({ normalize: (text) => text.trim() }).",
    });
  const value = readOwn(record, property);
  if (value !== undefined) assignColumn(record, column, value);
}
