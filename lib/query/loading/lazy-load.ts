import type { RelationDefinition } from "../../metadata/definition";
import { stateOf } from "../../record/record-state";
import { batchOfRecords } from "./batch";
import { strictPreloads } from "./inherited-preloads";
import { preload } from "./preload";
import { everythingOf } from "../query-options";
import { findRelated } from "../related/related-value";
import { inheritedStrictness, requireLazyLoad } from "./strict-loading";

/** Loads under way, by group of siblings (or lone record) and relation. */
const underWay = new WeakMap<object, Map<RelationDefinition, Promise<void>>>();

/**
 * What a relation of a record leads to. Unless it is loaded, one statement
 * loads it for every record of the same result that does not have it yet;
 * those that ask meanwhile wait for the same statement.
 * @throws StrictLoadingError where strict loading is asked for
 */
export function loadLazily(
  record: object,
  relation: RelationDefinition,
): Promise<unknown> {
  return loadRelated(record, relation, requireLazyLoad);
}

/**
 * The same for what arx itself has to know, whatever strict loading says.
 * @param allow asked before a statement is sent
 */
export async function loadRelated(
  record: object,
  relation: RelationDefinition,
  allow?: (record: object, relation: RelationDefinition) => void,
): Promise<unknown> {
  const group = stateOf(record).siblings ?? record;
  // Again when the key was changed meanwhile, or when a load under way had begun without this record.
  for (;;) {
    const value = findRelated(record, relation);
    if (value !== undefined) return value;
    const load = findUnderWay(group, relation);
    if (load === undefined) allow?.(record, relation);
    await (load ?? startLoad(group, record, relation));
  }
}

function findUnderWay(
  group: object,
  relation: RelationDefinition,
): Promise<void> | undefined {
  return underWay.get(group)?.get(relation);
}

function startLoad(
  group: object,
  record: object,
  relation: RelationDefinition,
): Promise<void> {
  const siblings = stateOf(record).siblings?.records ?? [];
  const waiting = siblings.filter(
    (sibling) =>
      hasRelation(sibling, relation) &&
      findRelated(sibling, relation) === undefined,
  );
  const batch = batchOfRecords(
    waiting.includes(record) ? waiting : [...waiting, record],
  );
  const preloads = strictPreloads(
    [everythingOf(relation)],
    inheritedStrictness(stateOf(record)),
  );
  const load = preload(batch, preloads).finally(() => {
    underWay.get(group)?.delete(relation);
  });
  const loads =
    underWay.get(group) ?? new Map<RelationDefinition, Promise<void>>();
  underWay.set(group, loads.set(relation, load));
  return load;
}

/** Records of one result may be of several classes, of which only some have the relation. */
export function hasRelation(
  record: object,
  relation: RelationDefinition,
): boolean {
  return stateOf(record).definition.relations[relation.property] === relation;
}
