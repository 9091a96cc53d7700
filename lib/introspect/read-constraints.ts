import { stripParentheses } from "../schema/expression-text";
import type {
  CheckConstraint,
  Deferrable,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  Table,
  UniqueConstraint,
} from "../schema/schema";
import type {
  ActionLetter,
  ConstraintRow,
  ForeignKeyRow,
  KeyRow,
} from "./catalog-rows";

/** The constraints of one table, sorted into their kinds. */
export function readConstraints(
  rows: readonly ConstraintRow[],
): Pick<Table, "primaryKey" | "uniques" | "foreignKeys" | "checks"> {
  return {
    primaryKey: rows.flatMap(readPrimaryKey)[0],
    uniques: rows.flatMap(readUnique),
    foreignKeys: rows.flatMap(readForeignKey),
    checks: rows.flatMap(readCheck),
  };
}

function readPrimaryKey(row: ConstraintRow): PrimaryKey[] {
  if (row.kind !== "p") return [];
  return [{ name: row.name, columns: row.columns }];
}

function readUnique(row: ConstraintRow): UniqueConstraint[] {
  return row.kind === "u" ? [toUnique(row)] : [];
}

function toUnique(row: KeyRow): UniqueConstraint {
  const { name, columns, nullsNotDistinct } = row;
  return { name, columns, nullsNotDistinct, deferrable: readDeferrable(row) };
}

function readForeignKey(row: ConstraintRow): ForeignKey[] {
  return row.kind === "f" ? [toForeignKey(row)] : [];
}

function toForeignKey(row: ForeignKeyRow): ForeignKey {
  return {
    name: row.name,
    columns: row.columns,
    referencedSchema: row.referencedSchema,
    referencedTable: row.referencedTable,
    referencedColumns: row.referencedColumns,
    onDelete: actions[row.onDelete],
    onUpdate: actions[row.onUpdate],
    deferrable: readDeferrable(row),
  };
}

const actions: Record<ActionLetter, ReferentialAction> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

/** Whether a constraint may wait for the end of the transaction. */
export function readDeferrable(row: {
  readonly deferrable: boolean;
  readonly deferred: boolean;
}): Deferrable {
  if (!row.deferrable) return "no";
  return row.deferred ? "initially deferred" : "initially immediate";
}

function readCheck(row: ConstraintRow): CheckConstraint[] {
  if (row.kind !== "c") return [];
  return [{ name: row.name, expression: stripParentheses(row.expression) }];
}
