import type { ManyToManyDefinition, RelationDefinition } from "./definition";

/** Whether each record of a relation tells the record of the join model that connects it. */
export function tellsPivot(
  relation: RelationDefinition,
): relation is ManyToManyDefinition & { readonly pivot: true } {
  return relation.kind === "manyToMany" && relation.pivot;
}
