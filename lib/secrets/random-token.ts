import { randomBytes } from "node:crypto";

/** The letters and digits that nobody takes for one another. */
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The fewest characters of a token: 24 of them hold 140 bits. */
export const MIN_TOKEN_LENGTH = 24;

/** A random text in base58, every character as likely as any other. */
function randomToken(length: number): string {
  let token = "";
  while (token.length < length) {
    for (const byte of randomBytes(length)) {
      // 64 values, of which 58 are used: the rest would make some characters likelier.
      token += alphabet[byte & 63] ?? "";
    }
  }
  return token.slice(0, length);
}

const makers = new WeakSet<() => unknown>();

/** A function that makes tokens of a length. */
export function tokenMaker(length: number): () => string {
  const make = (): string => randomToken(length);
  makers.add(make);
  return make;
}

/** Whether a function makes tokens, and not other values. */
export function isTokenMaker(make: () => unknown): boolean {
  return makers.has(make);
}
