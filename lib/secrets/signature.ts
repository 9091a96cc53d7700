import { createHmac, timingSafeEqual } from "node:crypto";
import { keysFor } from "./secrets";
import type { DerivedKey } from "./secrets";

/** What a signature is for: a text that is signed for one thing says nothing of another. */
export type SignedFor = readonly (string | number | null)[];

/** Data and its signature as one text, which goes into a URL as it is. Anybody can read it; nobody can make another. */
export function sign(data: unknown, what: SignedFor, user: string): string {
  const [key] = keysFor("signing", user);
  const payload = Buffer.from(JSON.stringify(data)).toString("base64url");
  return `${payload}.${signatureOf(payload, what, key).toString("base64url")}`;
}

/** The data of a signed text; undefined unless one of the keys signed it for just this. */
export function readSigned(
  text: unknown,
  what: SignedFor,
  user: string,
): unknown {
  const keys = keysFor("signing", user);
  const [, payload, signature] =
    typeof text === "string" ? (signedForm.exec(text) ?? []) : [];
  if (payload === undefined || signature === undefined) return undefined;
  const given = Buffer.from(signature, "base64url");
  const isSigned = keys.some((key) =>
    timingSafeEqual(given, signatureOf(payload, what, key)),
  );
  if (!isSigned) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}

/** A text that stands for data without showing it; the same for the same data and use. */
export function fingerprint(
  data: unknown,
  what: SignedFor,
  user: string,
): string {
  const [key] = keysFor("signing", user);
  return fingerprintWith(data, what, key);
}

/** Whether a fingerprint was made of this data, with any of the keys. */
export function isFingerprintOf(
  given: string,
  data: unknown,
  what: SignedFor,
  user: string,
): boolean {
  const bytes = Buffer.from(given);
  return keysFor("signing", user).some((key) => {
    const made = Buffer.from(fingerprintWith(data, what, key));
    return made.length === bytes.length && timingSafeEqual(made, bytes);
  });
}

/** The signature takes 32 bytes, and so 43 characters. */
const signedForm = /^([\w-]+)\.([\w-]{43})$/;

function signatureOf(
  payload: string,
  what: SignedFor,
  { main }: DerivedKey,
): Buffer {
  return hmac(main, JSON.stringify(["signature", what, payload]));
}

function fingerprintWith(
  data: unknown,
  what: SignedFor,
  { main }: DerivedKey,
): string {
  return hmac(main, JSON.stringify(["fingerprint", what, data]))
    .subarray(0, 16)
    .toString("base64url");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
