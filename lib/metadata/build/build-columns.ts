import type { Blueprint } from "../blueprint";
import { checkField } from "../check/check-field";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition } from "../definition";
import type { BelongsToDraft, ColumnDraft } from "../draft";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { buildDefault } from "./build-default";
import { columnTypeOf, referencedType } from "./column-type-of";
import { readEnum } from "./read-enum";

/** Builds the columns of a model in the order of declaration; keys stand where their relation does. */
export function buildColumns(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.properties.values()) {
    if (draft.kind === "column") buildDeclared(draft, blueprint, context);
    if (draft.kind === "belongsTo") buildKeys(draft, blueprint, context);
  }
  const { definition } = blueprint;
  definition.columnList = Object.values(definition.columns);
  definition.primaryKey = definition.columnList.filter(
    ({ isPrimaryKey }) => isPrimaryKey,
  );
  checkNamesDiffer(blueprint, context);
}

function buildDeclared(
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { property } = draft;
  checkGivenName(draft.name, "column", property, blueprint, context);
  checkGivenName(
    draft.renamedFrom,
    "column before",
    property,
    blueprint,
    context,
  );
  const type = columnTypeOf(blueprint, property, context);
  if (type === undefined) return;
  checkField(draft, type, blueprint, context);
  const relation = blueprint.findRelationOf(property);
  const values = draft.enum === undefined ? undefined : readEnum(draft.enum);
  addColumn(blueprint, {
    property,
    name: draft.name ?? relation?.name ?? columnName(property),
    type,
    at: blueprint.at(property),
    nullable: draft.nullable,
    default: buildDefault(draft, type, blueprint, context),
    isPrimaryKey: draft.role === "primaryKey",
    role:
      draft.role === "createdAt" || draft.role === "updatedAt"
        ? draft.role
        : undefined,
    enumValues:
      values !== undefined && "values" in values ? values.values : undefined,
    comment: draft.comment,
    renamedFrom: draft.renamedFrom,
    relation: relation?.property,
  });
}

/** The key columns of a relation that the user did not declare. */
function buildKeys(
  draft: BelongsToDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const pairs = blueprint.keys.get(draft.property) ?? [];
  for (const { property, declared } of pairs) {
    if (declared !== undefined || property in blueprint.definition.columns)
      continue;
    const type = referencedType(blueprint, property, context);
    if (type === undefined) continue;
    const given = pairs.length === 1 ? draft.name : undefined;
    checkGivenName(given, "column", draft.property, blueprint, context);
    addColumn(blueprint, {
      property,
      name: given ?? columnName(property),
      type,
      at: blueprint.at(property),
      nullable: !draft.required,
      default: undefined,
      isPrimaryKey: false,
      role: undefined,
      enumValues: undefined,
      comment: undefined,
      renamedFrom: undefined,
      relation: draft.property,
    });
  }
}

function addColumn(blueprint: Blueprint, column: ColumnDefinition): void {
  blueprint.definition.columns[column.property] = Object.freeze(column);
}

function checkNamesDiffer(blueprint: Blueprint, context: ResolveContext): void {
  const first = new Map<string, ColumnDefinition>();
  for (const column of blueprint.definition.columnList) {
    const earlier = first.get(column.name);
    first.set(column.name, earlier ?? column);
    if (earlier === undefined) continue;
    const message = `has the column name "${column.name}", which ${earlier.at} has as well.`;
    const fix = "Give one of them another name: @Column({ name: '…' }).";
    context.report(blueprint, column.property, message, fix);
  }
}
