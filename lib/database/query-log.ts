import type { DriverResult, DriverStatement } from "../driver/driver";
import { ArxError } from "../errors/arx-error";

/** One statement that has run. */
export interface QueryEvent {
  /** The name of the connection it ran on, from `connect({ name })`. */
  readonly database: string;
  readonly text: string;
  /** One entry per parameter: "[REDACTED]" unless the listener asked to see them. */
  readonly parameters: readonly (string | null)[];
  /** Whether it begins or ends a transaction or savepoint. */
  readonly isControl: boolean;
  /** From the call to the answer, waiting for a connection included. */
  readonly durationMs: number;
  /** Whether that is as long as `slowQueryMs` or longer. */
  readonly isSlow: boolean;
  /** Rows returned or affected. */
  readonly rows: number;
  readonly error: ArxError | undefined;
}

/** What it returns is of no interest; an error, also of a promise, is dropped. */
export type QueryListener = (event: QueryEvent) => unknown;

/** What can be listened for: every statement, or those as long as `slowQueryMs`. */
export type QueryEventName = "query" | "slowQuery";

interface Subscription {
  readonly name: QueryEventName;
  readonly listener: QueryListener;
  readonly showsParameters: boolean;
}

/** Tells listeners of the statements of one database. */
export class QueryLog {
  readonly #subscriptions = new Set<Subscription>();

  constructor(
    private readonly database: string,
    private readonly slowQueryMs: number,
  ) {}

  /** Whether nobody listens, so that nothing need be measured. */
  get isQuiet(): boolean {
    return this.#subscriptions.size === 0;
  }

  /** @returns how to stop listening */
  on(
    name: QueryEventName,
    listener: QueryListener,
    showsParameters: boolean,
  ): () => void {
    const subscription = { name, listener, showsParameters };
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
    };
  }

  /** Runs a statement and tells of it. */
  async observe(
    statement: DriverStatement,
    isControl: boolean,
    recorder: QueryListener | undefined,
    run: () => Promise<DriverResult>,
  ): Promise<DriverResult> {
    const start = performance.now();
    const tell = (rows: number, error: ArxError | undefined): void => {
      const durationMs = performance.now() - start;
      const isSlow = durationMs >= this.slowQueryMs;
      this.#tell(
        {
          database: this.database,
          ...statement,
          isControl,
          durationMs,
          isSlow,
          rows,
          error,
        },
        recorder,
      );
    };
    try {
      const result = await run();
      tell(result.count, undefined);
      return result;
    } catch (error) {
      tell(0, error instanceof ArxError ? error : undefined);
      throw error;
    }
  }

  #tell(event: QueryEvent, recorder: QueryListener | undefined): void {
    recorder?.(event);
    const redacted = {
      ...event,
      parameters: event.parameters.map(() => "[REDACTED]"),
    };
    for (const { name, listener, showsParameters } of this.#subscriptions) {
      if (name === "query" || event.isSlow)
        callSafely(listener, showsParameters ? event : redacted);
    }
  }
}

/** Whoever listens must not be able to break the statement it is told of. */
function callSafely(listener: QueryListener, event: QueryEvent): void {
  // Asynchronous, so that the rejection of an asynchronous listener does not end the process either.
  const run = async (): Promise<void> => {
    await listener(event);
  };
  // Nobody is there to take the error: the statement itself went well.
  run().catch(() => undefined);
}
