import { hkdfSync } from "node:crypto";
import { ConfigError } from "../errors/database-error";

/**
 * What hashing a password costs, as scrypt counts it.
 *
 * @example
 * ```ts
 * const forTests: PasswordCost = { N: 1024, r: 8, p: 1 };
 * configureSecrets({ passwordCost: forTests });
 * ```
 */
export interface PasswordCost {
  /** Memory and time: a power of two from 1024; 32768 unless told, which takes 32 MB with `r` 8. */
  readonly N: number;
  /** The size of a block; 8 unless told. */
  readonly r: number;
  /** How often it is done; 3 unless told. */
  readonly p: number;
}

/**
 * The secrets of a program: texts of 32 characters and more, known to nobody
 * else. Of several keys the first is used for what is written from now on, and
 * all of them for what was written before.
 *
 * @example
 * ```ts
 * const secrets: Secrets = {
 *   encryption: ["a text of at least 32 characters, made at random"],
 *   signing: ["another text of at least 32 characters, as random"],
 * };
 * ```
 */
export interface Secrets {
  /** Keys of encrypted columns; ARX_ENCRYPTION_KEYS, separated by commas, unless given. */
  readonly encryption?: readonly string[] | undefined;
  /** Keys of tokens and signed ids; ARX_SIGNING_KEYS, separated by commas, unless given. */
  readonly signing?: readonly string[] | undefined;
  /** What hashing a password costs. */
  readonly passwordCost?: PasswordCost | undefined;
}

/** What a secret is used for. */
type SecretUse = "encryption" | "signing";

/** What is made of one secret: no key serves two purposes, and none is the secret itself. */
export interface DerivedKey {
  /** Tells the key from others without telling what it is. */
  readonly id: string;
  /** What encrypts, or signs. */
  readonly main: Buffer;
  /** What makes the initialization vectors of deterministic encryption. */
  readonly vector: Buffer;
}

interface SecretState {
  configured: Secrets;
  keys: Partial<Record<SecretUse, readonly DerivedKey[]>>;
}

/** One state per program, even when the package is loaded twice. */
const state = findState();

const variables: Readonly<Record<SecretUse, string>> = {
  encryption: "ARX_ENCRYPTION_KEYS",
  signing: "ARX_SIGNING_KEYS",
};

const defaultCost: PasswordCost = Object.freeze({ N: 32_768, r: 8, p: 3 });

const makeKey = `node -p "require('node:crypto').randomBytes(32).toString('base64url')"`;

/**
 * Says the secrets of the program, in place of those said before. They are the
 * program's and not a connection's, because a record can be read from one
 * connection and written to another.
 *
 * @example
 * ```ts
 * configureSecrets({
 *   encryption: ["the key of today, at least 32 characters", "the key of last year, which still reads"],
 *   signing: ["a key for tokens, 32 characters or more"],
 * });
 * configureSecrets({ encryption: ["short"] });
 * // throws ConfigError: encryption[0] is too short for a secret.
 * ```
 *
 * @throws ConfigError when a secret is missing or too short; it is not shown
 */
export function configureSecrets(secrets: Secrets): void {
  const known = ["encryption", "signing", "passwordCost"];
  const other = Object.keys(secrets).find((key) => !known.includes(key));
  if (other !== undefined)
    throw new ConfigError(`There is no secret "${other}".`, {
      hint: `The keys are ${known.join(", ")}.`,
    });
  const { encryption, signing, passwordCost } = secrets;
  if (encryption !== undefined) checkSecrets(encryption, "encryption");
  if (signing !== undefined) checkSecrets(signing, "signing");
  if (passwordCost !== undefined) checkCost(passwordCost);
  state.configured = Object.freeze({ encryption, signing, passwordCost });
  state.keys = {};
}

/**
 * The keys for a use, the one to write with first.
 * @param user who asks, for the message: `User.ssn`
 * @throws ConfigError when there is none
 */
export function keysFor(
  use: SecretUse,
  user: string,
): readonly [DerivedKey, ...DerivedKey[]] {
  const keys = (state.keys[use] ??= readKeys(use));
  const [first, ...rest] = keys;
  if (first !== undefined) return [first, ...rest];
  throw new ConfigError(`${user} needs a key for ${use}, and there is none.`, {
    hint: `Call configureSecrets({ ${use}: ["…"] }) or set ${variables[use]}. This makes a key: ${makeKey}`,
  });
}

/** What hashing a password is to cost. */
export function passwordCost(): PasswordCost {
  return state.configured.passwordCost ?? defaultCost;
}

function readKeys(use: SecretUse): readonly DerivedKey[] {
  const secrets = state.configured[use] ?? fromEnvironment(use);
  return secrets.map((secret) => derive(use, secret));
}

function fromEnvironment(use: SecretUse): readonly string[] {
  const secrets = (process.env[variables[use]] ?? "")
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret !== "");
  if (secrets.length > 0) checkSecrets(secrets, variables[use]);
  return secrets;
}

function derive(use: SecretUse, secret: string): DerivedKey {
  const make = (purpose: string, length: number): Buffer =>
    Buffer.from(
      hkdfSync("sha256", secret, "", `arx ${use} ${purpose}`, length),
    );
  return Object.freeze({
    id: make("id", 6).toString("base64url"),
    main: make("key", 32),
    vector: make("vector", 32),
  });
}

function checkSecrets(secrets: unknown, name: string): void {
  const hint = `This makes a key: ${makeKey}`;
  if (!Array.isArray(secrets) || secrets.length === 0)
    throw new ConfigError(`${name} takes a list of secrets.`, { hint });
  for (const [index, secret] of (secrets as unknown[]).entries()) {
    const at = `${name}[${String(index)}]`;
    if (typeof secret !== "string")
      throw new ConfigError(`${at} is no text.`, { hint });
    if (secret.length < 32)
      throw new ConfigError(`${at} is too short for a secret.`, { hint });
  }
}

/** The most bytes that hashing one password may take. */
const MAX_COST_BYTES = 2 ** 31;

/** Whether a password can be hashed at a cost. */
export function isSoundCost({ N, r, p }: PasswordCost): boolean {
  return (
    [N, r, p].every((each) => Number.isSafeInteger(each) && each > 0) &&
    N >= 1024 &&
    Number.isInteger(Math.log2(N)) &&
    128 * r * Math.max(N, p) <= MAX_COST_BYTES
  );
}

function checkCost(cost: PasswordCost): void {
  if (isSoundCost(cost)) return;
  throw new ConfigError(
    "passwordCost takes N, a power of two from 1024, and whole numbers r and p from 1, of which 128 · N · r bytes are at most 2 GB.",
    { hint: "Leave it out for { N: 32768, r: 8, p: 3 }." },
  );
}

function findState(): SecretState {
  const holder = globalThis as unknown as Record<
    symbol,
    SecretState | undefined
  >;
  return (holder[Symbol.for("arx.secrets")] ??= { configured: {}, keys: {} });
}
