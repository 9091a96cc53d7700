import type {
  ChangeOf,
  ColumnAlteration,
  TableName,
} from "../../schema/change";
import type { Column } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { quoteText } from "../../util/quote";
import { isComputedAlike } from "../../schema/column";
import { compileAddColumn, compileDropColumn } from "./column";
import { commentOnColumn } from "./comment";
import { alterTable, toStatement, writeName } from "./statement";

/**
 * Everything that changes of a column in one statement, so that the table is
 * gone through once: `alter table … alter column "area" type bigint`. Only an
 * identity comes and goes apart, because it allows fewer types than a column.
 */
export function compileAlterColumn({
  table,
  alteration,
}: ChangeOf<"alter column">): CompiledQuery[] {
  const { from, to } = alteration;
  if (isRemade(from, to)) return remakeColumn(table, to);
  return [
    // In a statement of its own: PostgreSQL changes no type of a column that is still computed.
    ...(from.generated !== undefined && to.generated === undefined
      ? alterColumn(table, to.name, ["drop expression"])
      : []),
    ...(from.identity !== undefined && to.identity === undefined
      ? alterColumn(table, to.name, ["drop identity"])
      : []),
    ...alterColumn(table, to.name, writeActions(alteration)),
    ...(from.identity === undefined && to.identity !== undefined
      ? addIdentity(table, to.name, to.identity)
      : []),
    ...(from.comment === to.comment
      ? []
      : [commentOnColumn(table, to.name, to.comment)]),
  ];
}

/** PostgreSQL turns no column into a generated one, and only those that are kept into plain ones. */
function isRemade(from: Column, to: Column): boolean {
  return to.generated === undefined
    ? from.generated?.virtual === true
    : !isComputedAlike(from, to);
}

function remakeColumn(table: TableName, column: Column): CompiledQuery[] {
  return [
    ...compileDropColumn({ kind: "drop column", table, column }),
    ...compileAddColumn({ kind: "add column", table, column }),
  ];
}

function alterColumn(
  table: TableName,
  column: string,
  actions: readonly string[],
): CompiledQuery[] {
  if (actions.length === 0) return [];
  const name = quoteIdentifier(column);
  return [
    alterTable(
      table,
      actions.map((action) => `alter column ${name} ${action}`),
    ),
  ];
}

function writeActions(alteration: ColumnAlteration): string[] {
  const { from, to } = alteration;
  return [
    ...dropDefault(alteration),
    ...changeType(alteration),
    ...(from.nullable === to.nullable
      ? []
      : [to.nullable ? "drop not null" : "set not null"]),
    ...setDefault(alteration),
    ...setIdentity(alteration),
  ];
}

/** A default goes before its column's type changes, because PostgreSQL may have no cast for it. */
function dropDefault({ from, to }: ColumnAlteration): string[] {
  if (from.default === undefined) return [];
  return to.default === undefined || from.type !== to.type
    ? ["drop default"]
    : [];
}

function changeType({ from, to, using }: ColumnAlteration): string[] {
  if (from.type === to.type) return [];
  return [`type ${to.type}${using === undefined ? "" : ` using ${using}`}`];
}

function setDefault({ from, to }: ColumnAlteration): string[] {
  if (to.default === undefined) return [];
  return from.default !== to.default || from.type !== to.type
    ? [`set default ${to.default}`]
    : [];
}

function setIdentity({ from, to }: ColumnAlteration): string[] {
  if (from.identity === undefined || to.identity === undefined) return [];
  return from.identity === to.identity ? [] : [`set generated ${to.identity}`];
}

function addIdentity(
  table: TableName,
  column: string,
  identity: NonNullable<Column["identity"]>,
): CompiledQuery[] {
  return [
    ...alterColumn(table, column, [`add generated ${identity} as identity`]),
    startAfterRows(table, column),
  ];
}

/** A new sequence starts at 1, where rows that are there already would be in its way. */
function startAfterRows(table: TableName, column: string): CompiledQuery {
  const name = writeName(table);
  const sequence = `pg_get_serial_sequence(${quoteText(name)}, ${quoteText(column)})`;
  const next = `(select coalesce(max(${quoteIdentifier(column)}), 0) + 1 from ${name})`;
  return toStatement(`select setval(${sequence}, ${next}, false)`);
}
