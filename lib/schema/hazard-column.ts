import type { ChangeOf, TableName } from "./change";
import type { Hazard } from "./hazard";
import type { Column } from "./schema";
import { splitCollation } from "./sql-type";
import { displayTable } from "./table";
import { isTemporaryName } from "./temporary-name";
import { effectOfTypeChange } from "./type-change";

/** What can go wrong when a column is added to a table with rows. */
export function addColumnHazards({
  table,
  column,
}: ChangeOf<"add column">): Hazard[] {
  const name = displayColumn(table, column.name);
  if (column.generated !== undefined) {
    return column.generated.virtual
      ? []
      : [rewritesTable(name, "is computed for every row")];
  }
  if (column.identity !== undefined || isVolatile(column)) {
    return [rewritesTable(name, "is given a value of its own in every row")];
  }
  if (column.nullable || column.default !== undefined) return [];
  return [
    {
      kind: "data dependent",
      message: `${name} is NOT NULL and has no default: adding it fails when the table has rows.`,
      advice:
        "Give it a default, or add it nullable, fill it, and set it NOT NULL in a later migration.",
      allow: undefined,
    },
  ];
}

/** What is lost with a column. */
export function dropColumnHazards({
  kind,
  table,
  column,
}: ChangeOf<"drop column">): Hazard[] {
  // What is computed can be computed again.
  if (column.generated !== undefined) return [];
  const name = displayColumn(table, column.name);
  return [
    {
      kind: "deletes data",
      message: `Every value of ${name} is deleted.`,
      advice:
        "First release a program that no longer uses the column. If it was renamed, declare it: @Column({ renamedFrom }).",
      allow: `${kind} ${name}`,
    },
  ];
}

/** A program that runs during the change asks for the old name. */
export function renameColumnHazards({
  table,
  column,
  to,
}: ChangeOf<"rename column">): Hazard[] {
  if (isTemporaryName(column)) return [];
  const name = displayColumn(table, column);
  return [
    {
      kind: "breaks running code",
      message: `A program that uses ${name} fails once it is called ${to}.`,
      advice:
        "Keep the column's name and rename only the property: @Column({ name }).",
      allow: undefined,
    },
  ];
}

/** What a new type or NOT NULL means for the rows that are there. */
export function alterColumnHazards({
  table,
  alteration: { from, to },
}: ChangeOf<"alter column">): Hazard[] {
  const name = displayColumn(table, to.name);
  return [
    ...typeHazards(name, from.type, to.type),
    ...(from.nullable && !to.nullable ? [setNotNull(name)] : []),
  ];
}

function typeHazards(name: string, from: string, to: string): Hazard[] {
  const [before, rules] = splitCollation(from);
  const [after, newRules] = splitCollation(to);
  return [
    ...(before === after ? [] : conversionHazards(name, before, after)),
    ...(rules === newRules ? [] : [sortsAnew(name)]),
  ];
}

function conversionHazards(name: string, from: string, to: string): Hazard[] {
  const effect = effectOfTypeChange(from, to);
  if (effect === "keeps storage") return [];
  const rewrite = rewritesTable(name, `changes from ${from} to ${to}`);
  if (effect === "rewrites") return [rewrite];
  return effect === "can fail"
    ? [rewrite, narrows(name, from, to)]
    : [rewrite, losesValues(name, from, to)];
}

function narrows(name: string, from: string, to: string): Hazard {
  return {
    kind: "data dependent",
    message: `Changing ${name} from ${from} to ${to} fails when a value does not fit.`,
    advice: "Look for such values and correct them beforehand.",
    allow: undefined,
  };
}

function losesValues(name: string, from: string, to: string): Hazard {
  return {
    kind: "deletes data",
    message: `Changing ${name} from ${from} to ${to} rounds or cuts values without a word.`,
    advice: "Add a new column, fill it, and drop the old one later.",
    allow: `change column ${name}`,
  };
}

function sortsAnew(name: string): Hazard {
  return {
    kind: "blocks reads",
    message: `${name} is sorted and compared by other rules: everybody waits while the indexes it is in are built anew.`,
    advice: undefined,
    allow: undefined,
  };
}

function setNotNull(name: string): Hazard {
  return {
    kind: "data dependent",
    message: `${name} becomes NOT NULL: that fails when a row has no value, and everybody waits while the rows are read.`,
    advice: "Fill the empty ones beforehand: update … set … where … is null.",
    allow: undefined,
  };
}

function rewritesTable(name: string, why: string): Hazard {
  return {
    kind: "rewrites table",
    message: `${name} ${why}: the whole table is written anew, and everybody waits.`,
    advice: "On a large table, add a new column and fill it in batches.",
    allow: undefined,
  };
}

/** Functions that give each row another value, so that a default of them cannot be noted once for all rows. */
function isVolatile({ default: expression }: Column): boolean {
  return /\b(?:gen_random_uuid|\w*uuid_?v[47]|uuid_generate_v\w+|random|clock_timestamp|timeofday|nextval)"?\(/.test(
    expression ?? "",
  );
}

function displayColumn(table: TableName, column: string): string {
  return `${displayTable(table)}.${column}`;
}
