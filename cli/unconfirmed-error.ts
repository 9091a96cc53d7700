/** Raised when a loss was not confirmed, or nobody could be asked. */
export class UnconfirmedError extends Error {
  readonly code = "UNCONFIRMED";

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
