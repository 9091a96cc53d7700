import { isDeepStrictEqual } from "node:util";
import type { Change, ChangeOf, TableName } from "../schema/change";
import type { Hazard, Step } from "../schema/hazard";
import { displayTable, tableKey } from "../schema/table";
import { describeChange } from "./describe-change";
import { TableParts } from "./table-parts";

type PartDrop = ChangeOf<"drop constraint"> | ChangeOf<"drop index">;

/**
 * The steps, with a hazard to allow at each drop of an index or constraint
 * that no builder call of the migrations made. SQL made it on purpose, and
 * that the models know nothing of it does not mean that it is no longer wanted.
 *
 * @param past everything that the migrations before did, in order
 */
export function guardPartsMadeBySql(
  steps: readonly Step[],
  past: readonly Change[],
): Step[] {
  const parts = new TableParts();
  for (const change of past) parts.follow(change);
  const changes = steps.map(({ change }) => change);
  return steps.map((step) => {
    const hazards = hazardsOf(step.change, changes, parts);
    parts.follow(step.change);
    return { ...step, hazards: [...step.hazards, ...hazards] };
  });
}

function hazardsOf(
  change: Change,
  changes: readonly Change[],
  parts: TableParts,
): Hazard[] {
  if (change.kind !== "drop constraint" && change.kind !== "drop index")
    return [];
  const isExpected =
    parts.has(change.table, partOf(change).name) ||
    changes.some((other) => goesWith(change, other));
  return isExpected ? [] : [undoesSql(change)];
}

/** Whether the other change drops the whole table, which is refused on its own, or brings the part back. */
function goesWith(drop: PartDrop, other: Change): boolean {
  if (other.kind === "drop table") return isSame(drop.table, other.table);
  if (other.kind !== "add constraint" && other.kind !== "create index")
    return false;
  return (
    isSame(drop.table, other.table) &&
    isDeepStrictEqual(partOf(drop), partOf(other))
  );
}

function undoesSql(drop: PartDrop): Hazard {
  const kind = drop.kind === "drop index" ? "index" : drop.constraint.kind;
  const { name } = partOf(drop);
  return {
    kind: "undoes sql",
    message: `SQL in a migration made the ${kind} ${name} of ${displayTable(drop.table)}, and no model declares it as it is.`,
    advice: `To keep it, declare it: ${decorators[kind]}.`,
    allow: describeChange(drop),
  };
}

const decorators = {
  index: "@Index",
  "primary key": "@PrimaryKey",
  unique: "@Unique",
  "foreign key": "@Relate",
  check: "@Check",
  exclusion: "@Exclude",
} as const;

function partOf(
  change: PartDrop | ChangeOf<"add constraint"> | ChangeOf<"create index">,
): { readonly name: string } {
  return "index" in change ? change.index : change.constraint;
}

function isSame(left: TableName, right: TableName): boolean {
  return tableKey(left) === tableKey(right);
}
