import type { Change, ChangeOf } from "../schema/change";
import type { Step } from "../schema/hazard";
import type { Column, Table } from "../schema/schema";
import { displayTable, tableKey } from "../schema/table";

/** Why a step is not planned without a word of the user, and every way on. */
export interface Refusal {
  readonly kind:
    "destructive" | "undoes sql" | "possible rename" | "missing value";
  readonly message: string;
  readonly ways: readonly string[];
  /** The name to pass to `--allow`. */
  readonly allow: string;
}

/** Everything in a plan that needs a word of the user, but for what `allow` names. */
export function findRefusals(
  steps: readonly Step[],
  allow: readonly string[],
): readonly Refusal[] {
  const allowed = new Set(allow.map(normalizeSpaces));
  const changes = steps.map(({ change }) => change);
  return steps
    .flatMap((step) => [
      ...refuseLoss(step, changes),
      ...refuseMissingValue(step.change, changes),
    ])
    .filter((refusal) => !allowed.has(normalizeSpaces(refusal.allow)));
}

/** Whether a row must have a value that nothing but a program gives. */
export function isRequired(column: Column): boolean {
  return (
    !column.nullable &&
    column.default === undefined &&
    column.identity === undefined &&
    column.generated === undefined
  );
}

function normalizeSpaces(name: string): string {
  return name.trim().replace(/\s+/g, " ");
}

function refuseLoss(
  { change, hazards }: Step,
  changes: readonly Change[],
): readonly Refusal[] {
  return hazards.flatMap(({ kind: hazard, message, allow }): Refusal[] => {
    if (allow === undefined) return [];
    const rename = findPossibleRename(change, changes);
    const wayToLose = `--allow '${allow}'`;
    const kind = hazard === "undoes sql" ? hazard : "destructive";
    return rename === undefined
      ? [{ kind, message, ways: [wayToLose], allow }]
      : [{ ...rename, ways: [...rename.ways, wayToLose], allow }];
  });
}

type PossibleRename = Pick<Refusal, "message" | "ways"> & {
  readonly kind: "possible rename";
};

/** A drop beside an addition of the same type or the same columns may be a rename; nobody but the user knows. */
function findPossibleRename(
  change: Change,
  changes: readonly Change[],
): PossibleRename | undefined {
  if (change.kind === "drop column") return findColumnRename(change, changes);
  return change.kind === "drop table"
    ? findTableRename(change, changes)
    : undefined;
}

function findColumnRename(
  { table, column }: ChangeOf<"drop column">,
  changes: readonly Change[],
): PossibleRename | undefined {
  const added = changes.find(
    (other): other is ChangeOf<"add column"> =>
      other.kind === "add column" &&
      tableKey(other.table) === tableKey(table) &&
      other.column.type === column.type &&
      // A column that is made anew, or computed, is no other one's new name.
      other.column.name !== column.name &&
      other.column.generated === undefined,
  );
  if (added === undefined) return undefined;
  const name = displayTable(table);
  const to = added.column.name;
  return {
    kind: "possible rename",
    message: `${name}.${column.name} goes and ${name}.${to}, of the same type, comes: this may be a rename.`,
    ways: [
      `@Column({ renamedFrom: '${column.name}' }) on ${name}.${to}, or --rename ${name}.${column.name}=${to}`,
    ],
  };
}

function findTableRename(
  { table }: ChangeOf<"drop table">,
  changes: readonly Change[],
): PossibleRename | undefined {
  const created = changes.find(
    (other): other is ChangeOf<"create table"> =>
      other.kind === "create table" &&
      other.table.schema === table.schema &&
      describeColumns(other.table) === describeColumns(table),
  );
  if (created === undefined) return undefined;
  const from = displayTable(table);
  const to = created.table.name;
  return {
    kind: "possible rename",
    message: `The table ${from} goes and ${displayTable(created.table)}, with the same columns, comes: this may be a rename.`,
    ways: [
      `@Table({ renamedFrom: '${table.name}' }) on the model of ${displayTable(created.table)}, or --rename ${from}=${to}`,
    ],
  };
}

function describeColumns({ columns }: Table): string {
  const described = columns.map(({ name, type }) =>
    JSON.stringify([name, type]),
  );
  return described.sort().join();
}

function refuseMissingValue(
  change: Change,
  changes: readonly Change[],
): readonly Refusal[] {
  if (change.kind !== "add column" || !isRequired(change.column)) return [];
  const isNewTable = changes.some(
    (other) =>
      other.kind === "create table" &&
      tableKey(other.table) === tableKey(change.table),
  );
  if (isNewTable) return [];
  const name = `${displayTable(change.table)}.${change.column.name}`;
  return [
    {
      kind: "missing value",
      message: `${name} comes as NOT NULL without a default: rows that are there would have no value for it.`,
      ways: [
        "a default: @Column({ default: … })",
        "no requirement: @Column({ nullable: true })",
        "two steps: generate it as nullable, add m.sql`update …` to the file; then generate it as required",
        `--allow 'add column ${name}' if the table has no rows anywhere`,
      ],
      allow: `add column ${name}`,
    },
  ];
}
