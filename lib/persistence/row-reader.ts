import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { generateUuid } from "../types/uuid";
import { findAttribute, isRelation } from "./attribute";
import type { Attribute } from "./attribute";
import { checkRepeated } from "./check-repeated";
import { readRelatedKey } from "./related-key";

/** Plain data for one row, by property. */
export type RowInput = Readonly<Record<string, unknown>>;

/** How the value of one column is found in a row. */
export interface ColumnReader {
  readonly column: ColumnDefinition;
  /** False for a key that the client makes up because the rows give none. */
  readonly isGiven: boolean;
  readonly read: (row: RowInput) => unknown;
}

/**
 * One reader for each column that rows with these properties write, and for
 * each key that the client makes up.
 * @throws UnknownAttributeError when a property is none of the model's
 * @throws InvalidArgumentError when two properties write the same column
 */
export function compileRowReaders(
  definition: ModelDefinition,
  properties: readonly string[],
): readonly ColumnReader[] {
  const readers = properties.flatMap((property) =>
    makeReaders(findAttribute(definition, property), property),
  );
  const given = readers.map(({ column }) => column);
  checkRepeated(given);
  return [...readers, ...makeKeyReaders(definition, given)];
}

function makeReaders(attribute: Attribute, property: string): ColumnReader[] {
  if (!isRelation(attribute)) {
    return [{ column: attribute, isGiven: true, read: (row) => row[property] }];
  }
  return attribute.columns.map((column, index) => ({
    column,
    isGiven: true,
    read: (row) => readRelatedKey(attribute, row[property])[index],
  }));
}

/** Readers that make a UUID where the client is to make one and none is given. */
function makeKeyReaders(
  { columnList }: ModelDefinition,
  given: readonly ColumnDefinition[],
): ColumnReader[] {
  return columnList.flatMap((column) => {
    if (column.default?.kind !== "uuid" || given.includes(column)) return [];
    const { version } = column.default;
    return [{ column, isGiven: false, read: () => generateUuid(version) }];
  });
}
