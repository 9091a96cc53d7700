import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { touchName } from "../metadata/naming";
import { quoteName } from "../util/quote";
import type { EnumType, FunctionDefinition, Trigger } from "./schema";
import { tableKey } from "./table";

/** The extensions that the types of columns come from. */
export function extensionsOf(
  definitions: readonly ModelDefinition[],
): readonly string[] {
  const needed = columnsOf(definitions).map(({ type }) => type.extension);
  return [...new Set(needed.filter((name) => name !== undefined))];
}

/** The enum types that columns have, each once. */
export function enumsOf(
  definitions: readonly ModelDefinition[],
): readonly EnumType[] {
  const types = columnsOf(definitions)
    .map(({ type }) => type.enumeration)
    .flatMap((enumeration): EnumType[] =>
      enumeration?.type === undefined
        ? []
        : [{ ...enumeration.type, values: enumeration.texts }],
    );
  return [...new Map(types.map((type) => [tableKey(type), type])).values()];
}

/** The functions that triggers of a model call. */
export function touchFunctionsOf(
  definition: ModelDefinition,
): FunctionDefinition[] {
  return touchedColumns(definition).map((column) => ({
    schema: definition.schema,
    name: touchName(definition.table, column.name),
    arguments: "",
    returns: "trigger",
    language: "plpgsql",
    volatility: "volatile",
    body: touchBody(quoteName(column.name)),
    comment: `arx: keeps ${column.name} of ${definition.table}`,
  }));
}

/** The triggers that keep a time of update on statements that do not set it. */
export function touchTriggersOf(definition: ModelDefinition): Trigger[] {
  return touchedColumns(definition).map(({ name }) => ({
    name: touchName(definition.table, name),
    timing: "before",
    events: ["update"],
    functionSchema: definition.schema,
    function: touchName(definition.table, name),
  }));
}

/** What a statement gives the column itself is left, as the time that arx gives every field of one save. */
function touchBody(column: string): string {
  return `begin if new.${column} is not distinct from old.${column} then new.${column} := now(); end if; return new; end`;
}

function touchedColumns({
  columnList,
}: ModelDefinition): readonly ColumnDefinition[] {
  return columnList.filter(({ trigger }) => trigger);
}

function columnsOf(
  definitions: readonly ModelDefinition[],
): readonly ColumnDefinition[] {
  return definitions.flatMap(({ columnList }) => columnList);
}
