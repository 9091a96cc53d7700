import type {
  HasDefinition,
  ManyToManyDefinition,
  RelationDefinition,
  ThroughDefinition,
  TreeDefinition,
} from "./definition";

/** A relation to any number of records. */
export type ToManyDefinition =
  | ManyToManyDefinition
  | (HasDefinition & { kind: "hasMany" })
  | (ThroughDefinition & { isMany: true })
  | TreeDefinition;

/** Whether a relation leads to any number of records. */
export function isToMany(
  relation: RelationDefinition,
): relation is ToManyDefinition {
  switch (relation.kind) {
    case "belongsTo":
    case "hasOne":
    case "polymorphic":
      return false;
    case "hasMany":
    case "manyToMany":
    case "ancestors":
    case "descendants":
      return true;
    case "through":
      return relation.isMany;
  }
}
