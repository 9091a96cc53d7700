import type {
  BelongsToDefinition,
  IndexDefinition,
  IndexKeyDefinition,
  ModelDefinition,
  ReferentialRule,
  UniqueDefinition,
} from "../metadata/definition";
import { declareColumn } from "./declared-column";
import { normalizeSchema } from "./normalize";
import type {
  ForeignKey,
  Index,
  IndexKey,
  PrimaryKey,
  ReferentialAction,
  Schema,
  Table,
  UniqueConstraint,
} from "./schema";

/** The schema that models declare, with types and expressions as the user wrote them. */
export function schemaOf(definitions: readonly ModelDefinition[]): Schema {
  const schemas = new Set(definitions.map(({ schema }) => schema));
  schemas.delete("public");
  return normalizeSchema({
    schemas: [...schemas],
    tables: definitions.map(declareTable),
  });
}

function declareTable(definition: ModelDefinition): Table {
  return {
    schema: definition.schema,
    name: definition.table,
    comment: definition.comment,
    renamedFrom: definition.renamedFrom,
    columns: definition.columnList.map(declareColumn),
    primaryKey: declarePrimaryKey(definition),
    uniques: definition.uniques.map(declareUnique),
    foreignKeys: Object.values(definition.relations).flatMap((relation) =>
      relation.kind === "belongsTo" ? [declareForeignKey(relation)] : [],
    ),
    checks: definition.checks.map(({ name, expression }) => ({
      name,
      expression,
    })),
    indexes: definition.indexes.map(declareIndex),
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
