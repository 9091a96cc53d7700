import type {
  BelongsToDefinition,
  PolymorphicDefinition,
  RelationDefinition,
} from "./definition";

/** A relation whose key the record itself holds. */
export type OwnRelation = BelongsToDefinition | PolymorphicDefinition;

/** Whether the key of a relation lies in the model's own table. */
export function isOwnRelation(
  relation: RelationDefinition | undefined,
): relation is OwnRelation {
  return relation?.kind === "belongsTo" || relation?.kind === "polymorphic";
}
