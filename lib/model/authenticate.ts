import {
  InvalidArgumentError,
  MissingAttributeError,
  TypeMismatchError,
} from "../errors/query-error";
import type {
  ModelDefinition,
  PasswordDefinition,
} from "../metadata/definition";
import { isPlainObject } from "../query/conditions/values";
import { queryOf } from "./query/model-query";
import { readOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import {
  isOutdated,
  saltOf,
  verifyNothing,
  verifyPassword,
} from "../secrets/password-hash";
import { describeValue } from "../types/describe-value";

/**
 * Whether a text is the password of a record.
 * @throws TypeMismatchError when it is no text
 * @param property which password, where it is not `password` or the only one
 * @throws InvalidArgumentError when the model has no such password
 */
export async function isPasswordOf(
  record: object,
  text: string,
  property?: string,
): Promise<boolean> {
  const digest = digestOf(record, property);
  if (typeof (text as unknown) !== "string") {
    const at = `${stateOf(record).definition.name}.authenticate`;
    throw new TypeMismatchError(at, "a text", describeValue(text));
  }
  return digest === undefined ? false : verifyPassword(text, digest);
}

/**
 * The record that conditions find, when a text is its password. It takes as
 * long when there is no such record, so that the time does not tell.
 */
export async function authenticateBy(
  definition: ModelDefinition,
  credentials: Readonly<Record<string, unknown>>,
): Promise<object | null> {
  const given = definition.passwords.filter(
    ({ property }) => credentials[property] !== undefined,
  );
  const [password] = given;
  const text = password && credentials[password.property];
  const conditions = Object.fromEntries(
    Object.entries(credentials).filter(([key]) => key !== password?.property),
  );
  if (given.length !== 1 || typeof text !== "string")
    throw new InvalidArgumentError(
      `${definition.name}.authenticateBy takes one password, as a text.`,
      { hint: `Write ${definition.name}.authenticateBy({ email, password }).` },
    );
  if (Object.keys(conditions).length === 0)
    throw new InvalidArgumentError(
      `${definition.name}.authenticateBy does not say whose password it is.`,
      { hint: "Give what finds the record as well: an email, a name." },
    );
  checkCredentials(definition, conditions);
  const [record] = await queryOf<object>(definition)
    .where(conditions as never)
    .limit(1);
  const digest = record && digestOf(record, password?.property);
  if (record === undefined || digest === undefined) {
    await verifyNothing(text);
    return null;
  }
  return (await verifyPassword(text, digest)) ? record : null;
}

/** What comes from a form must not become a condition that finds anybody: `{ email: { ne: "" } }`. */
function checkCredentials(
  { columns, name }: ModelDefinition,
  credentials: Readonly<Record<string, unknown>>,
): void {
  for (const [property, value] of Object.entries(credentials)) {
    const isCondition = isPlainObject(value) || Array.isArray(value);
    if (!isCondition || !Object.hasOwn(columns, property)) continue;
    const at = `${property} of ${name}.authenticateBy`;
    throw new TypeMismatchError(at, "one value", describeValue(value));
  }
}

/**
 * Whether the password of a record was hashed at another cost than is asked for
 * now. When it is, and the password is known because somebody just logged in,
 * assign it again.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @SecurePassword() declare password: SecurePassword;
 * }
 *
 * async function logIn(user: User, password: string): Promise<boolean> {
 *   if ((await user.authenticate(password)) === false) return false;
 *   if (needsRehash(user)) await user.update({ password });
 *   return true;
 * }
 * ```
 *
 * @throws InvalidArgumentError when the model has no such password
 */
export function needsRehash(record: object, property?: string): boolean {
  const digest = digestOf(record, property);
  return digest !== undefined && isOutdated(digest);
}

/**
 * A text that changes as soon as the password of a record is set, even to the
 * same: the state of a token that is to work once.
 *
 * @example
 * ```ts
 * @Table()
 * class User extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @SecurePassword() declare password: SecurePassword;
 * }
 *
 * const passwordReset = tokenFor(User, {
 *   purpose: "passwordReset",
 *   expiresIn: "15 minutes",
 *   state: passwordSalt,
 * });
 * ```
 *
 * @throws InvalidArgumentError when the model has no such password
 */
export function passwordSalt(record: object, property?: string): string | null {
  const digest = digestOf(record, property);
  return (digest && saltOf(digest)) ?? null;
}

/** The digest that a record holds; undefined when it has no password. */
function digestOf(
  record: object,
  property: string | undefined,
): string | undefined {
  const { definition, status } = stateOf(record);
  const { digest } = choose(definition, property);
  const held = readOwn(record, digest.property);
  if (held === undefined && status !== "new")
    throw new MissingAttributeError(digest.at);
  return typeof held === "string" ? held : undefined;
}

/** The password that is named; unless one is, `password` or the only one. */
function choose(
  { name, passwords }: ModelDefinition,
  property: string | undefined,
): PasswordDefinition {
  const wanted = property ?? "password";
  const [only, ...others] = passwords;
  const password =
    passwords.find((each) => each.property === wanted) ??
    (property === undefined && others.length === 0 ? only : undefined);
  if (password !== undefined) return password;
  const known = passwords.map((each) => `"${each.property}"`).join(" or ");
  throw new InvalidArgumentError(`${name} has no password "${wanted}".`, {
    hint:
      known === ""
        ? `Write @SecurePassword() declare ${wanted}: SecurePassword;`
        : `Say which: ${known}.`,
  });
}
