import { TypeMismatchError } from "../../errors/query-error";
import { RecordStateError } from "../../errors/record-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { isKindOf } from "../../metadata/family";
import { findAllByKey, encodeKey } from "../../query/find";
import { joinKey } from "../../query/key-set";
import { readOwn } from "../../record/own-value";
import { findState, isRecord, stateOf } from "../../record/record-state";
import { describeValue } from "../../types/describe-value";

/** A record that was given to a set, or the key of one. */
export type Member =
  | {
      readonly kind: "record";
      readonly record: object;
      readonly isNew: boolean;
    }
  | {
      readonly kind: "key";
      readonly value: unknown;
      readonly texts: readonly string[];
    };

/**
 * Reads records and keys, each once.
 * @param at the call, for messages: `User.roles.add`
 * @throws TypeMismatchError for what is neither a record of the model nor a key
 */
export function readMembers(
  target: ModelDefinition,
  input: unknown,
  at: string,
): readonly Member[] {
  const items: readonly unknown[] = Array.isArray(input) ? input : [input];
  const members = new Map<unknown, Member>();
  // Not by `map`, which leaves out holes.
  for (const item of items) {
    const member = readMember(target, item, at);
    const isKept = member.kind === "record" && member.isNew;
    const id = isKept ? member.record : idOf(target, member, at);
    // A record tells more than its key.
    if (member.kind === "record" || !members.has(id)) members.set(id, member);
  }
  return [...members.values()];
}

/**
 * The same for what is to be in a set from now on.
 * @throws RecordStateError for a record that is deleted softly, which no set shows
 */
export function readAdded(
  target: ModelDefinition,
  input: unknown,
  at: string,
): readonly Member[] {
  const members = readMembers(target, input, at);
  for (const member of members)
    if (member.kind === "record" && !member.isNew)
      refuseDeleted(member.record, at);
  return members;
}

function refuseDeleted(record: object, at: string): void {
  const { name, softDelete } = stateOf(record).definition;
  const deletedAt = softDelete && readOwn(record, softDelete.property);
  if (deletedAt === undefined || deletedAt === null) return;
  throw new RecordStateError(
    `${at} is given a ${name} that is deleted.`,
    `Call restore() on the ${name} first.`,
  );
}

function readMember(
  target: ModelDefinition,
  item: unknown,
  at: string,
): Member {
  if (isRecord(item)) return readRecord(target, item, at);
  const isKey = target.primaryKey.length > 1 || typeof item !== "object";
  if (item === undefined || item === null || !isKey)
    throw unfit(target, at, describeValue(item));
  return { kind: "key", value: item, texts: encodeKey(target, item, at) };
}

function readRecord(
  target: ModelDefinition,
  record: object,
  at: string,
): Member {
  const state = findState(record);
  const name = state?.definition.name ?? "";
  if (!isKindOf(state?.definition, target))
    throw unfit(target, at, `a ${name}`);
  if (state?.status === "destroyed")
    throw new RecordStateError(`${at} is given a ${name} that was destroyed.`);
  return { kind: "record", record, isNew: state?.status === "new" };
}

function unfit(
  { name }: ModelDefinition,
  at: string,
  received: string,
): TypeMismatchError {
  return new TypeMismatchError(
    at,
    `records of ${name} or their keys`,
    received,
  );
}

/** Those that were given as records. */
export function recordsOf(members: readonly Member[]): readonly object[] {
  return members.flatMap((member) =>
    member.kind === "record" ? [member.record] : [],
  );
}

/** The primary key as texts. */
export function keyOf(
  { primaryKey }: ModelDefinition,
  member: Member,
  at: string,
): readonly string[] {
  return member.kind === "key"
    ? member.texts
    : readTexts(member.record, primaryKey, at);
}

/** The same as one text, by which records are known again. */
export function idOf(
  target: ModelDefinition,
  member: Member,
  at: string,
): string {
  return joinKey(keyOf(target, member, at), target.primaryKey) ?? "";
}

/**
 * What a record holds of columns, as texts.
 * @throws RecordStateError when one of them is not there
 */
export function readTexts(
  record: object,
  columns: readonly ColumnDefinition[],
  at: string,
): readonly string[] {
  return columns.map(({ property, type, at: place }) => {
    const value = readOwn(record, property);
    if (value !== undefined && value !== null) return type.encode(value, place);
    const name = findState(record)?.definition.name ?? "";
    throw findState(record)?.status === "new"
      ? new RecordStateError(
          `${at} is given a ${name} that is not saved yet.`,
          `Call save() on the ${name} first.`,
        )
      : new RecordStateError(
          `${at} needs ${place}, without which the ${name} was read.`,
          `Read it with its ${property}, too.`,
        );
  });
}

/** The records of members; those of keys are read, all in one statement. */
export async function findRecords(
  target: ModelDefinition,
  members: readonly Member[],
): Promise<readonly object[]> {
  const keys = members.flatMap((member) =>
    member.kind === "key" ? [member.value] : [],
  );
  const found = keys.length === 0 ? [] : await findAllByKey(target, keys);
  return members.map((member) =>
    member.kind === "record" ? member.record : (found.shift() as object),
  );
}
