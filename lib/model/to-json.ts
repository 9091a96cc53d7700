import { isDate, isMap, isSet, isUint8Array } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { findRelated } from "../query/related-value";
import { readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { toldOf } from "../record/told-values";
import { describeValue } from "../types/describe-value";
import { jsonMembers } from "./json-members";
import type { JsonMember, JsonMembers } from "./json-members";

type Json = Record<string, unknown>;

/** The records being written at the moment, outermost first; also those that a model's own toJSON asks for are seen here. */
const ancestors: object[] = [];

/**
 * A record as plain data for JSON: the columns that are set and the relations
 * that are loaded. A record met again inside itself is written as its key.
 */
export function toJson(record: object): Json {
  const state = stateOf(record);
  if (ancestors.includes(record)) return keyToJson(record, state.definition);
  ancestors.push(record);
  try {
    const members = jsonMembers(state.definition);
    return {
      ...columnsToJson(record, members),
      ...toldOf(record),
      ...othersToJson(record, members),
      ...relationsToJson(record, state, members),
    };
  } finally {
    ancestors.pop();
  }
}

function keyToJson(record: object, { primaryKey }: ModelDefinition): Json {
  return Object.fromEntries(
    primaryKey.map(({ property, at }) => [
      property,
      toPlain(readOwn(record, property), at),
    ]),
  );
}

function columnsToJson(record: object, { columns }: JsonMembers): Json {
  return toEntries(record, columns, ({ property }) =>
    readOwn(record, property),
  );
}

/** Members of the class that are no columns say nothing while they have nothing to say. */
function othersToJson(record: object, { others }: JsonMembers): Json {
  return toEntries(record, others, ({ property, kind }) => {
    const value: unknown = Reflect.get(record, property);
    return kind === "method" && typeof value === "function"
      ? (Reflect.apply(value, record, []) as unknown)
      : value;
  });
}

function relationsToJson(
  record: object,
  { definition, relations }: RecordState,
  members: JsonMembers,
): Json {
  if (relations === undefined) return {};
  const loaded = members.relations.filter(({ property }) =>
    relations.has(property),
  );
  return toEntries(record, loaded, ({ property }) => {
    const relation = definition.relations[property];
    return relation && findRelated(record, relation);
  });
}

/** What is undefined is not set, and left out; so is null where the member says so. */
function toEntries<Member extends JsonMember>(
  record: object,
  members: readonly Member[],
  read: (member: Member) => unknown,
): Json {
  const { name: model } = stateOf(record).definition;
  const entries: [string, unknown][] = [];
  for (const member of members) {
    const value = toPlain(read(member), `${model}.${member.property}`);
    if (value === undefined || (value === null && member.omitNull)) continue;
    entries.push([member.name, value]);
  }
  return Object.fromEntries(entries);
}

/**
 * What JSON has no word for becomes text; records are asked themselves, for
 * their class may say it otherwise. A number that JSON would write as null is
 * an error: nobody could tell it from a null.
 */
function toPlain(value: unknown, at: string): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) {
    const received = describeValue(value);
    throw new TypeMismatchError(at, "a number that JSON can hold", received);
  }
  if (typeof value !== "object" || value === null) return value;
  if (isDate(value))
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isUint8Array(value)) return toBase64(value);
  return toPlainObject(value, at);
}

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

/** A Set becomes a list, a Map an object; a class of the program says it in its toJSON. */
function toPlainObject(value: object, at: string): unknown {
  if (Array.isArray(value) || isSet(value))
    return Array.from(value as Iterable<unknown>, (item) => toPlain(item, at));
  if ("toJSON" in value && typeof value.toJSON === "function")
    return (value as { toJSON(): unknown }).toJSON();
  const entries = isMap(value)
    ? Array.from(value, ([key, entry]) => [String(key), entry] as const)
    : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, toPlain(entry, at)]),
  );
}
