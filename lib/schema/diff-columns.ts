import { castBetween } from "./assignment-cast";
import type { Change, TableName } from "./change";
import { hasSameShape, toPlainColumn } from "./column";
import type { Column } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the columns of a table into the wanted ones; their order is left alone, PostgreSQL cannot change it. */
export function diffColumns({
  name,
  from,
  to,
  remade,
  unfilled,
}: TablePair): Change[] {
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const after = new Map(to.columns.map((column) => [column.name, column]));
  return [
    ...from.columns
      .filter((column) => !after.has(column.name) || remade.has(column.name))
      .map((column) => dropColumn(name, column)),
    ...to.columns.flatMap((column) => {
      const existing = before.get(column.name);
      return existing === undefined || remade.has(column.name)
        ? [addColumn(name, column)]
        : alterColumn(name, existing, column);
    }),
    // Nobody writes a column that the model leaves alone.
    ...unfilled.flatMap((column) =>
      alterColumn(name, column, { ...column, nullable: true }),
    ),
  ];
}

function addColumn(table: TableName, column: Column): Change {
  return { kind: "add column", table, column: toPlainColumn(column) };
}

function dropColumn(table: TableName, column: Column): Change {
  return { kind: "drop column", table, column: toPlainColumn(column) };
}

function alterColumn(table: TableName, from: Column, to: Column): Change[] {
  if (hasSameShape(from, to) && from.comment === to.comment) return [];
  const alteration = {
    from: toPlainColumn(from),
    to: toPlainColumn(to),
    using: castBetween(to.name, from.type, to.type),
  };
  return [{ kind: "alter column", table, alteration }];
}
