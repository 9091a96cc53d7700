import type { DriverResult, DriverStatement } from "../driver/driver";
import {
  TransactionAbortedError,
  TransactionBusyError,
  TransactionClosedError,
} from "../errors/database-error";
import {
  mayBeginTransaction,
  probe,
  rollbackStatement,
} from "../sql/transaction";

/** A connection of one's own, as the function given to `reserve` sees it. */
export interface Session {
  /** The server's process id for this session; 0 on PGlite. */
  readonly processId: number;
  /** Runs a statement on this connection. */
  send(statement: DriverStatement): Promise<DriverResult>;
  /** Runs a script of several statements on this connection. */
  script(text: string): Promise<void>;
}

/** What carries the statements of a reserved connection to it. */
export interface Carrier {
  readonly processId: number;
  /** @param isControl whether the statement begins or ends something, which listeners are told */
  run(statement: DriverStatement, isControl: boolean): Promise<DriverResult>;
  script(text: string): Promise<void>;
  /** How long a statement waits for a nested transaction to end. */
  readonly patienceMs: number;
}

/**
 * A stretch of work on one connection: a reservation, a transaction or a
 * savepoint in it. While a nested one runs, statements of the outer one wait:
 * on the same connection they would become part of the nested one.
 */
export class Scope implements Session {
  /** What to do after the outermost COMMIT. */
  readonly onCommit: (() => unknown)[] = [];
  /** What to do when this scope, or one around it, is rolled back. */
  readonly onRollback: (() => unknown)[] = [];
  /** Whether it could not be undone, so that nobody else may use the connection. */
  isBroken = false;
  #isOpen = true;
  #running = 0;
  #onQuiet: (() => void) | undefined;
  #failure: { readonly error: unknown } | undefined;
  #child: Scope | undefined;
  #childEnd: Promise<void> | undefined;

  /** @param depth 0 for a reservation, 1 for a transaction, more for the savepoints in it */
  constructor(
    private readonly carrier: Carrier,
    readonly depth: number,
  ) {}

  get processId(): number {
    return this.carrier.processId;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(statement: DriverStatement): Promise<DriverResult> {
    return this.#take(() => this.carrier.run(statement, false));
  }

  script(text: string): Promise<void> {
    return this.#take(async () => {
      try {
        await this.carrier.script(text);
      } finally {
        // What a script begins and does not end must not become the next user's transaction.
        if (this.depth === 0 && mayBeginTransaction(text))
          await this.control(rollbackStatement).catch(ignore);
      }
    });
  }

  /** Runs a statement that begins or ends this scope. */
  async control(statement: DriverStatement): Promise<void> {
    await this.carrier.run(statement, true);
  }

  /** Runs a function with a scope inside this one. */
  async nest<T>(run: (child: Scope) => Promise<T>): Promise<T> {
    while (this.#childEnd !== undefined)
      await this.#waitForChild(this.#childEnd);
    if (!this.#isOpen) throw new TransactionClosedError();
    const child = new Scope(this.carrier, this.depth + 1);
    const result = run(child);
    this.#child = child;
    this.#childEnd = result.then(ignore, ignore).then(() => {
      this.#child = undefined;
      this.#childEnd = undefined;
    });
    return result;
  }

  /** Refuses further statements, also inside what is nested in here. */
  refuse(): void {
    this.#isOpen = false;
    this.#child?.refuse();
  }

  /** Refuses further statements and waits for those under way. */
  async end(): Promise<void> {
    this.refuse();
    while (this.#childEnd !== undefined) await this.#childEnd;
    if (this.#running > 0)
      await new Promise<void>((resolve) => (this.#onQuiet = resolve));
  }

  /**
   * Makes sure that a COMMIT would commit: after a failed statement the server
   * answers it by rolling back, and calls that a success.
   * @throws TransactionAbortedError
   */
  async assertHealthy(): Promise<void> {
    if (this.#failure === undefined) return;
    try {
      await this.control(probe);
    } catch {
      throw new TransactionAbortedError(this.#failure.error);
    }
  }

  #take<Result>(run: () => Promise<Result>): Promise<Result> {
    if (!this.#isOpen) return Promise.reject(new TransactionClosedError());
    if (this.#childEnd !== undefined)
      return this.#waitForChild(this.#childEnd).then(() => this.#take(run));
    this.#running++;
    return run().then(
      (result) => {
        this.#settle();
        return result;
      },
      (error: unknown) => {
        this.#failure ??= { error };
        this.#settle();
        throw error;
      },
    );
  }

  #settle(): void {
    if (--this.#running === 0) this.#onQuiet?.();
  }

  /** Not without end: a nested transaction that awaits a statement of the outer one would wait for itself. */
  async #waitForChild(end: Promise<void>): Promise<void> {
    const { patienceMs } = this.carrier;
    if (patienceMs === Number.POSITIVE_INFINITY) return end;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new TransactionBusyError(patienceMs));
      }, patienceMs);
    });
    await Promise.race([end, late]).finally(() => {
      clearTimeout(timer);
    });
  }
}

const ignore = (): void => undefined;
