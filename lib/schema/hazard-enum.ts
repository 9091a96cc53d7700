import type { ChangeOf, EnumColumn } from "./change";
import { addedValues } from "./diff-enums";
import type { Hazard } from "./hazard";
import { displayTable } from "./table";

/** What can go wrong when an enum type is made anew; adding values to one does no harm. */
export function alterEnumHazards(change: ChangeOf<"alter enum">): Hazard[] {
  if (!change.rebuild) return [];
  const { from, to, columns } = change;
  const gone = from.values.filter((value) => !to.values.includes(value));
  const isAddition = addedValues(from, to) !== undefined;
  return [
    ...columns.map((column) => rewrites(column, isAddition)),
    ...(gone.length === 0 ? [] : columns.map((column) => fails(column, gone))),
  ];
}

function rewrites(column: EnumColumn, isAddition: boolean): Hazard {
  return {
    kind: "rewrites table",
    message: `${displayColumn(column)} moves to a type that is made anew: the whole table is written anew, and everybody waits.`,
    advice: isAddition
      ? "A new value is used at once, which PostgreSQL refuses in the transaction that adds it to the type. To keep the table as it is, generate a migration that adds the value first, and use it in the next one."
      : undefined,
    allow: undefined,
  };
}

function fails(column: EnumColumn, gone: readonly string[]): Hazard {
  const name = displayColumn(column);
  const values = gone.map((value) => JSON.stringify(value)).join(", ");
  return {
    kind: "data dependent",
    message: `${name} no longer takes ${values}: the change fails when a row has such a value.`,
    advice: `Give those rows another value beforehand: update … set … where ….`,
    allow: undefined,
  };
}

function displayColumn({ table, column }: EnumColumn): string {
  return `${displayTable(table)}.${column}`;
}
