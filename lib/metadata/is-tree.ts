import type { RelationDefinition, TreeDefinition } from "./definition";

/** Whether a relation leads to everything above a record, or to everything below it. */
export function isTree(
  relation: RelationDefinition,
): relation is TreeDefinition {
  return relation.kind === "ancestors" || relation.kind === "descendants";
}
