import { InvalidArgumentError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { checkWritten } from "./attribute";
import { columnsOf } from "./conflict-target";
import type { ConflictTarget } from "./conflict-target";
import type { ReadableGroup } from "./row-batches";

/**
 * The columns that a known row takes over, for each group of rows: never one
 * that the rows do not give, since it would be set back to its default. The
 * time of the update goes with them.
 * @param update properties, or undefined for everything given but keys and the time of creation
 * @throws InvalidArgumentError when `update` names what no row gives
 */
export function findUpdatedColumns(
  definition: ModelDefinition,
  target: ConflictTarget,
  groups: readonly ReadableGroup[],
  update: readonly string[] | undefined,
): ReadonlyMap<ReadableGroup, readonly ColumnDefinition[]> {
  const wanted =
    update === undefined ? undefined : columnsOf(definition, update);
  if (wanted !== undefined && groups.length > 0) checkGiven(wanted, groups);
  return new Map(
    groups.map((group) => {
      const given = givenColumns(group);
      const updated =
        wanted === undefined
          ? given.filter((column) => isUpdatedByDefault(target, column))
          : given.filter((column) => wanted.includes(column));
      return [group, withUpdateTime(definition, updated)];
    }),
  );
}

function givenColumns({ readers }: ReadableGroup): ColumnDefinition[] {
  return readers.filter(({ isGiven }) => isGiven).map(({ column }) => column);
}

function isUpdatedByDefault(
  { columns }: ConflictTarget,
  column: ColumnDefinition,
): boolean {
  return (
    !columns.includes(column) &&
    !column.isPrimaryKey &&
    column.role !== "createdAt" &&
    column.role !== "version"
  );
}

/**
 * The row that was refused holds the new time: its own, or the default of the
 * column. It also says of which class it is, where several share the table.
 */
function withUpdateTime(
  { columnList }: ModelDefinition,
  updated: readonly ColumnDefinition[],
): readonly ColumnDefinition[] {
  if (updated.length === 0) return updated;
  const times = columnList.filter(
    (column) =>
      (column.role === "updatedAt" || column.role === "discriminator") &&
      !updated.includes(column),
  );
  return [...updated, ...times];
}

function checkGiven(
  wanted: readonly ColumnDefinition[],
  groups: readonly ReadableGroup[],
): void {
  checkRaised(wanted);
  for (const column of wanted) checkWritten(column);
  const given = new Set(groups.flatMap(givenColumns));
  const missing = wanted.find(
    (column) => !given.has(column) && column.role !== "updatedAt",
  );
  if (missing === undefined) return;
  throw new InvalidArgumentError(
    `${missing.at} is to be updated, but no row gives it.`,
    {
      hint: `Give "${missing.property}" in the rows, or leave it out of \`update\`.`,
    },
  );
}

function checkRaised(wanted: readonly ColumnDefinition[]): void {
  const version = wanted.find(({ role }) => role === "version");
  if (version === undefined) return;
  throw new InvalidArgumentError(
    `${version.at} is a version, which every update raises by itself.`,
    { hint: `Leave "${version.property}" out of \`update\`.` },
  );
}
