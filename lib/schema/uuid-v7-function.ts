import { prefixed } from "../metadata/naming";
import { settings } from "../metadata/settings";
import { writeSimply } from "../util/quote";
import type { FunctionDefinition } from "./schema";

/** The version of PostgreSQL that makes UUIDs of version 7 itself. */
const nativeSince = 18;

/**
 * A UUID of version 7 (RFC 9562) on servers before 18: 48 bits of time in
 * milliseconds, the version, 12 bits of the time within the millisecond, so
 * that those of one session sort as they were made, and what
 * `gen_random_uuid()` has left. By `clock_timestamp()`, since `now()` is the
 * same for a whole transaction; `floor`, because a cast would round the time
 * up into the future.
 */
export const uuidV7Function: FunctionDefinition = Object.freeze({
  schema: "public",
  name: "arx_uuid_v7",
  arguments: "",
  returns: "uuid",
  language: "sql",
  volatility: "volatile",
  // 28672 is the version, 0x7000.
  body: [
    "select encode(overlay(overlay(uuid_send(gen_random_uuid())",
    "placing substring(int8send(floor(ms)::bigint) from 3) from 1 for 6)",
    "placing substring(int4send(28672 + floor((ms - floor(ms)) * 4096)::integer) from 3) from 7 for 2), 'hex')::uuid",
    "from (select extract(epoch from clock_timestamp()) * 1000 as ms) as clock",
  ].join(" "),
  comment: "arx: UUID of version 7, for servers before PostgreSQL 18",
});

/** The function in the schema and with the prefix that a program sets for what it makes. */
export function namedUuidV7Function(): FunctionDefinition {
  const name = prefixed(uuidV7Function.name);
  return { ...uuidV7Function, schema: settings().schema, name };
}

/** The default of a column whose UUIDs the server makes. */
export function serverUuidDefault(
  version: 4 | 7,
  minServerVersion: number,
): string {
  if (version === 4) return "gen_random_uuid()";
  return minServerVersion >= nativeSince
    ? "uuidv7()"
    : callOf(namedUuidV7Function());
}

function callOf({ schema, name }: FunctionDefinition): string {
  return `${writeSimply(schema)}.${writeSimply(name)}()`;
}

/** Whether such a default calls the function of arx, which must be there then. */
export function needsUuidV7Function(
  version: 4 | 7,
  minServerVersion: number,
): boolean {
  return version === 7 && minServerVersion < nativeSince;
}
