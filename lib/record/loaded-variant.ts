import type { PolymorphicDefinition } from "../metadata/definition";
import { storedKey, variantOf } from "../metadata/variants";
import {
  findLoaded,
  forgetLoaded,
  isSameKey,
  TargetOfKey,
} from "./loaded-relations";
import { readOwn } from "./own-value";
import { findState } from "./record-state";

/**
 * The record loaded for a polymorphic relation, as long as the columns of type
 * and key still lead to it; once they were set to something else it is
 * forgotten. Columns that are not set belong to a target that has no key yet,
 * and leave it be.
 */
export function findLoadedVariant(
  record: object,
  relation: PolymorphicDefinition,
): object | null | undefined {
  const target = findLoaded(record, relation.property) as object | undefined;
  if (target === undefined) return undefined;
  if (!leadsTo(record, relation, target)) {
    forgetLoaded(record, relation.property);
    return undefined;
  }
  return target instanceof TargetOfKey ? target.target : target;
}

function leadsTo(
  record: object,
  relation: PolymorphicDefinition,
  target: object,
): boolean {
  const { typeColumn, keyColumn } = relation;
  const alias = readOwn(record, typeColumn.property);
  const key = readOwn(record, keyColumn.property);
  if (target instanceof TargetOfKey) {
    const [aliasThen, keyThen] = target.key;
    return alias === aliasThen && isSameKey(keyColumn.type, key, keyThen);
  }
  const variant = variantOf(relation, findState(target)?.definition);
  if (variant === undefined) return false;
  if (alias !== undefined && alias !== variant.alias) return false;
  if (key === undefined) return true;
  const own = readOwn(target, variant.reference.property);
  return isSameKey(keyColumn.type, key, storedKey(relation, variant, own));
}
