import type { HasDefinition } from "../../metadata/definition";
import { findRelated } from "../../query/related/related-value";
import { isRecord } from "../../record/record-state";
import { idOfRecord, showRemoved } from "./shown-members";

/**
 * A record that moves to another owner is to be shown by the one before no more,
 * where that is known: what is returned sees to it, when the record has moved.
 */
export function leaveFormerOwner(
  record: object,
  relation: HasDefinition,
  owner: object,
): (() => void) | undefined {
  const former = findRelated(record, relation.inverse);
  if (!isRecord(former) || former === owner) return undefined;
  return () => {
    const id = idOfRecord(relation.target, record);
    showRemoved(former, relation, (shown) => shown === id);
  };
}
