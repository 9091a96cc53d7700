import { ArxError } from "./arx-error";
import type { ValidationProblem } from "./record-error";

/**
 * Raised by `read` when the input does not fit the model; lists everything that
 * is wrong with it, and nothing of it was assigned.
 *
 * @example
 * ```ts
 * const body: unknown = JSON.parse('{ "nmae": "Bonn", "population": "many" }');
 * new City().read(body);
 * // throws InvalidInputError: The input for City has 2 mistakes: nmae is no attribute; population takes an integer, not a string.
 * ```
 */
export class InvalidInputError extends ArxError {
  readonly code = "INVALID_INPUT";
  /** The HTTP status that fits, for a web program. */
  readonly suggestedStatus: number = 400;

  /**
   * @param model the class of the record
   * @param errors every key that is wrong, missing or not taken
   */
  constructor(
    readonly model: string,
    readonly errors: readonly ValidationProblem[],
  ) {
    const count =
      errors.length === 1 ? "1 mistake" : `${String(errors.length)} mistakes`;
    const messages = errors.map(({ message }) => message).join("; ");
    super(`The input for ${model} has ${count}: ${messages}.`);
  }
}
