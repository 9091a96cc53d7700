import { InvalidArgumentError } from "../errors/query-error";
import type { ColumnDefinition } from "../metadata/definition";

/**
 * Refuses data that writes one column twice.
 * @throws InvalidArgumentError naming the column
 */
export function checkRepeated(columns: readonly ColumnDefinition[]): void {
  const repeated = columns.find(
    (column, index) => columns.indexOf(column) !== index,
  );
  if (repeated === undefined) return;
  const relation = repeated.relation ?? repeated.property;
  throw new InvalidArgumentError(
    `${repeated.at} is given twice, by itself and by "${relation}".`,
    {
      hint: `Leave out "${repeated.property}" or "${relation}".`,
    },
  );
}
