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
import { Deadline } from "./deadline";
import { Turns } from "./turns";
import type { WatchPatience } from "./turns";

/**
 * A connection of one's own, as the function given to `reserve` sees it.
 *
 * @example
 * ```ts
 * const describe = (session: Session) => `process ${session.processId}`;
 * await db.reserve(describe);
 * // …
 * ```
 */
export interface Session {
  /** The server's process id for this session; 0 on PGlite. */
  readonly processId: number;
  /**
   * Runs a statement on this connection; parameters and cells are texts, as
   * PostgreSQL sends them. `sql` and `db.query` go to this connection as well.
   *
   * @example
   * ```ts
   * await db.reserve(async (session) => {
   *   const { rows } = await session.send({ text: "select $1::int + 1", parameters: ["1"] });
   *   rows[0]?.[0];   // "2"
   * });
   * ```
   */
  send(statement: DriverStatement): Promise<DriverResult>;
  /**
   * Runs a script of several statements on this connection.
   *
   * @example
   * ```ts
   * await db.reserve(async (session) => {
   *   await session.script("create temporary table visits (page text)");
   * });
   * ```
   */
  script(text: string): Promise<void>;
}

/**
 * What is called when a transaction is rolled back; what it puts into the list
 * is called when everything is undone.
 */
export type UndoCallback = (afterwards: (() => unknown)[]) => unknown;

/** What carries the statements of a reserved connection to it. */
export interface Carrier {
  /** The `id` of the connection in events. */
  readonly connectionId: number;
  readonly processId: number;
  /**
   * @param isControl whether the statement begins or ends something, which listeners are told
   * @param deadline only when nothing else is under way on the connection
   */
  run(
    statement: DriverStatement,
    isControl: boolean,
    deadline?: Deadline,
  ): Promise<DriverResult>;
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
  readonly onRollback: UndoCallback[] = [];
  /** Whether it could not be undone, so that nobody else may use the connection. */
  isBroken = false;
  /** Whether it stands around a test: a transaction right inside it takes itself for the outermost one. */
  isSandbox = false;
  /** The transaction that decides whether what is done here stays. */
  outermost: Scope = this;
  #isOpen = true;
  #running = 0;
  #onQuiet: (() => void) | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** The nested scope that has the connection alone now. */
  #child: Scope | undefined;
  readonly #turns = new Turns();

  /** @param depth 0 for a reservation, 1 for a transaction, more for the savepoints in it */
  constructor(
    private readonly carrier: Carrier,
    readonly depth: number,
  ) {}

  get connectionId(): number {
    return this.carrier.connectionId;
  }

  get processId(): number {
    return this.carrier.processId;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(statement: DriverStatement, deadline?: Deadline): Promise<DriverResult> {
    return deadline === undefined
      ? this.#take(() => this.carrier.run(statement, false))
      : this.#sendAlone(statement, deadline);
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
    return this.#turns.hold(async () => {
      this.#assertOpen();
      const child = new Scope(this.carrier, this.depth + 1);
      if (this.depth > 0 && !this.isSandbox) child.outermost = this.outermost;
      this.#child = child;
      try {
        return await run(child);
      } catch (error) {
        // What it leaves behind may be a transaction that the server has given up.
        if (child.isBroken) this.#failure ??= { error };
        throw error;
      } finally {
        this.#child = undefined;
      }
    }, this.#patience);
  }

  /** Refuses further statements, also inside what is nested in here. */
  refuse(): void {
    this.#isOpen = false;
    this.#child?.refuse();
  }

  /** Refuses further statements and waits for those under way. */
  async end(): Promise<void> {
    this.refuse();
    await this.#turns.hold(() => this.#untilQuiet(), endless);
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
    const runOpen = (): Promise<Result> =>
      this.#isOpen
        ? this.#run(run)
        : Promise.reject(new TransactionClosedError());
    return this.#isOpen
      ? this.#turns.share(runOpen, this.#patience)
      : runOpen();
  }

  /** A statement that may be cancelled must have nothing beside it: the server cancels what runs, whatever it is. */
  #sendAlone(
    statement: DriverStatement,
    deadline: Deadline,
  ): Promise<DriverResult> {
    if (!this.#isOpen) return Promise.reject(new TransactionClosedError());
    const late = (): Error =>
      deadline.error("waiting", { sql: statement.text });
    return this.#turns.hold(
      async () => {
        this.#assertOpen();
        await deadline.race(this.#untilQuiet(), late);
        return this.#run(() => this.carrier.run(statement, false, deadline));
      },
      (giveUp) => {
        const unwatch = this.#patience(giveUp);
        const unwatchDeadline = deadline.watch(() => {
          giveUp(late());
        });
        return () => {
          unwatch();
          unwatchDeadline();
        };
      },
    );
  }

  #run<Result>(run: () => Promise<Result>): Promise<Result> {
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

  #assertOpen(): void {
    if (!this.#isOpen) throw new TransactionClosedError();
  }

  #settle(): void {
    if (--this.#running === 0) this.#onQuiet?.();
  }

  async #untilQuiet(): Promise<void> {
    if (this.#running > 0)
      await new Promise<void>((resolve) => (this.#onQuiet = resolve));
  }

  /** Not without end: a nested transaction that awaits a statement of the outer one would wait for itself. */
  readonly #patience: WatchPatience = (giveUp) => {
    const { patienceMs } = this.carrier;
    const isOver = (): void => {
      // What is no transaction ends by itself.
      if (this.#child === undefined) unwatch = this.#patience(giveUp);
      else giveUp(new TransactionBusyError(patienceMs));
    };
    let unwatch = new Deadline({ timeoutMs: patienceMs }).watch(isOver);
    return () => {
      unwatch();
    };
  };
}

const ignore = (): void => undefined;
const endless: WatchPatience = () => ignore;
