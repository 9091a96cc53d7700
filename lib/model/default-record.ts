import type {
  BelongsToDefinition,
  DefaultAttributes,
  RelationDefinition,
} from "../metadata/definition";
import { isToMany } from "../metadata/is-to-many";
import { isOwnRelation } from "../metadata/own-relation";
import { setLoaded } from "../record/loaded-relations";
import { stateOf } from "../record/record-state";
import { memoize } from "../util/memoize";
import { buildRecord } from "./build-record";

/** The records that stand for missing ones, beside the record that lacks them: what is not related is never saved with it. */
const madeFor = memoize<object, Map<RelationDefinition, object>>(
  () => new Map(),
);

/**
 * What a program is given for a relation: where it leads to no record, the one
 * that `withDefault` makes. It stays the same, until it is saved and is a
 * record of its own.
 */
export function orDefault(
  record: object,
  relation: RelationDefinition,
  related: unknown,
): unknown {
  if (related !== null || relation.kind !== "belongsTo") return related;
  const { withDefault } = relation;
  if (withDefault === undefined) return null;
  const known = madeFor(record).get(relation);
  if (known !== undefined && stateOf(known).status === "new") return known;
  const made = makeDefault(record, relation, withDefault);
  madeFor(record).set(relation, made);
  return made;
}

/** Nothing refers to a record that does not exist, so its own relations need not be loaded. */
function makeDefault(
  record: object,
  { target }: BelongsToDefinition,
  withDefault: DefaultAttributes,
): object {
  const attributes =
    typeof withDefault === "function"
      ? withDefault(record as never)
      : withDefault;
  const made = buildRecord(target, attributes);
  for (const relation of Object.values(stateOf(made).definition.relations))
    if (!isOwnRelation(relation))
      setLoaded(made, relation.property, isToMany(relation) ? [] : null);
  return made;
}
