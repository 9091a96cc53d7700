import type { ColumnDefinition, ModelDefinition } from "./definition";

/** Whether records of one model are records of another: the same, or one above it that has the same table. */
export function isKindOf(
  definition: ModelDefinition | undefined,
  target: ModelDefinition,
): boolean {
  if (definition === target) return true;
  return (
    definition !== undefined &&
    target.inheritance?.subclasses.includes(definition) === true
  );
}

/** Whether the rows that a query of a model gives may be of several classes. */
export function isFamily(definition: ModelDefinition): boolean {
  const { inheritance } = definition;
  if (inheritance === undefined) return false;
  // The model with the table reads it whole, whatever its rows say.
  return inheritance.root === definition || inheritance.subclasses.length > 0;
}

/** The columns that a query of a model reads: those of its subclasses as well, each once. */
export function familyColumns(
  definition: ModelDefinition,
): readonly ColumnDefinition[] {
  const { selectedColumns, inheritance } = definition;
  if (inheritance === undefined) return selectedColumns;
  const columns = new Map<string, ColumnDefinition>();
  for (const model of [definition, ...inheritance.subclasses]) {
    for (const column of model.selectedColumns)
      if (!columns.has(column.name)) columns.set(column.name, column);
  }
  return [...columns.values()];
}
