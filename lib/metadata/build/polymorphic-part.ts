import { resolveColumnType } from "../../types/resolve-column-type";
import { noTypeOptions } from "../../types/type-options";
import type { ColumnType } from "../../types/column-type";
import { enumType } from "../../types/enum";
import type { Blueprint } from "../blueprint";
import type { PolymorphicDraft } from "../draft";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";

/** Which column of a polymorphic relation a property is: the alias of the other side's model, or its key. */
export interface PolymorphicPart {
  readonly draft: PolymorphicDraft;
  readonly part: "type" | "key";
}

/** The property of one of the two columns: `commentableType`, `commentableId`. */
export function partProperty(
  { property }: PolymorphicDraft,
  part: "type" | "key",
): string {
  return property + (part === "type" ? "Type" : "Id");
}

/** The column's name unless its own declaration says otherwise: `commentable_type`, or after the name of the relation. */
export function partName({ draft, part }: PolymorphicPart): string {
  const suffix = part === "type" ? "_type" : "_id";
  return draft.name === undefined
    ? columnName(partProperty(draft, part))
    : draft.name + suffix;
}

/** The polymorphic relation that a property is a column of. */
export function findPart(
  { properties }: Blueprint,
  property: string,
): PolymorphicPart | undefined {
  for (const draft of properties.values()) {
    if (draft.kind !== "polymorphic") continue;
    if (property === partProperty(draft, "type"))
      return { draft, part: "type" };
    if (property === partProperty(draft, "key")) return { draft, part: "key" };
  }
  return undefined;
}

/** The aliases of a relation, in the order of declaration. */
export function aliasesOf({ variants }: PolymorphicDraft): readonly string[] {
  return variants.map(({ alias }) => alias);
}

/**
 * The type of one of the two columns: an enum of the aliases, or that of the
 * keys it holds, which the first model decides. Undefined when it has none.
 * @param typeOf finds the type of a column of another model
 */
export function typeOfPart(
  { draft, part }: PolymorphicPart,
  blueprint: Blueprint,
  context: ResolveContext,
  typeOf: (target: Blueprint, property: string) => ColumnType | undefined,
): ColumnType | undefined {
  if (part === "type") return enumType(aliasesOf(draft));
  if (draft.keyType !== undefined)
    return resolveColumnType("text", noTypeOptions);
  for (const { target } of draft.variants) {
    const model = context.follow(blueprint, draft.property, target);
    const [key] = model?.primaryKey ?? [];
    if (model !== undefined && key !== undefined) return typeOf(model, key);
  }
  return undefined;
}

/** The same of a column that is built already. */
export function expectedType(
  part: PolymorphicPart,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnType | undefined {
  return typeOfPart(
    part,
    blueprint,
    context,
    (target, key) => target.definition.columns[key]?.type,
  );
}

/** Whether two types have the same values, written alike. */
export function isSameType(left: ColumnType, right: ColumnType): boolean {
  return left.sqlName === right.sqlName && left.valueName === right.valueName;
}

/** A type for messages: `bigint (number)`. */
export function describeType({ sqlName, valueName }: ColumnType): string {
  return `${sqlName} (${valueName})`;
}
