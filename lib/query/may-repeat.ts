import type { RelationDefinition } from "../metadata/definition";
import { hasUniquePairs } from "../metadata/has-unique-pairs";
import { isToMany } from "../metadata/is-to-many";
import type { QueryData, QueryJoin } from "./query-data";

/** Whether the joins of a query may give a record several times; among them is what its relation tells each link by. */
export function mayRepeat(query: QueryData): boolean {
  const pivot = query.telling?.pivot;
  return (
    (pivot !== undefined && !hasUniquePairs(pivot)) ||
    query.joins.some((join) => isRepeating(query, join))
  );
}

/** What SQL of the user's own joins nobody knows. */
function isRepeating({ definition }: QueryData, join: QueryJoin): boolean {
  if (join.kind === "fragment") return true;
  let model = definition;
  for (const name of join.path.split(".")) {
    const relation: RelationDefinition | undefined = model.relations[name];
    if (relation === undefined || relation.kind === "polymorphic") return true;
    if (isToMany(relation)) return true;
    model = relation.target;
  }
  return false;
}
