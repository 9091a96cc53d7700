import { isDate, isMap, isSet, isUint8Array } from "node:util/types";
import { TypeMismatchError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { findRelated } from "../query/related/related-value";
import { readOwn } from "../record/own-value";
import { findState, stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import { sidesOf, toldOf } from "../record/told-values";
import { describeValue } from "../types/describe-value";
import { jsonMembers } from "./json-members";
import type { JsonMember, JsonMembers } from "./json-members";

type Json = Record<string, unknown>;

/** The records and objects being written at the moment, outermost first; also those that a model's own toJSON asks for are seen here. */
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
      ...toldToJson(record),
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
  return toEntries(columns, ({ property }) => readOwn(record, property));
}

function toldToJson(record: object): Json {
  const at = `${stateOf(record).definition.name}.toJSON`;
  const entries = Object.entries(toldOf(record));
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      withoutSides(value, toPlain(value, `${at}.${name}`)),
    ]),
  );
}

/** The record that links another to its owner leaves both out: they are where it is written. */
function withoutSides(value: unknown, written: unknown): unknown {
  const sides =
    typeof value === "object" && value !== null ? sidesOf(value) : undefined;
  if (sides === undefined) return written;
  const left = [sides.near.property, sides.far.property];
  const entries = Object.entries(written as object);
  return Object.fromEntries(entries.filter(([name]) => !left.includes(name)));
}

/** Members of the class that are no columns say nothing while they have nothing to say. */
function othersToJson(record: object, { others }: JsonMembers): Json {
  return toEntries(others, ({ property, kind }) => {
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
  return toEntries(loaded, ({ property }) => {
    const relation = definition.relations[property];
    return relation && findRelated(record, relation);
  });
}

/** What is undefined is not set, and left out; so is null where the member says so. */
function toEntries<Member extends JsonMember>(
  members: readonly Member[],
  read: (member: Member) => unknown,
): Json {
  const entries: [string, unknown][] = [];
  for (const member of members) {
    const value = toPlain(read(member), member.at);
    if (value === undefined || (value === null && member.omitNull)) continue;
    entries.push([member.name, value]);
  }
  return Object.fromEntries(entries);
}

/**
 * What JSON has no word for becomes text; records are asked themselves, for
 * their class may say it otherwise. What JSON would write as null is an error:
 * nobody could tell it from a null.
 */
function toPlain(value: unknown, at: string): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && !Number.isFinite(value))
    throw mismatch(at, "a number", value);
  if (typeof value !== "object" || value === null) return value;
  if (isDate(value)) {
    if (Number.isNaN(value.getTime())) throw mismatch(at, "a Date", value);
    return value.toISOString();
  }
  if (isUint8Array(value)) return toBase64(value);
  if (findState(value) !== undefined) return askForJson(value);
  return toPlainObject(value, at);
}

function mismatch(at: string, what: string, value: unknown): TypeMismatchError {
  const expected = `${what} that JSON can hold`;
  return new TypeMismatchError(at, expected, describeValue(value));
}

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function toPlainObject(value: object, at: string): unknown {
  if (ancestors.includes(value)) {
    const received = "an object that contains itself";
    throw new TypeMismatchError(at, "a value that JSON can hold", received);
  }
  ancestors.push(value);
  try {
    return copyPlain(value, at);
  } finally {
    ancestors.pop();
  }
}

/** A Set becomes a list, a Map an object; a class of the program says it in its toJSON. */
function copyPlain(value: object, at: string): unknown {
  if (Array.isArray(value) || isSet(value))
    return Array.from(value as Iterable<unknown>, (item) => toPlain(item, at));
  if (hasMethod(value, "toJSON")) return toPlain(askForJson(value), at);
  // A promise, or SQL that was not saved yet.
  if (hasMethod(value, "then")) throw mismatch(at, "a value", value);
  const entries = isMap(value)
    ? Array.from(value, ([key, entry]) => [String(key), entry] as const)
    : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, toPlain(entry, at)]),
  );
}

function askForJson(value: object): unknown {
  return (value as { toJSON(): unknown }).toJSON();
}

function hasMethod(value: object, name: string): boolean {
  return typeof Reflect.get(value, name) === "function";
}
