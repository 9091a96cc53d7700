import type { RelationDefinition } from "../../metadata/definition";
import { isOwnRelation } from "../../metadata/own-relation";
import type { OwnRelation } from "../../metadata/own-relation";
import {
  findLoaded,
  findLoadedTarget,
  setLoaded,
  setLoadedTarget,
} from "../../record/loaded-relations";
import { findLoadedVariant } from "../../record/loaded-variant";
import { readOwn } from "../../record/own-value";

/**
 * What a relation of a record holds: a record, null or a list; undefined when
 * it is not loaded. A belongs-to without a key is null without being loaded.
 */
export function findRelated(
  record: object,
  relation: RelationDefinition,
): unknown {
  if (!isOwnRelation(relation)) return findLoaded(record, relation.property);
  const target =
    relation.kind === "belongsTo"
      ? findLoadedTarget(record, relation)
      : findLoadedVariant(record, relation);
  return target === undefined && hasNoKey(record, relation) ? null : target;
}

/** Keeps what was loaded for a relation of a record. */
export function setRelated(
  record: object,
  relation: RelationDefinition,
  value: object | null,
): void {
  if (isOwnRelation(relation)) setLoadedTarget(record, relation, value);
  else setLoaded(record, relation.property, value);
}

function hasNoKey(record: object, { columns }: OwnRelation): boolean {
  return columns.some(({ property }) => {
    const value = readOwn(record, property);
    return value === undefined || value === null;
  });
}
