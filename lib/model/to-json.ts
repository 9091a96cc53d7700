import { isDate, isUint8Array } from "node:util/types";
import type { ModelDefinition } from "../metadata/definition";
import { findRelated } from "../query/related-value";
import { readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";

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
    return {
      ...columnsToJson(record, state.definition),
      ...relationsToJson(record, state),
    };
  } finally {
    ancestors.pop();
  }
}

function keyToJson(record: object, { primaryKey }: ModelDefinition): Json {
  return Object.fromEntries(
    primaryKey.map(({ property }) => [
      property,
      toPlain(readOwn(record, property)),
    ]),
  );
}

function columnsToJson(record: object, { columnList }: ModelDefinition): Json {
  const entries = columnList.map(
    ({ property }) => [property, toPlain(readOwn(record, property))] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function relationsToJson(
  record: object,
  { definition, relations }: RecordState,
): Json {
  if (relations === undefined) return {};
  const loaded = Object.values(definition.relations).filter(({ property }) =>
    relations.has(property),
  );
  const entries = loaded.map(
    (relation) =>
      [relation.property, toPlain(findRelated(record, relation))] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What JSON has no word for becomes text; records are asked themselves, for their class may say it otherwise. */
function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (isDate(value))
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isUint8Array(value))
    return Buffer.from(
      value.buffer,
      value.byteOffset,
      value.byteLength,
    ).toString("base64");
  if (Array.isArray(value)) return value.map(toPlain);
  if ("toJSON" in value && typeof value.toJSON === "function")
    return (value as { toJSON(): unknown }).toJSON();
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, toPlain(entry)]),
  );
}
