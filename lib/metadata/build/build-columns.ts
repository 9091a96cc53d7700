import type { Blueprint } from "../blueprint";
import { checkField } from "../check/check-field";
import { checkIgnored } from "../check/check-ignored";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition, ColumnRoleName } from "../definition";
import type { ColumnDraft } from "../draft";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { buildDefault } from "./build-default";
import { buildCollation } from "./build-collation";
import { buildGenerated } from "./build-generated";
import { buildKeys, buildPart } from "./build-key-columns";
import { buildPasswords } from "./build-passwords";
import { buildSearch } from "./build-search";
import { columnTypeOf } from "./column-type-of";
import { findPart, partName } from "./polymorphic-part";
import type { PolymorphicPart } from "./polymorphic-part";
import { isSameColumn } from "./same-parts";

/** Builds the columns of a model in the order of declaration; keys stand where their relation does. */
export function buildColumns(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  Object.assign(definition.columns, blueprint.parent?.definition.columns);
  for (const draft of blueprint.ownProperties) {
    if (draft.kind === "column") buildDeclared(draft, blueprint, context);
    if (draft.kind === "belongsTo") buildKeys(draft, blueprint, context);
    if (draft.kind === "polymorphic") {
      buildPart({ draft, part: "type" }, blueprint, context);
      buildPart({ draft, part: "key" }, blueprint, context);
    }
  }
  buildPasswords(blueprint, context);
  buildSearch(blueprint, context);
  keepShared(blueprint, context);
  definition.columnList = Object.values(definition.columns);
  definition.primaryKey = definition.columnList.filter(
    ({ isPrimaryKey }) => isPrimaryKey,
  );
  definition.softDelete = takeRole("softDelete", blueprint, context);
  definition.version = takeRole("version", blueprint, context);
  definition.publicId = takeRole("publicId", blueprint, context);
  checkNamesDiffer(blueprint, context);
  checkIgnored(blueprint, context);
}

/** A column of the table that a class shares is declared once; said again in the same way it is the same. */
function keepShared(blueprint: Blueprint, context: ResolveContext): void {
  const { columns } = blueprint.definition;
  for (const shared of blueprint.parent?.definition.columnList ?? []) {
    const own = columns[shared.property];
    if (own !== undefined && !isSameColumn(own, shared, "nullable too")) {
      const message = `is a column of the table of ${shared.at}, and is declared otherwise than there.`;
      const fix = `Take the decorator away; a field may still be declared with a narrower type: declare ${shared.property}: …;`;
      context.report(blueprint, shared.property, message, fix);
    }
    columns[shared.property] = shared;
  }
}

function roleOf({ role }: ColumnDraft): ColumnRoleName | undefined {
  return role === "plain" || role === "primaryKey" ? undefined : role;
}

/** The one column of a role; a second one is a mistake. */
function takeRole(
  role: keyof typeof roleNames,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefinition | undefined {
  const [first, second] = blueprint.definition.columnList.filter(
    (column) => column.role === role,
  );
  if (first !== undefined && second !== undefined) {
    const name = roleNames[role];
    const message = `is a second ${name}, beside ${first.at}.`;
    const fix = `Keep ${name} on one of them.`;
    context.report(blueprint, second.property, message, fix);
  }
  return first;
}

const roleNames = {
  softDelete: "@SoftDelete",
  version: "@Version",
  publicId: "@PublicId",
} as const;

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
  const part = findPart(blueprint, property);
  const relation = blueprint.findRelationOf(property) ?? part?.draft;
  const name = part === undefined ? relation?.name : partName(part);
  blueprint.addColumn({
    property,
    name: draft.name ?? name ?? columnName(property),
    type,
    at: blueprint.at(property),
    nullable: draft.nullable,
    default: buildDefault(draft, type, blueprint, context),
    isPrimaryKey: draft.role === "primaryKey",
    role: roleOf(draft),
    trigger: draft.trigger ?? false,
    enumValues: listsValues(draft, part) ? type.enumeration?.values : undefined,
    comment: draft.comment,
    renamedFrom: draft.renamedFrom,
    relation: relation?.property,
    collate: buildCollation(draft, type, blueprint, context),
    generated: buildGenerated(draft, blueprint, context),
    isPrivate: draft.values.private,
    isOmitted: draft.values.omitByDefault,
  });
}

/** Whether the values of a column are its own to keep; a key has those of the column that it refers to. */
function listsValues(
  draft: ColumnDraft,
  part: PolymorphicPart | undefined,
): boolean {
  return draft.enum !== undefined || part?.part === "type";
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
