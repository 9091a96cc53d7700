import { ArxError } from "./arx-error";

/**
 * Raised when an encrypted column holds what none of the keys can decrypt. What
 * it holds is not shown.
 *
 * @example
 * ```ts
 * try {
 *   await City.all();
 * } catch (error) {
 *   if (error instanceof DecryptionError) console.error(error.at);
 * }
 * ```
 */
export class DecryptionError extends ArxError {
  readonly code = "DECRYPTION";

  /**
   * @param at the column: `User.ssn`
   * @param problem what is wrong with it: `was encrypted with a key that is not there`
   */
  constructor(
    readonly at: string,
    problem: string,
    hint: string,
  ) {
    super(`${at} ${problem}.`, { hint });
  }
}

/**
 * Raised by `findOrFail` of a token and by `findSignedOrFail` when a text is no
 * valid token, or not any more.
 *
 * @example
 * ```ts
 * configureSecrets({ signing: ["a key for tokens, 32 characters or more"] });
 * await City.findSignedOrFail("made up");
 * // throws InvalidTokenError: This signed id of City is not valid.
 * ```
 */
export class InvalidTokenError extends ArxError {
  readonly code = "INVALID_TOKEN";

  /**
   * @param what what was expected: `signed id of City`
   * @param reason whether it is no token of this kind, too old, used already, or of a record that is not there any more
   */
  constructor(
    what: string,
    readonly reason: "invalid" | "expired" | "used" | "missing",
  ) {
    super(`This ${what} ${words[reason]}.`, {
      hint: "Make a new one for whoever asks.",
    });
  }
}

const words = {
  invalid: "is not valid",
  expired: "has expired",
  used: "is not valid any more, because the record has changed",
  missing: "belongs to no record any more",
};
