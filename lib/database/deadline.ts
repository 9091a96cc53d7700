import { QueryAbortedError, QueryTimeoutError } from "../errors/database-error";
import type { StoppedStatementDetails } from "../errors/database-error";
import { InvalidArgumentError } from "../errors/query-error";
import { longestTimer } from "../util/longest-timer";
import { checkKeys } from "./check-keys";
import { watchSignal } from "./watch-signal";

/**
 * How long a statement may take, and who may stop it.
 *
 * @example
 * ```ts
 * const options: QueryOptions = { timeoutMs: 500, signal: new AbortController().signal };
 * await db.query("select 1 as one", [], options);
 * ```
 */
export interface QueryOptions {
  /** From the call to the answer, waiting for a connection included; no limit unless told. */
  readonly timeoutMs?: number | undefined;
  /** Stops the statement when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

const known: Readonly<Record<keyof QueryOptions, true>> = {
  timeoutMs: true,
  signal: true,
};

/** Where a statement was when it was given up. */
export type StoppedAt = "waiting" | "cancelled" | "unconfirmed";

/** When the statements of one call are to be given up. The time runs from its making. */
export class Deadline {
  readonly #start = performance.now();
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;

  /** The deadline that options ask for, if any. */
  static of(options: QueryOptions): Deadline | undefined {
    checkKeys(options, Object.keys(known), "");
    return options.timeoutMs === undefined && options.signal === undefined
      ? undefined
      : new Deadline(options);
  }

  constructor({ timeoutMs, signal }: QueryOptions) {
    this.#timeoutMs =
      timeoutMs === undefined
        ? Number.POSITIVE_INFINITY
        : checkTimeout("timeoutMs", timeoutMs);
    this.#signal = signal === undefined ? undefined : checkSignal(signal);
  }

  /** Whether what has not begun need not begin. */
  get isOver(): boolean {
    return this.#signal?.aborted === true || this.#leftMs() <= 0;
  }

  /**
   * Calls a function when it is over; at once when it is already.
   * @returns how to stop watching
   */
  watch(stop: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    let unwatchSignal: (() => void) | undefined;
    const unwatch = (): void => {
      clearTimeout(timer);
      unwatchSignal?.();
    };
    const check = (): void => {
      const leftMs = this.#leftMs();
      if (this.isOver) {
        unwatch();
        stop();
      } else if (leftMs !== Number.POSITIVE_INFINITY)
        timer = setTimeout(check, Math.min(Math.ceil(leftMs), longestTimer));
    };
    if (this.#signal !== undefined)
      unwatchSignal = watchSignal(this.#signal, check);
    check();
    return unwatch;
  }

  /** Waits for something no longer than this. @throws what `error` makes */
  async race<T>(promise: Promise<T>, error: () => Error): Promise<T> {
    let unwatch: () => void = () => undefined;
    const over = new Promise<never>((_, reject) => {
      unwatch = this.watch(() => {
        reject(error());
      });
    });
    return Promise.race([promise, over]).finally(unwatch);
  }

  /** The error of a statement that was given up. */
  error(
    at: StoppedAt,
    details: StoppedStatementDetails = {},
  ): QueryTimeoutError | QueryAbortedError {
    const neverRan = at === "waiting";
    if (this.#signal?.aborted === true) {
      return new QueryAbortedError(`The statement was aborted${ends[at]}.`, {
        ...details,
        neverRan,
        cause: this.#signal.reason,
      });
    }
    const limit = `${String(this.#timeoutMs)} ms`;
    return new QueryTimeoutError(
      neverRan
        ? `The statement waited ${limit} for its turn and was not run.`
        : `The statement took longer than ${limit}${ends[at]}.`,
      { hint: hints[at], ...details, neverRan },
    );
  }

  #leftMs(): number {
    return this.#start + this.#timeoutMs - performance.now();
  }
}

const ends: Readonly<Record<StoppedAt, string>> = {
  waiting: " while it waited for its turn, and was not run",
  cancelled: " and was cancelled at the server",
  unconfirmed:
    "; the server did not confirm that it was cancelled, so its connection was closed",
};

const hints: Readonly<Record<StoppedAt, string | undefined>> = {
  waiting: "Raise the timeout or pool.max, or look for what holds connections.",
  cancelled: undefined,
  unconfirmed: "The statement may have run to its end.",
};

/**
 * A time limit in milliseconds above 0; Infinity means none.
 * @param at what takes it, for the message: `City.timeout`
 * @throws InvalidArgumentError
 */
export function checkTimeout(at: string, value: unknown): number {
  if (typeof value === "number" && value > 0) return value;
  throw new InvalidArgumentError(
    `${at} takes a number of milliseconds above 0.`,
  );
}

function checkSignal(signal: unknown): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  throw new InvalidArgumentError("signal takes an AbortSignal.");
}
