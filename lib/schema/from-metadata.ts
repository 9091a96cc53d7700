import type {
  BelongsToDefinition,
  ExclusionDefinition,
  IndexDefinition,
  IndexKeyDefinition,
  ModelDefinition,
  ReferentialRule,
  UniqueDefinition,
} from "../metadata/definition";
import { tableParts, withTables } from "../metadata/table-parts";
import { declareColumn } from "./declared-column";
import {
  enumsOf,
  extensionsOf,
  touchFunctionsOf,
  touchTriggersOf,
} from "./declared-objects";
import { normalizeSchema } from "./normalize";
import type {
  ExclusionConstraint,
  ForeignKey,
  FunctionDefinition,
  Index,
  IndexKey,
  PrimaryKey,
  ReferentialAction,
  Schema,
  Table,
  UniqueConstraint,
} from "./schema";
import { namedUuidV7Function, needsUuidV7Function } from "./uuid-v7-function";

/** What the schema of models depends on beside them. */
export interface SchemaOptions {
  /** The oldest PostgreSQL that it is for; 14 unless said otherwise. */
  readonly minServerVersion?: number | undefined;
}

/** The schema that models declare, with types and expressions as the user wrote them. */
export function schemaOf(
  models: readonly ModelDefinition[],
  { minServerVersion = 14 }: SchemaOptions = {},
): Schema {
  const definitions = withTables(models).map(tableParts);
  const functions = [
    ...functionsOf(definitions, minServerVersion),
    ...definitions.flatMap(touchFunctionsOf),
  ];
  const schemas = new Set(
    [...definitions, ...functions].map(({ schema }) => schema),
  );
  schemas.delete("public");
  return normalizeSchema({
    schemas: [...schemas],
    extensions: extensionsOf(definitions),
    enums: enumsOf(definitions),
    tables: definitions.map((definition) =>
      declareTable(definition, minServerVersion),
    ),
    functions,
  });
}

/** The functions that defaults of columns call. */
function functionsOf(
  definitions: readonly ModelDefinition[],
  minServerVersion: number,
): FunctionDefinition[] {
  const isNeeded = definitions
    .flatMap(({ columnList }) => columnList)
    .some(
      ({ default: declared }) =>
        declared?.kind === "serverUuid" &&
        needsUuidV7Function(declared.version, minServerVersion),
    );
  return isNeeded ? [namedUuidV7Function()] : [];
}

function declareTable(
  definition: ModelDefinition,
  minServerVersion: number,
): Table {
  return {
    schema: definition.schema,
    name: definition.table,
    comment: definition.comment,
    renamedFrom: definition.renamedFrom,
    columns: definition.columnList.map((column) =>
      declareColumn(column, minServerVersion),
    ),
    primaryKey: declarePrimaryKey(definition),
    uniques: definition.uniques.map(declareUnique),
    foreignKeys: Object.values(definition.relations).flatMap((relation) =>
      relation.kind === "belongsTo" ? [declareForeignKey(relation)] : [],
    ),
    checks: definition.checks.map(({ name, expression }) => ({
      name,
      expression,
    })),
    exclusions: definition.exclusions.map(declareExclusion),
    ignoredColumns: definition.ignoredColumns,
    indexes: definition.indexes.map(declareIndex),
    triggers: touchTriggersOf(definition),
  };
}

function declarePrimaryKey(
  definition: ModelDefinition,
): PrimaryKey | undefined {
  if (definition.primaryKey.length === 0) return undefined;
  return {
    name: definition.primaryKeyName,
    columns: namesOf(definition.primaryKey),
  };
}

function declareUnique(unique: UniqueDefinition): UniqueConstraint {
  return {
    name: unique.name,
    columns: namesOf(unique.columns),
    nullsNotDistinct: unique.nullsNotDistinct,
    deferrable: unique.deferrable,
  };
}

function declareForeignKey(relation: BelongsToDefinition): ForeignKey {
  return {
    name: relation.constraint,
    columns: namesOf(relation.columns),
    referencedSchema: relation.target.schema,
    referencedTable: relation.target.table,
    referencedColumns: namesOf(relation.references),
    onDelete: actions[relation.onDelete],
    onUpdate: actions[relation.onUpdate],
    deferrable: relation.deferrable,
  };
}

const actions: Record<ReferentialRule, ReferentialAction> = {
  cascade: "cascade",
  restrict: "restrict",
  setNull: "set null",
  setDefault: "set default",
  noAction: "no action",
};

function declareIndex(index: IndexDefinition): Index {
  return {
    name: index.name,
    method: index.method,
    unique: index.unique,
    keys: index.keys.map(declareKey),
    include: namesOf(index.include),
    where: index.where,
    nullsNotDistinct: index.nullsNotDistinct,
    with: index.with,
    concurrently: index.concurrently,
  };
}

function declareExclusion(exclusion: ExclusionDefinition): ExclusionConstraint {
  const { name, method, elements, where, deferrable } = exclusion;
  return {
    name,
    method,
    elements: elements.map((element) => ({
      ...declareKey(element),
      operator: element.with,
    })),
    where,
    deferrable,
  };
}

function declareKey(key: IndexKeyDefinition): IndexKey {
  return {
    column: key.column?.name,
    expression: key.expression,
    operatorClass: key.operatorClass,
    direction: key.direction,
    nulls: key.nulls ?? (key.direction === "asc" ? "last" : "first"),
  };
}

function namesOf(columns: readonly { readonly name: string }[]): string[] {
  return columns.map(({ name }) => name);
}
