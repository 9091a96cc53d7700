import { ArxError } from "./arx-error";

/** Raised when a row that is saved or destroyed is not there any more. */
export class StaleRecordError extends ArxError {
  readonly code = "STALE_RECORD";

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

/** Raised when a record cannot be written as it stands. */
export class RecordStateError extends ArxError {
  readonly code = "RECORD_STATE";

  constructor(message: string, hint?: string) {
    super(message, { hint });
  }
}

/** One rule that a record breaks. */
export interface ValidationProblem {
  /** The property: `email`; with a dot into nested objects: `address.street`. */
  readonly property: string;
  /** The rule's name: `isEmail`. */
  readonly constraint: string;
  /** What is wrong, in the rule's words. */
  readonly message: string;
}

/** Raised before any SQL when a record breaks rules of class-validator; lists all of them. */
export class RecordInvalidError extends ArxError {
  readonly code = "RECORD_INVALID";
  /** The HTTP status that fits, for a web program. */
  readonly suggestedStatus: number = 422;

  constructor(
    readonly model: string,
    readonly errors: readonly ValidationProblem[],
  ) {
    super(
      `This ${model} is invalid: ${errors.map(({ message }) => message).join("; ")}.`,
    );
  }
}
