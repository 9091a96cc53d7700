import { TypeMismatchError } from "../errors/query-error";
import { RecordInvalidError } from "../errors/record-error";
import type { ValidationProblem } from "../errors/record-error";
import type { PasswordDefinition } from "../metadata/definition";
import { readOwn, writeOwn } from "../record/own-value";
import { hasPending, PendingPasswords } from "../record/pending-passwords";
import { stateOf } from "../record/record-state";
import type { RecordState } from "../record/record-state";
import {
  hashPassword,
  isTooLong,
  MAX_PASSWORD_BYTES,
} from "../secrets/password-hash";
import { describeValue } from "../types/describe-value";

/**
 * Takes a password, or its confirmation, until the record is saved. Null takes
 * the password away at once; an empty text, which is what an empty field of a
 * form sends, changes nothing.
 * @throws TypeMismatchError when the value is no text
 */
export function assignPassword(
  record: object,
  password: PasswordDefinition,
  property: string,
  value: unknown,
): void {
  if (value !== null && value !== undefined && typeof value !== "string") {
    const at =
      property === password.property
        ? password.at
        : password.at.replace(/[^.]*$/, property);
    throw new TypeMismatchError(at, "a text or null", describeValue(value));
  }
  const state = stateOf(record);
  const pending = (state.pending ??= new PendingPasswords());
  if (property === password.confirmation) {
    if (typeof value === "string")
      pending.confirmations.set(password.property, value);
    else pending.confirmations.delete(password.property);
    return;
  }
  if (value === "") return;
  if (typeof value === "string") {
    pending.passwords.set(property, { text: value, digest: undefined });
    return;
  }
  pending.passwords.delete(property);
  if (value === null) writeOwn(record, password.digest.property, null);
}

/**
 * Hashes the passwords that were assigned.
 * @param validate whether one that is too long is to be refused, and need not be hashed
 */
export function preparePasswords(
  record: object,
  state: RecordState,
  validate: boolean,
): Promise<void> | undefined {
  return hasPending(state) ? hashPending(record, state, validate) : undefined;
}

/**
 * Checks the passwords of a record that is to be written.
 * @throws RecordInvalidError when one is missing, too long, or not confirmed
 */
export function checkPasswords(record: object, state: RecordState): void {
  const { name, passwords } = state.definition;
  const problems = passwords.flatMap((password) =>
    findProblems(record, state, password),
  );
  if (problems.length > 0) throw new RecordInvalidError(name, problems);
}

/** After the record was written: nothing of a password stays in memory but what was assigned since. */
export function forgetPasswords(state: RecordState): void {
  const { pending, definition } = state;
  if (pending === undefined) return;
  for (const { property } of definition.passwords) {
    if (pending.passwords.get(property)?.digest === undefined) continue;
    pending.passwords.delete(property);
    pending.confirmations.delete(property);
  }
  if (pending.passwords.size === 0) state.pending = undefined;
}

async function hashPending(
  record: object,
  state: RecordState,
  validate: boolean,
): Promise<void> {
  for (const password of state.definition.passwords) {
    const pending = state.pending?.passwords.get(password.property);
    if (pending === undefined || (validate && isTooLong(pending.text)))
      continue;
    pending.digest ??= await hashPassword(pending.text);
    writeOwn(record, password.digest.property, pending.digest);
  }
}

function findProblems(
  record: object,
  state: RecordState,
  password: PasswordDefinition,
): ValidationProblem[] {
  const { property, confirmation } = password;
  const text = state.pending?.passwords.get(password.property)?.text;
  if (text === undefined)
    return isMissing(record, state, password)
      ? [problem(property, "presence", `${property} must be given`)]
      : [];
  const problems: ValidationProblem[] = [];
  if (isTooLong(text)) {
    const most = `${property} takes at most ${String(MAX_PASSWORD_BYTES)} bytes`;
    problems.push(problem(property, "maxBytes", most));
  }
  const confirmed = state.pending?.confirmations.get(property);
  if (confirmed !== undefined && confirmed !== text)
    problems.push(
      problem(
        confirmation,
        "confirmation",
        `${confirmation} differs from ${property}`,
      ),
    );
  return problems;
}

/** Of a stored record, a digest that was not selected is there; of a new one it is not. */
function isMissing(
  record: object,
  { status }: RecordState,
  { digest }: PasswordDefinition,
): boolean {
  if (digest.nullable) return false;
  const held = readOwn(record, digest.property);
  return held === null || (held === undefined && status === "new");
}

function problem(
  property: string,
  constraint: string,
  message: string,
): ValidationProblem {
  return { property, constraint, message };
}
