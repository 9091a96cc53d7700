import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
import type { Step } from "../schema/hazard";
import type { Column, Table } from "../schema/schema";

/** Something that only newer servers have. */
interface Feature {
  readonly name: string;
  readonly since: number;
}

const nullsNotDistinct: Feature = { name: "NULLS NOT DISTINCT", since: 15 };
const virtualColumns: Feature = {
  name: "virtual generated columns",
  since: 18,
};
const uuidv7: Feature = { name: "uuidv7()", since: 18 };

/**
 * The shadow runs a newer PostgreSQL than the target may be.
 * @throws MigrationError when a step needs a newer server than the configuration promises
 */
export function checkServerVersion(
  steps: readonly Step[],
  minServerVersion: number,
): void {
  const needed = steps
    .flatMap(({ change }) => featuresOf(change))
    .find(({ since }) => since > minServerVersion);
  if (needed === undefined) return;
  throw new MigrationError(
    `The models use ${needed.name}, which PostgreSQL has since version ${String(needed.since)}; the migrations must run on ${String(minServerVersion)}.`,
    undefined,
    {
      hint: `Do without it, or write minServerVersion: ${String(needed.since)} in the configuration.`,
    },
  );
}

function featuresOf(change: Change): readonly Feature[] {
  if (change.kind === "create table") return tableFeatures(change.table);
  if (change.kind === "add column") return columnFeatures(change.column);
  if (change.kind === "alter column")
    return columnFeatures(change.alteration.to);
  return hasNullsNotDistinct(change) ? [nullsNotDistinct] : [];
}

function hasNullsNotDistinct(change: Change): boolean {
  if (change.kind === "create index") return change.index.nullsNotDistinct;
  return (
    change.kind === "add constraint" &&
    change.constraint.kind === "unique" &&
    change.constraint.nullsNotDistinct
  );
}

function tableFeatures({ columns, uniques }: Table): readonly Feature[] {
  return [
    ...columns.flatMap(columnFeatures),
    ...(uniques.some((unique) => unique.nullsNotDistinct)
      ? [nullsNotDistinct]
      : []),
  ];
}

function columnFeatures(column: Column): readonly Feature[] {
  return [
    ...(column.default?.includes("uuidv7()") === true ? [uuidv7] : []),
    ...(column.generated?.virtual === true ? [virtualColumns] : []),
  ];
}
