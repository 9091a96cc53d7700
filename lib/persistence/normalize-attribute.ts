import {
  InvalidArgumentError,
  UnknownColumnError,
} from "../errors/query-error";
import { assignColumn, readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { suggest } from "../util/suggest";

/**
 * Brings the value that a record holds of a column into the column's form; one
 * that is not set stays so.
 * @throws InvalidArgumentError when the column has no `normalize`
 */
export function normalizeAttribute(record: object, property: string): void {
  const { name, columns } = stateOf(record).definition;
  const column = Object.hasOwn(columns, property)
    ? columns[property]
    : undefined;
  if (column === undefined) {
    const near = suggest(property, Object.keys(columns));
    throw new UnknownColumnError(name, property, near, "column");
  }
  if (column.type.normalize === undefined)
    throw new InvalidArgumentError(`${column.at} has no normalize.`, {
      hint: "Write @Column({ normalize: (text) => text.trim() }).",
    });
  const value = readOwn(record, property);
  if (value !== undefined) assignColumn(record, column, value);
}
