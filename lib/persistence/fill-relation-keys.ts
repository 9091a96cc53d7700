import type { BelongsToDefinition } from "../metadata/definition";
import { readOwn, writeOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { readRecordKey } from "./related-key";

/**
 * Takes over the keys of records that had none when they were assigned to a
 * belongs-to relation.
 * @throws RecordStateError when such a record is still not saved
 */
export function fillRelationKeys(
  record: object,
  { definition, relations }: RecordState,
): void {
  if (relations === undefined) return;
  for (const [property, target] of relations) {
    const relation = definition.relations[property];
    if (relation?.kind === "belongsTo" && isRecord(target))
      fillKey(record, relation, target);
  }
}

function fillKey(
  record: object,
  relation: BelongsToDefinition,
  target: object,
): void {
  // A key that is set decides; the record kept for the relation may be an older one.
  if (
    relation.columns.every(
      ({ property }) => readOwn(record, property) !== undefined,
    )
  )
    return;
  const key = readRecordKey(relation, target);
  for (const [index, { property }] of relation.columns.entries())
    writeOwn(record, property, key[index]);
}

function isRecord(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    findState(value) !== undefined
  );
}
