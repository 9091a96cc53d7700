import type {
  BelongsToDefinition,
  RelationDefinition,
} from "../metadata/definition";
import {
  findLoaded,
  findLoadedTarget,
  setLoaded,
  setLoadedTarget,
} from "../record/loaded-relations";
import { readOwn } from "../record/own-value";

/**
 * What a relation of a record holds: a record, null or a list; undefined when
 * it is not loaded. A belongs-to without a key is null without being loaded.
 */
export function findRelated(
  record: object,
  relation: RelationDefinition,
): unknown {
  if (relation.kind !== "belongsTo")
    return findLoaded(record, relation.property);
  const target = findLoadedTarget(record, relation);
  return target === undefined && hasNoKey(record, relation) ? null : target;
}

/** Keeps what was loaded for a relation of a record. */
export function setRelated(
  record: object,
  relation: RelationDefinition,
  value: object | null,
): void {
  if (relation.kind === "belongsTo") setLoadedTarget(record, relation, value);
  else setLoaded(record, relation.property, value);
}

function hasNoKey(record: object, { columns }: BelongsToDefinition): boolean {
  return columns.some(({ property }) => {
    const value = readOwn(record, property);
    return value === undefined || value === null;
  });
}
