import { isEmbeddable } from "../ast/embeddable";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { describeValue } from "../types/describe-value";
import type { RowInput } from "./row-reader";

/**
 * Rows of one call that set the same properties. DEFAULT cannot come through
 * an array, so rows that leave out different columns need different statements.
 */
export interface RowGroup {
  readonly properties: readonly string[];
  /** Whether the rows hold fragments of SQL, which cannot come through an array either. */
  readonly hasFragments: boolean;
  readonly rows: RowInput[];
  /** Where each row stands in the input. */
  readonly positions: number[];
}

/**
 * Groups rows by the properties they set; `undefined` counts as not set.
 * @param model its name, for messages
 * @throws InvalidArgumentError when a row is not an object
 * @throws TypeMismatchError when the rows are no array
 */
export function groupRows(
  model: string,
  rows: readonly object[],
): readonly RowGroup[] {
  if (!Array.isArray(rows))
    throw new TypeMismatchError(model, "an array of rows", describeValue(rows));
  const groups = new Map<string, RowGroup>();
  let group: RowGroup | undefined;
  for (const [position, row] of (rows as readonly object[]).entries()) {
    checkRow(model, row, position);
    // Rows mostly come alike: the group of the row before is tried first.
    if (group === undefined || !fits(group, row))
      group = findGroup(groups, row);
    group.rows.push(row as RowInput);
    group.positions.push(position);
  }
  return [...groups.values()];
}

function checkRow(model: string, row: unknown, position: number): void {
  if (typeof row === "object" && row !== null && !Array.isArray(row)) return;
  throw new InvalidArgumentError(
    `Row ${String(position + 1)} for ${model} is ${describeValue(row)}, not an object.`,
  );
}

/** Whether a row has exactly the properties of a group, in their order, each with a plain value. */
function fits({ properties, hasFragments }: RowGroup, row: object): boolean {
  if (hasFragments) return false;
  const own = Object.keys(row);
  return (
    own.length === properties.length &&
    own.every((property, index) => {
      const value = (row as RowInput)[property];
      return (
        property === properties[index] &&
        value !== undefined &&
        !isEmbeddable(value)
      );
    })
  );
}

function findGroup(groups: Map<string, RowGroup>, row: object): RowGroup {
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  const properties = given.map(([property]) => property);
  const hasFragments = given.some(([, value]) => isEmbeddable(value));
  const key = JSON.stringify([hasFragments, ...properties.toSorted()]);
  let group = groups.get(key);
  if (group === undefined) {
    group = { properties, hasFragments, rows: [], positions: [] };
    groups.set(key, group);
  }
  return group;
}
