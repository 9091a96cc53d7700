/**
 * What every arx error can carry beside its message.
 *
 * @example
 * ```ts
 * const options: ArxErrorOptions = { hint: 'Write database: "pglite:memory".' };
 * throw new ConfigError("database is missing.", options);
 * ```
 */
export interface ArxErrorOptions {
  /** What to type or do next. */
  readonly hint?: string | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * The root of every error that arx throws. The message says what happened and
 * where, `hint` what to do next, `code` is stable and meant for programs.
 *
 * @example
 * ```ts
 * try {
 *   await City.find(9);
 * } catch (error) {
 *   if (!(error instanceof ArxError)) throw error;
 *   console.error(`${error.code}: ${error.message} ${error.hint ?? ""}`);
 * }
 * ```
 */
export abstract class ArxError extends Error {
  /** A stable name for programs, for instance `RECORD_NOT_FOUND`. */
  abstract readonly code: string;
  /** What to type or do next, when arx knows. */
  declare readonly hint: string | undefined;

  constructor(message: string, options: ArxErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    if (options.hint !== undefined) this.hint = options.hint;
  }
}
