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
