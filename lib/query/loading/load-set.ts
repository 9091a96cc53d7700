import type { TargetedDefinition } from "../../metadata/definition";
import { stateOf } from "../../record/record-state";
import { hasRelation, loadRelated } from "./lazy-load";
import { loadRelationsOfEach } from "./load-relations";
import type { LoadVerb } from "./load-relations";
import { signatureOfAll } from "./owned-query";
import { parsePreloads } from "../query-options";
import { findRelated } from "../related/related-value";
import { keyOfOwner, loadShared } from "./shared-loads";

/**
 * The records of a relation to many, with relations of theirs: for the siblings
 * of the record as well, so that a loop over these costs no more statements.
 */
export async function loadSet(
  record: object,
  relation: TargetedDefinition,
  relations: unknown,
  verb: LoadVerb,
): Promise<object[]> {
  const { target } = relation;
  const at = `${target.name}.${verb}`;
  const below = signatureOfAll(parsePreloads(target, relations, at));
  await loadRelated(record, relation);
  const loadForEach = async (
    owners: readonly object[],
  ): Promise<(readonly object[])[]> => {
    const held = owners.map((owner) => heldBy(owner, relation));
    const all = [...new Set(held.flat())];
    await loadRelationsOfEach(target, all, relations, verb);
    return held;
  };
  if (verb === "loadMissing") {
    await loadForEach(stateOf(record).siblings?.records ?? [record]);
    return [...heldBy(record, relation)];
  }
  return loadShared({
    record,
    relation,
    key: keyOfOwner(record, relation),
    shape: `${verb} ${below.shape}`,
    values: below.values,
    loadAlone: async () => (await loadForEach([record])).flat(),
    loadForEach,
  });
}

function heldBy(
  owner: object,
  relation: TargetedDefinition,
): readonly object[] {
  const held = hasRelation(owner, relation)
    ? (findRelated(owner, relation) as readonly object[] | undefined)
    : undefined;
  return held ?? [];
}
