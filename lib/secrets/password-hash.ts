import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { isSoundCost, passwordCost } from "./secrets";
import type { PasswordCost } from "./secrets";

/**
 * The most bytes of a password. scrypt takes any number of them, unlike bcrypt,
 * which ignores what comes after 72; but a text of megabytes is no password.
 */
export const MAX_PASSWORD_BYTES = 1024;

const saltLength = 16;
const hashLength = 32;

/** A digest says how it was made: `scrypt$32768$8$3$SALT$HASH`. */
const form = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

interface Digest {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Whether a password is longer than any may be; counted in bytes. */
export function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MAX_PASSWORD_BYTES;
}

/** The digest of a password, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const cost = passwordCost();
  const salt = randomBytes(saltLength);
  const hash = await derive(password, salt, cost);
  const numbers = [cost.N, cost.r, cost.p].join("$");
  return `scrypt$${numbers}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/** Whether a digest was made of this password. Takes as long when it was not. */
export async function verifyPassword(
  password: string,
  text: string,
): Promise<boolean> {
  const digest = readDigest(text);
  if (digest === undefined) await verifyNothing(password);
  if (digest === undefined || isTooLong(password)) return false;
  const hash = await derive(password, digest.salt, digest.cost);
  return (
    hash.length === digest.hash.length && timingSafeEqual(hash, digest.hash)
  );
}

/** Takes as long as looking at a digest would: where there is none, nobody is to learn it from the time. */
export async function verifyNothing(password: string): Promise<void> {
  if (isTooLong(password)) return;
  await derive(password, Buffer.alloc(saltLength), passwordCost());
}

/** Whether a digest was made at another cost than is asked for now, or is none of ours. */
export function isOutdated(text: string): boolean {
  const made = readDigest(text)?.cost;
  const { N, r, p } = passwordCost();
  return made?.N !== N || made.r !== r || made.p !== p;
}

/** The salt of a digest: another one as soon as the password was set anew, even to the same. */
export function saltOf(text: string): string | undefined {
  return form.exec(text)?.[4];
}

function readDigest(text: string): Digest | undefined {
  const [, N, r, p, salt, hash] = form.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (!isSoundCost(cost)) return undefined;
  return {
    cost,
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
}

function derive(
  password: string,
  salt: Buffer,
  { N, r, p }: PasswordCost,
): Promise<Buffer> {
  // Node refuses more memory than this; scrypt takes 128 · N · r, and a little beside it.
  const maxmem = 128 * N * r * 2;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashLength, { N, r, p, maxmem }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
