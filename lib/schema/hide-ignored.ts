import {
  checkMentions,
  exclusionMentions,
  indexMentions,
  isOver,
} from "./part-mentions";
import type { Column, Table } from "./schema";

/** The table without the columns that the wanted one leaves alone, and without what hangs on them. */
export function hideIgnored(table: Table, wanted: Table): Table {
  const names = new Set(wanted.ignoredColumns);
  if (names.size === 0) return table;
  const { primaryKey } = table;
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !names.has(name)),
    primaryKey:
      primaryKey !== undefined && isOver(primaryKey, names)
        ? undefined
        : primaryKey,
    uniques: table.uniques.filter((unique) => !isOver(unique, names)),
    foreignKeys: table.foreignKeys.filter((key) => !isOver(key, names)),
    checks: table.checks.filter((check) => !checkMentions(check, names)),
    exclusions: table.exclusions.filter(
      (exclusion) => !exclusionMentions(exclusion, names),
    ),
    indexes: table.indexes.filter((index) => !indexMentions(index, names)),
  };
}

/** The columns left alone that an insert would have to fill. */
export function findUnfilled(
  { columns, primaryKey }: Table,
  { ignoredColumns }: Table,
): readonly Column[] {
  return columns.filter(
    (column) =>
      ignoredColumns.includes(column.name) &&
      !column.nullable &&
      column.default === undefined &&
      column.identity === undefined &&
      column.generated === undefined &&
      primaryKey?.columns.includes(column.name) !== true,
  );
}
