import { both } from "../../ast/build-expression";
import type { TargetedDefinition } from "../../metadata/definition";
import { hasRows } from "../../query/execute";
import { keyColumns, keyEquals } from "../../query/find";
import { ownedQuery } from "../../query/loading/owned-query";
import { findLoaded } from "../../record/loaded-relations";
import { isRecord } from "../../record/record-state";
import { idOf, keyOf, readMembers } from "./members";
import type { Member } from "./members";

/**
 * Whether a set has a record, or that of a key: what is loaded answers for
 * itself, else the database is asked for this one.
 * @throws TypeMismatchError for what is neither a record of the model nor a key
 */
export async function hasMember(
  owner: object,
  relation: TargetedDefinition,
  asked: unknown,
): Promise<boolean> {
  const { target } = relation;
  const at = `${relation.at}.has`;
  const [member] = readMembers(target, [asked], at) as [Member];
  // What is not saved is in no row.
  if (member.kind === "record" && member.isNew) return false;
  const shown = findShown(owner, relation);
  if (shown === undefined) {
    const query = ownedQuery(owner, relation);
    const isIt = keyEquals(keyColumns(target), keyOf(target, member, at));
    return hasRows({ ...query, where: both(query.where, isIt) });
  }
  const id = idOf(target, member, at);
  return readMembers(target, shown, at).some(
    (each) => idOf(target, each, at) === id,
  );
}

/** The loaded records; plain rows need not tell their keys. */
function findShown(
  owner: object,
  { property }: TargetedDefinition,
): readonly object[] | undefined {
  const loaded = findLoaded(owner, property) as readonly object[] | undefined;
  return loaded?.every(isRecord) === true ? loaded : undefined;
}
