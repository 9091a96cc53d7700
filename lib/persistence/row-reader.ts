import { isEmbeddable } from "../ast/embeddable";
import { InvalidArgumentError } from "../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
  StoredDefinition,
} from "../metadata/definition";
import { generateUuid } from "../types/uuid";
import { findWritten, isRelation } from "./attribute";
import type { Attribute } from "./attribute";
import { checkRepeated } from "./check-repeated";
import { checkKind, kindOf } from "./kind";
import { readRelatedKey } from "./related-key";
import { defaultDocument, toObject, withKey } from "./stored-value";

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
  const { stored } = definition;
  const [members, others] = partition(properties, (property) =>
    Object.hasOwn(stored, property),
  );
  const readers = others.flatMap((property) =>
    property === definition.inheritance?.column.property
      ? [makeKindReader(definition, definition.inheritance.column)]
      : makeReaders(findWritten(definition, property), property),
  );
  const whole = withStored(
    readers,
    members.map((property) => stored[property] as StoredDefinition),
  );
  const given = whole.map(({ column }) => column);
  checkRepeated(given);
  return [
    ...whole,
    ...makeDefaultReaders(definition, given),
    ...makeKindReaders(definition, given),
  ];
}

function partition<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): readonly [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
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

/** What rows give for their class can only be what it is. */
function makeKindReader(
  definition: ModelDefinition,
  column: ColumnDefinition,
): ColumnReader {
  return {
    column,
    isGiven: true,
    read: (row) => checkKind(definition, row[column.property]),
  };
}

/** What rows say of their class where several share a table and the rows give nothing. */
function makeKindReaders(
  definition: ModelDefinition,
  given: readonly ColumnDefinition[],
): ColumnReader[] {
  const column = definition.inheritance?.column;
  if (column === undefined || given.includes(column)) return [];
  return [{ column, isGiven: false, read: () => kindOf(definition) }];
}

/** Readers of documents take in the keys that rows give beside them, or alone. */
function withStored(
  readers: readonly ColumnReader[],
  members: readonly StoredDefinition[],
): readonly ColumnReader[] {
  if (members.length === 0) return readers;
  const columns = [...new Set(members.map(({ column }) => column))];
  const documents = columns.map((column) => {
    const own = members.filter((member) => member.column === column);
    const whole = readers.find((reader) => reader.column === column);
    return {
      column,
      isGiven: true,
      read: (row: RowInput) => readDocument(row, column, own, whole),
    };
  });
  return [
    ...readers.filter(({ column }) => !columns.includes(column)),
    ...documents,
  ];
}

function readDocument(
  row: RowInput,
  column: ColumnDefinition,
  members: readonly StoredDefinition[],
  whole: ColumnReader | undefined,
): unknown {
  const given = whole?.read(row);
  if (isEmbeddable(given)) {
    throw new InvalidArgumentError(
      `${column.at} is given as SQL, and keys of it beside it.`,
      { hint: "Give the whole document, or its keys." },
    );
  }
  const document =
    whole === undefined ? defaultDocument(column) : toObject(given, column);
  return members.reduce(
    (changed, { property, key }) => withKey(changed, key, row[property]),
    document,
  );
}

/** Readers of what the client makes where rows give nothing: UUIDs, and the results of functions that are defaults. */
function makeDefaultReaders(
  { columnList }: ModelDefinition,
  given: readonly ColumnDefinition[],
): ColumnReader[] {
  return columnList.flatMap((column) => {
    const make = makerOf(column);
    if (make === undefined || given.includes(column)) return [];
    return [{ column, isGiven: false, read: make }];
  });
}

/** What makes the value of a column where none is given; undefined where the database or nobody does. */
export function makerOf({
  default: declared,
}: ColumnDefinition): (() => unknown) | undefined {
  switch (declared?.kind) {
    case "uuid":
      return () => generateUuid(declared.version);
    case "function":
      return declared.make;
    case "value":
    case "expression":
    case "identity":
    case "serverUuid":
    case undefined:
      return undefined;
  }
}
