import {
  MissingAttributeError,
  TypeMismatchError,
} from "../errors/query-error";
import type {
  ColumnDefinition,
  StoredDefinition,
} from "../metadata/definition";
import { readOwn, writeColumn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { isEmbeddable } from "../ast/embeddable";
import { describeValue } from "../types/describe-value";

/** A document of a json column: an object, whose keys are texts. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What a document holds under the key of a field; undefined where there is no document. */
export function readStored(record: object, member: StoredDefinition): unknown {
  const value = readOwn(record, member.column.property);
  if (value === undefined || value === null) return undefined;
  const document = toObject(value, member.column);
  return Object.hasOwn(document, member.key) ? document[member.key] : undefined;
}

/**
 * Gives the record a document in which the key of a field has this value. The
 * one it held is left alone: others may hold it too.
 * @throws MissingAttributeError when the document of a stored record was not read, since writing it would lose its other keys
 */
export function writeStored(
  record: object,
  { column, key }: StoredDefinition,
  value: unknown,
): void {
  const document = readDocument(record, column);
  writeColumn(record, column, withKey(document, key, value));
}

/** A document with one key changed; undefined takes it away. */
export function withKey(
  document: JsonObject,
  key: string,
  value: unknown,
): JsonObject {
  const others = Object.entries(document).filter(([name]) => name !== key);
  // fromEntries defines each key, also __proto__, as a property of the object itself.
  return Object.fromEntries(
    value === undefined ? others : [...others, [key, value]],
  );
}

/** The document of a json column as an object; null is an empty one. */
export function toObject(value: unknown, { at }: ColumnDefinition): JsonObject {
  if (value === null || value === undefined) return {};
  const isSql = isEmbeddable(value);
  if (typeof value === "object" && !Array.isArray(value) && !isSql)
    return value as JsonObject;
  throw new TypeMismatchError(
    at,
    "an object, since fields are stored in it",
    isSql ? "SQL" : describeValue(value),
  );
}

/** The document that a new row gets when none is given. */
export function defaultDocument(column: ColumnDefinition): JsonObject {
  const { default: declared, type, at } = column;
  if (declared?.kind === "function") return toObject(declared.make(), column);
  if (declared?.kind !== "value") return {};
  // By its text, so that nobody is given the object of the declaration.
  return toObject(type.decode(type.encode(declared.value, at), at), column);
}

function readDocument(record: object, column: ColumnDefinition): JsonObject {
  const value = readOwn(record, column.property);
  if (value !== undefined) return toObject(value, column);
  if (stateOf(record).status === "new") return defaultDocument(column);
  throw new MissingAttributeError(column.at);
}
