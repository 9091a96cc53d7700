import { isDeepStrictEqual } from "node:util";
import type { EnumTypeName, Enumeration } from "../../types/enumeration";
import type { ColumnDefinition, ModelDefinition } from "../definition";
import type { Problems } from "../problems";

/**
 * Looks for enum types of one name that list different values, and for those
 * that bear the name of a table, which is a type as well.
 * @param blamed the models to report clashes of; the others only take names
 */
export function checkEnumTypes(
  definitions: readonly ModelDefinition[],
  problems: Problems,
  blamed: ReadonlySet<ModelDefinition>,
): void {
  const tables = new Map(
    definitions.map((each) => [
      keyOf(each, { schema: each.schema, name: each.table }),
      each.name,
    ]),
  );
  const owners = new Map<string, NativeEnum>();
  for (const definition of definitions) {
    for (const found of nativeEnums(definition)) {
      const key = keyOf(definition, found.type);
      const owner = owners.get(key) ?? found;
      owners.set(key, owner);
      if (!blamed.has(definition)) continue;
      const problem =
        clashWithTable(found, tables.get(key)) ?? clashWith(found, owner);
      if (problem === undefined) continue;
      const { property } = found.column;
      problems.add(definition.name, property, problem, fix);
    }
  }
}

const fix =
  "Give both the same values in the same order, or name the type: native: '…'.";

interface NativeEnum {
  readonly column: ColumnDefinition;
  readonly enumeration: Enumeration;
  readonly type: EnumTypeName;
}

function clashWithTable(
  { type }: NativeEnum,
  table: string | undefined,
): string | undefined {
  return table === undefined
    ? undefined
    : `has the enum type "${type.name}", which is the name of the table of ${table}.`;
}

function clashWith(found: NativeEnum, owner: NativeEnum): string | undefined {
  return isDeepStrictEqual(found.enumeration.texts, owner.enumeration.texts)
    ? undefined
    : `has the enum type "${found.type.name}", which lists other values at ${owner.column.at}.`;
}

function nativeEnums({ columnList }: ModelDefinition): readonly NativeEnum[] {
  return columnList.flatMap((column) => {
    const { enumeration } = column.type;
    const type = enumeration?.type;
    return enumeration === undefined || type === undefined
      ? []
      : [{ column, enumeration, type }];
  });
}

/** Two connections are two databases, which may have types of one name. */
function keyOf(
  { connection }: ModelDefinition,
  { schema, name }: EnumTypeName,
): string {
  return JSON.stringify([connection, schema, name]);
}
