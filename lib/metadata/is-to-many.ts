import type {
  HasDefinition,
  ManyToManyDefinition,
  RelationDefinition,
} from "./definition";

/** Whether a relation leads to any number of records. */
export function isToMany(
  relation: RelationDefinition,
): relation is ManyToManyDefinition | (HasDefinition & { kind: "hasMany" }) {
  return relation.kind === "hasMany" || relation.kind === "manyToMany";
}
