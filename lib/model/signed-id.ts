import { checkKeys } from "../database/check-keys";
import { InvalidTokenError } from "../errors/secret-error";
import type { ModelDefinition } from "../metadata/definition";
import { stateOf } from "../record/record-state";
import { readSigned, sign } from "../secrets/signature";
import type { SignedFor } from "../secrets/signature";
import type { Duration } from "../util/duration";
import { findOrNull } from "./find-record";
import { keyOfTexts, keyTexts, signedName, spanOf } from "./signed-key";

/**
 * How a signed id is made.
 *
 * @example
 * ```ts
 * const options: SignedIdOptions = { purpose: "unsubscribe", expiresIn: "30 days" };
 * ```
 */
export interface SignedIdOptions {
  /** What it is for; it is found for the same purpose only. */
  readonly purpose?: string | undefined;
  /** How long it is valid; for ever unless given. */
  readonly expiresIn?: Duration | undefined;
}

/** The key of the record, and until when it is valid. */
type Payload = readonly [key: readonly string[], expiresAt: number | null];

/** The key of a record as a text that nobody else can make, for a URL. */
export function signedId(record: object, options: SignedIdOptions): string {
  const { definition } = stateOf(record);
  const at = `${definition.name}.signedId`;
  checkKeys(options, ["purpose", "expiresIn"], `${at}.`);
  const span = spanOf(options.expiresIn, at);
  const expiresAt = span === null ? null : Date.now() + span;
  const payload: Payload = [keyTexts(record), expiresAt];
  return sign(payload, signedFor(definition, options.purpose), at);
}

/** The record of a signed id, or null when the text is none, is too old, or the record is gone. */
export async function findSigned(
  definition: ModelDefinition,
  text: unknown,
  purpose: string | undefined,
): Promise<object | null> {
  const found = await look(definition, text, purpose);
  return typeof found === "string" ? null : found;
}

/**
 * The record of a signed id.
 * @throws InvalidTokenError when there is none
 */
export async function findSignedOrFail(
  definition: ModelDefinition,
  text: unknown,
  purpose: string | undefined,
): Promise<object> {
  const found = await look(definition, text, purpose);
  if (typeof found !== "string") return found;
  throw new InvalidTokenError(`signed id of ${definition.name}`, found);
}

async function look(
  definition: ModelDefinition,
  text: unknown,
  purpose: string | undefined,
): Promise<object | "invalid" | "expired" | "missing"> {
  const payload = readSigned(
    text,
    signedFor(definition, purpose),
    `${definition.name}.findSigned`,
  ) as Payload | undefined;
  if (payload === undefined) return "invalid";
  const [key, expiresAt] = payload;
  if (expiresAt !== null && Date.now() >= expiresAt) return "expired";
  const record = await findOrNull(
    definition,
    keyOfTexts(definition, key),
    undefined,
  );
  return record ?? "missing";
}

function signedFor(
  definition: ModelDefinition,
  purpose: string | undefined,
): SignedFor {
  return ["id", signedName(definition), purpose ?? null];
}
