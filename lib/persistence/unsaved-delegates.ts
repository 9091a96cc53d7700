import { findLoaded } from "../record/loaded-relations";
import { findState, stateOf } from "../record/record-state";

/** The records of delegated types that a record was given and that have no row yet. */
export function unsavedDelegates(record: object): readonly object[] {
  const { definition, relations } = stateOf(record);
  // Most records have nothing loaded or assigned.
  if (relations === undefined) return [];
  return [...relations.keys()].flatMap((property) => {
    const relation = definition.relations[property];
    if (relation?.kind !== "polymorphic" || !relation.isDelegated) return [];
    const target = findLoaded(record, property);
    return isUnsaved(target) ? [target] : [];
  });
}

function isUnsaved(target: unknown): target is object {
  return (
    typeof target === "object" &&
    target !== null &&
    findState(target)?.status === "new"
  );
}
