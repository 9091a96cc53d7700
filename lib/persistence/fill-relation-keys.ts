import type { FormerValues } from "../record/captured-state";
import { readOwn, writeOwn } from "../record/own-value";
import { isRecord } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { isOwnRelation } from "../metadata/own-relation";
import type { OwnRelation } from "../metadata/own-relation";
import type { ColumnValue } from "./column-value";
import { readRecordKey } from "./related-key";

/**
 * Takes over the keys of records that had none when they were assigned to a
 * belongs-to relation; nothing is set when one of them cannot be had.
 * @returns what the columns held that were set
 * @throws RecordStateError when such a record is still not saved
 */
export function fillRelationKeys(
  record: object,
  { definition, relations }: RecordState,
): FormerValues {
  const values = [...(relations ?? [])].flatMap(([property, target]) => {
    const relation = definition.relations[property];
    return isOwnRelation(relation) && isRecord(target)
      ? findKey(record, relation, target)
      : [];
  });
  const former = new Map(
    values.map(({ column }) => [column, readOwn(record, column.property)]),
  );
  for (const { column, value } of values)
    writeOwn(record, column.property, value);
  return former;
}

function findKey(
  record: object,
  relation: OwnRelation,
  target: object,
): ColumnValue[] {
  // A key that is set decides; the record kept for the relation may be an older one.
  if (
    relation.columns.every(
      ({ property }) => readOwn(record, property) !== undefined,
    )
  )
    return [];
  const key = readRecordKey(relation, target);
  return relation.columns.map((column, index) => ({
    column,
    value: key[index],
  }));
}
