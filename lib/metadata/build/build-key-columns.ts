import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition } from "../definition";
import type { BelongsToDraft, PolymorphicDraft } from "../draft";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { columnTypeOf } from "./column-type-of";
import { partName, partProperty } from "./polymorphic-part";
import type { PolymorphicPart } from "./polymorphic-part";

/** The key columns of a relation that the user did not declare. */
export function buildKeys(
  draft: BelongsToDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const pairs = blueprint.keys.get(draft.property) ?? [];
  for (const { property, declared } of pairs) {
    if (declared !== undefined || property in blueprint.definition.columns)
      continue;
    const type = columnTypeOf(blueprint, property, context);
    if (type === undefined) continue;
    const given = pairs.length === 1 ? draft.name : undefined;
    checkGivenName(given, "column", draft.property, blueprint, context);
    addKey(blueprint, draft, {
      property,
      name: given ?? columnName(property),
      type,
      enumValues: undefined,
    });
  }
}

/** A column of a relation: nothing but a key. */
function addKey(
  blueprint: Blueprint,
  { property: relation, required }: BelongsToDraft | PolymorphicDraft,
  key: Pick<ColumnDefinition, "property" | "name" | "type" | "enumValues">,
): void {
  blueprint.addColumn({
    ...key,
    at: blueprint.at(key.property),
    nullable: !required,
    default: undefined,
    isPrimaryKey: false,
    role: undefined,
    trigger: false,
    comment: undefined,
    renamedFrom: undefined,
    relation,
    collate: undefined,
    generated: undefined,
    isPrivate: false,
    isOmitted: false,
  });
}

/** A column of a polymorphic relation that the user did not declare. */
export function buildPart(
  part: PolymorphicPart,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { draft } = part;
  const property = partProperty(draft, part.part);
  if (blueprint.properties.has(property)) return;
  const type = columnTypeOf(blueprint, property, context);
  if (type === undefined) return;
  const name = partName(part);
  checkGivenName(name, "column", draft.property, blueprint, context);
  const enumValues =
    part.part === "type" ? type.enumeration?.values : undefined;
  addKey(blueprint, draft, { property, name, type, enumValues });
}
