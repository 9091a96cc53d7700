import type { Blueprint } from "../blueprint";
import type { RelationDefinition } from "../definition";
import {
  aliasesOf,
  aliasOf,
  discriminatorOf,
  familyOf,
  rootOf,
} from "../hierarchy";
import type { ResolveContext } from "../resolve-context";

/** Says which models share a table, and by which column their rows are told apart. */
export function buildInheritance(
  { model, definition }: Blueprint,
  context: ResolveContext,
): void {
  const property = discriminatorOf(model)?.property;
  const column =
    property === undefined ? undefined : definition.columns[property];
  const root = context.find(rootOf(model))?.definition;
  if (column === undefined || root === undefined) return;
  const [, ...below] = familyOf(model);
  const subclasses = below
    .map((subclass) => context.find(subclass)?.definition)
    .filter((subclass) => subclass !== undefined);
  definition.inheritance = Object.freeze({
    root,
    column,
    alias: aliasOf(model),
    subclasses: Object.freeze(subclasses),
    aliases: Object.freeze(aliasesOf(model)),
  });
}

/** Takes over the relations of the model above, in the order of the properties. */
export function inheritRelations({
  parent,
  properties,
  definition,
}: Blueprint): void {
  if (parent === undefined) return;
  const own = definition.relations;
  const relations = Object.create(null) as Record<string, RelationDefinition>;
  for (const property of properties.keys()) {
    const relation = own[property] ?? parent.definition.relations[property];
    if (relation !== undefined) relations[property] = relation;
  }
  definition.relations = relations;
}

/** Takes over what the model above declares of the table. */
export function inheritConstraints({ parent, definition }: Blueprint): void {
  if (parent === undefined) return;
  const { uniques, checks, exclusions, indexes } = parent.definition;
  definition.uniques = joinParts(uniques, definition.uniques);
  definition.checks = joinParts(checks, definition.checks);
  definition.exclusions = joinParts(exclusions, definition.exclusions);
  definition.indexes = joinParts(indexes, definition.indexes);
}

/** Two lists as one, in which every name stands once. */
export function joinParts<P extends { readonly name: string }>(
  first: readonly P[],
  second: readonly P[],
): P[] {
  const names = new Set(first.map(({ name }) => name));
  return [...first, ...second.filter(({ name }) => !names.has(name))];
}
