import { ArxError } from "./arx-error";

/**
 * Raised when a row that is saved or destroyed is not there any more.
 *
 * @example
 * ```ts
 * await db.execute("delete from cities");
 * await city.update({ name: "Bonn" });   // throws StaleRecordError
 * ```
 */
export class StaleRecordError extends ArxError {
  readonly code = "STALE_RECORD";

  /**
   * @param model the class of the record
   * @param verb what was to be done: `update`
   * @param condition the key that no row has: `id 2`
   */
  constructor(
    readonly model: string,
    readonly verb: string,
    readonly condition: string,
  ) {
    super(
      `${verb} found no ${model} with ${condition}; another program deleted or changed it.`,
      {
        hint: "Call reload() to see the row as it is now.",
      },
    );
  }
}

/**
 * Raised when a record cannot be written as it stands, for instance one that was
 * destroyed.
 *
 * @example
 * ```ts
 * await city.destroy();
 * await city.save();   // throws RecordStateError
 * ```
 */
export class RecordStateError extends ArxError {
  readonly code = "RECORD_STATE";

  constructor(message: string, hint?: string) {
    super(message, { hint });
  }
}

/**
 * Raised when a hook calls `abort()`: nothing was written.
 *
 * @example
 * ```ts
 * @Table()
 * class Vote extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @BeforeCreate() check(): void {
 *     abort("the vote is over");
 *   }
 * }
 *
 * await Vote.create({});
 * // throws SaveAbortedError: Vote.check aborted the write: the vote is over.
 * ```
 */
export class SaveAbortedError extends ArxError {
  readonly code = "SAVE_ABORTED";

  /**
   * @param hook the method that aborted it: `Vote.check`; undefined where `abort()` was called outside of hooks
   * @param reason what was given to `abort()`
   */
  constructor(
    readonly hook: string | undefined,
    readonly reason: string | undefined,
  ) {
    const why = reason === undefined ? "" : `: ${reason}`;
    super(`${hook ?? "abort()"} aborted the write${why}.`);
  }
}

/**
 * One rule that a record breaks.
 *
 * @example
 * ```ts
 * const problem: ValidationProblem = {
 *   property: "email",
 *   constraint: "isEmail",
 *   message: "email must be an email",
 * };
 * ```
 */
export interface ValidationProblem {
  /** The property: `email`; with a dot into nested objects: `address.street`. */
  readonly property: string;
  /** The rule's name: `isEmail`. */
  readonly constraint: string;
  /** What is wrong, in the rule's words. */
  readonly message: string;
}

/**
 * Raised before any SQL when a record breaks rules of class-validator; lists all
 * of them.
 *
 * @example
 * ```ts
 * import { IsEmail } from "class-validator";
 *
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @IsEmail() @Column() declare email: string;
 * }
 *
 * await Account.create({ email: "ada" });
 * // throws RecordInvalidError: This Account is invalid: email must be an email.
 * ```
 */
export class RecordInvalidError extends ArxError {
  readonly code = "RECORD_INVALID";
  /** The HTTP status that fits, for a web program. */
  readonly suggestedStatus: number = 422;

  /**
   * @param model the class of the record
   * @param errors every rule that is broken
   */
  constructor(
    readonly model: string,
    readonly errors: readonly ValidationProblem[],
  ) {
    super(
      `This ${model} is invalid: ${errors.map(({ message }) => message).join("; ")}.`,
    );
  }
}
