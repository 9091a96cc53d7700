import type {
  ColumnDefinition,
  ModelClass,
  ModelDefinition,
} from "../../lib/metadata/definition";
import type { ColumnType } from "../../lib/types/column-type";

/** The definition of a model without decorators, for tests of the layers below them: columns by property, the first being the key. */
export function modelDefinition(
  model: ModelClass,
  types: readonly (readonly [property: string, type: ColumnType])[],
): ModelDefinition {
  const columnList = types.map(([property, type], index) =>
    columnDefinition(model.name, property, type, index === 0),
  );
  return {
    name: model.name,
    model,
    schema: "public",
    table: model.name.toLowerCase(),
    comment: undefined,
    renamedFrom: undefined,
    connection: undefined,
    strictLoading: undefined,
    inheritance: undefined,
    columns: Object.fromEntries(
      columnList.map((column) => [column.property, column]),
    ),
    columnList,
    selectedColumns: columnList,
    stored: {},
    serialized: {},
    primaryKey: columnList.slice(0, 1),
    softDelete: undefined,
    version: undefined,
    publicId: undefined,
    primaryKeyName: `${model.name.toLowerCase()}_pkey`,
    relations: {},
    uniques: [],
    exclusions: [],
    ignoredColumns: [],
    checks: [],
    indexes: [],
    hooks: {},
    passwords: [],
    search: undefined,
    seeds: [],
  };
}

function columnDefinition(
  model: string,
  property: string,
  type: ColumnType,
  isPrimaryKey: boolean,
): ColumnDefinition {
  return {
    property,
    name: property,
    type,
    at: `${model}.${property}`,
    nullable: !isPrimaryKey,
    default: undefined,
    isPrimaryKey,
    role: undefined,
    trigger: false,
    isPrivate: false,
    isOmitted: false,
    enumValues: undefined,
    comment: undefined,
    renamedFrom: undefined,
    relation: undefined,
    collate: undefined,
    generated: undefined,
  };
}
