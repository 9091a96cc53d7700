import { TypeMismatchError } from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { isKindOf } from "../metadata/family";
import { describeVariants, storedKey, variantOf } from "../metadata/variants";
import { readOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import { describeValue } from "../types/describe-value";
import type { OwnRelation } from "../metadata/own-relation";

/**
 * The values that a relation's key columns take for a record, a key or null.
 * @throws TypeMismatchError when the value is none of these
 * @throws RecordStateError when the record is not stored, or was read without its key
 */
export function readRelatedKey(
  relation: OwnRelation,
  value: unknown,
): readonly unknown[] {
  if (value === null) return relation.columns.map(() => null);
  if (typeof value === "object") return readRecordKey(relation, value);
  if (relation.columns.length === 1 && value !== undefined) return [value];
  throw new TypeMismatchError(
    relation.at,
    describeTargets(relation),
    describeValue(value),
  );
}

/** The key of a stored record, as this relation refers to it. */
export function readRecordKey(
  relation: OwnRelation,
  record: object,
): readonly unknown[] {
  checkStored(relation, record);
  return keyColumnsOf(relation, record, (column, target) => {
    const value = readOwn(record, column.property);
    if (value !== undefined) return value;
    throw new RecordStateError(
      `${relation.at} is set to a ${target.name} that was read without its ${column.property}.`,
      `Read it with its ${column.property}, too.`,
    );
  });
}

/**
 * What is known of the key of a record that has no row yet; undefined for a
 * value that is none. A polymorphic relation knows the type already.
 */
export function readUnsavedKey(
  relation: OwnRelation,
  value: unknown,
): readonly unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (findState(value)?.status !== "new") return undefined;
  if (findTarget(relation, value) === undefined) return undefined;
  return keyColumnsOf(relation, value, ({ property }) =>
    readOwn(value, property),
  );
}

/** What the columns of a relation hold for a record of one of its models. */
function keyColumnsOf(
  relation: OwnRelation,
  record: object,
  read: (column: ColumnDefinition, target: ModelDefinition) => unknown,
): readonly unknown[] {
  if (relation.kind === "belongsTo")
    return relation.references.map((column) => read(column, relation.target));
  const variant = variantOf(relation, findState(record)?.definition);
  if (variant === undefined) return [];
  const key = read(variant.reference, variant.target);
  return [variant.alias, storedKey(relation, variant, key)];
}

function checkStored(relation: OwnRelation, record: object): void {
  const { at } = relation;
  const state = findState(record);
  const target = findTarget(relation, record);
  if (state === undefined || target === undefined) {
    const received =
      state === undefined
        ? describeValue(record)
        : `a ${state.definition.name}`;
    throw new TypeMismatchError(at, describeTargets(relation), received);
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

/** The model of the relation that a record is of; undefined for a record of another, or none. */
function findTarget(
  relation: OwnRelation,
  record: object,
): ModelDefinition | undefined {
  const definition = findState(record)?.definition;
  if (relation.kind === "polymorphic")
    return variantOf(relation, definition)?.target;
  const { target } = relation;
  return isKindOf(definition, target) ? target : undefined;
}

function describeTargets(relation: OwnRelation): string {
  return relation.kind === "polymorphic"
    ? describeVariants(relation)
    : `a ${relation.target.name}`;
}
