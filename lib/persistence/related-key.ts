import { TypeMismatchError } from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { BelongsToDefinition } from "../metadata/definition";
import { readOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import { describeValue } from "../types/describe-value";

/**
 * The values that a relation's key columns take for a record, a key or null.
 * @throws TypeMismatchError when the value is none of these
 * @throws RecordStateError when the record is not stored, or was read without its key
 */
export function readRelatedKey(
  relation: BelongsToDefinition,
  value: unknown,
): readonly unknown[] {
  if (value === null) return relation.columns.map(() => null);
  if (typeof value === "object") return readRecordKey(relation, value);
  if (relation.columns.length === 1 && value !== undefined) return [value];
  throw new TypeMismatchError(
    relation.at,
    `a ${relation.target.name}`,
    describeValue(value),
  );
}

/** The key of a stored record, as this relation refers to it. */
export function readRecordKey(
  relation: BelongsToDefinition,
  record: object,
): readonly unknown[] {
  checkTarget(relation, record);
  return relation.references.map(({ property }) => {
    const value = readOwn(record, property);
    if (value !== undefined) return value;
    throw new RecordStateError(
      `${relation.at} is set to a ${relation.target.name} that was read without its ${property}.`,
      `Read it with its ${property}, too.`,
    );
  });
}

function checkTarget(
  { at, target }: BelongsToDefinition,
  record: object,
): void {
  const state = findState(record);
  if (state?.definition !== target) {
    const received =
      state === undefined
        ? describeValue(record)
        : `a ${state.definition.name}`;
    throw new TypeMismatchError(at, `a ${target.name}`, received);
  }
  if (state.status === "persisted") return;
  const problem = state.status === "new" ? "is not saved yet" : "was destroyed";
  throw new RecordStateError(
    `${at} is set to a ${target.name} that ${problem}.`,
    state.status === "new"
      ? `Call save() on the ${target.name} first.`
      : "Set it to another, or to null.",
  );
}
