import { castParameter } from "../ast/build-expression";
import type { UnnestRows, ValuesRows } from "../ast/insert";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { writeArrayLiteral } from "../types/array-literal";
import { encodeValue, toExpression } from "./column-value";
import { groupRows } from "./row-groups";
import type { RowGroup } from "./row-groups";
import { compileRowReaders } from "./row-reader";
import type { ColumnReader } from "./row-reader";
import { unnestTypeOf } from "./unnest-type";

/** Rows of one kind, with the way to read them. */
export interface ReadableGroup extends RowGroup {
  readonly readers: readonly ColumnReader[];
}

/** The rows of one INSERT. */
export interface RowBatch {
  readonly group: ReadableGroup;
  readonly columns: readonly ColumnDefinition[];
  readonly rows: ValuesRows | UnnestRows;
  /** Where each row stands in the input. */
  readonly positions: readonly number[];
}

/** Rows a statement takes unless told otherwise: from here on, more gain nothing. */
const usualBatchSize = 10_000;

/** Characters after which a statement is full, so that long values cannot exhaust memory or the protocol. */
const fullAfter = 16_000_000;

/** PostgreSQL takes 65,535 parameters; the rest is left to fragments, which may have several each. */
const mostWrittenValues = 20_000;

/**
 * Rows grouped by what they set, each group with its readers.
 * @throws UnknownAttributeError before anything is sent, when a property is none of the model's
 */
export function readGroups(
  definition: ModelDefinition,
  rows: readonly object[],
): readonly ReadableGroup[] {
  return groupRows(definition.name, rows).map((group) => ({
    ...group,
    readers: compileRowReaders(definition, group.properties),
  }));
}

/** Cuts groups into the rows of single statements; each is encoded when it is asked for. */
export function* cutBatches(
  definition: ModelDefinition,
  groups: readonly ReadableGroup[],
  batchSize = usualBatchSize,
): Generator<RowBatch, undefined> {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new InvalidArgumentError("batchSize is a whole number from 1.");
  }
  for (const group of groups) {
    const isWritten = group.hasFragments || group.readers.length === 0;
    for (let start = 0; start < group.rows.length;) {
      const batch = isWritten
        ? writeOut(definition, group, start, batchSize)
        : encodeArrays(group, start, batchSize);
      yield batch;
      start += batch.positions.length;
    }
  }
}

function encodeArrays(
  group: ReadableGroup,
  start: number,
  batchSize: number,
): RowBatch {
  const { readers, rows, positions } = group;
  const texts: (string | null)[][] = readers.map(() => []);
  const last = Math.min(rows.length, start + batchSize);
  let end = start;
  for (let size = 0; end < last && size < fullAfter; end++)
    size += encodeRow(group, end, texts);
  const arrays = readers.map(({ column }, index) => {
    const { array, elementCast } = unnestTypeOf(column.type);
    const value = writeArrayLiteral(texts[index] ?? []);
    return {
      parameter: castParameter(value, array),
      elementCast,
    };
  });
  return {
    group,
    columns: readers.map(({ column }) => column),
    rows: { kind: "unnest", arrays },
    positions: positions.slice(start, end),
  };
}

/** Adds the texts of one row, each to the list of its column; returns their length together. */
function encodeRow(
  group: ReadableGroup,
  index: number,
  texts: (string | null)[][],
): number {
  let size = 0;
  group.readers.forEach((reader, place) => {
    const text = encodeCell(group, index, reader);
    texts[place]?.push(text);
    size += text?.length ?? 0;
  });
  return size;
}

/** @throws TypeMismatchError that also says which row of the input it is */
export function encodeCell(
  group: ReadableGroup,
  index: number,
  { column, read }: ColumnReader,
): string | null {
  const value = read(group.rows[index] ?? {});
  try {
    return encodeValue(column, value);
  } catch (error) {
    if (!(error instanceof TypeMismatchError)) throw error;
    const row = String((group.positions[index] ?? 0) + 1);
    throw new TypeMismatchError(
      `${error.at} in row ${row}`,
      error.expected,
      error.received,
    );
  }
}

/** Rows as a list of values, for those with fragments and those that give nothing at all. */
function writeOut(
  definition: ModelDefinition,
  group: ReadableGroup,
  start: number,
  batchSize: number,
): RowBatch {
  const { readers, rows, positions } = group;
  const size = Math.min(
    batchSize,
    Math.max(1, Math.floor(mostWrittenValues / Math.max(1, readers.length))),
  );
  const end = Math.min(rows.length, start + size);
  const columns =
    readers.length === 0
      ? definition.columnList.slice(0, 1)
      : readers.map(({ column }) => column);
  const written = rows.slice(start, end).map((row) => {
    if (readers.length === 0) return [{ kind: "default" as const }];
    return readers.map(({ column, read }) =>
      toExpression({ column, value: read(row) }),
    );
  });
  return {
    group,
    columns,
    rows: { kind: "values", rows: written },
    positions: positions.slice(start, end),
  };
}
