import { isEmbeddable } from "../ast/embeddable";
import { InvalidArgumentError } from "../errors/query-error";
import { DuplicateRowError } from "../errors/seed-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { ConflictTarget } from "./conflict-target";
import { encodeCell } from "./row-batches";
import type { ReadableGroup } from "./row-batches";

/** The text of each conflict column for each row, by its place in the input. */
export type ConflictKeys = ReadonlyMap<
  ColumnDefinition,
  readonly (string | null)[]
>;

/**
 * Reads what rows give for the columns of a conflict target.
 * @throws InvalidArgumentError when a row does not give one, or gives a fragment
 * @throws DuplicateRowError when two rows give the same
 */
export function readConflictKeys(
  definition: ModelDefinition,
  target: ConflictTarget,
  groups: readonly ReadableGroup[],
): ConflictKeys {
  const keys = new Map<ColumnDefinition, (string | null)[]>();
  for (const column of target.columns) {
    const texts: (string | null)[] = [];
    for (const group of groups) readColumn(group, column, texts);
    keys.set(column, texts);
  }
  checkDistinct(definition, target, [...keys.values()]);
  return keys;
}

function readColumn(
  group: ReadableGroup,
  column: ColumnDefinition,
  texts: (string | null)[],
): void {
  const reader = group.readers.find(
    (candidate) => candidate.column === column && candidate.isGiven,
  );
  if (reader === undefined) throw unusable(group, 0, column, "is not given");
  for (const [index, row] of group.rows.entries()) {
    if (isEmbeddable(reader.read(row)))
      throw unusable(group, index, column, "is given as a fragment");
    texts[group.positions[index] ?? 0] = encodeCell(group, index, reader);
  }
}

function unusable(
  { positions }: ReadableGroup,
  index: number,
  { at }: ColumnDefinition,
  problem: string,
): InvalidArgumentError {
  const row = String((positions[index] ?? 0) + 1);
  return new InvalidArgumentError(
    `${at} ${problem} in row ${row}, though the rows are to be found by it.`,
    {
      hint: "Give a value for every property of `on` in every row.",
    },
  );
}

function checkDistinct(
  { name }: ModelDefinition,
  { columns, nullsNotDistinct }: ConflictTarget,
  lists: readonly (readonly (string | null)[])[],
): void {
  const seen = new Map<string, number>();
  const size = lists[0]?.length ?? 0;
  for (let position = 0; position < size; position++) {
    const parts = lists.map((texts) => texts[position] ?? null);
    if (!nullsNotDistinct && parts.includes(null)) continue;
    const key = JSON.stringify(parts);
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      const target = columns.map(({ property }) => property);
      throw new DuplicateRowError(name, target, [earlier + 1, position + 1]);
    }
    seen.set(key, position);
  }
}
