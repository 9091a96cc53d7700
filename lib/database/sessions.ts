import { TransactionClosedError } from "../errors/database-error";
import type { CompiledQuery } from "../sql/compiled-query";
import { probe, transactionStatements } from "../sql/transaction";
import type { TransactionMode } from "../sql/transaction";
import { currentContext, findScope, runInside } from "./context";
import type { Listeners } from "./listeners";
import { openSession } from "./open-session";
import type { Pool } from "./pool";
import type { PoolLimits } from "./pool-options";
import type { QueryLog } from "./query-log";
import type { Revision } from "./revision";
import { Scope } from "./scope";
import type { Session, UndoCallback } from "./scope";
import {
  complete,
  repeat,
  resolveTransaction,
  runCallbacks,
  runNested,
  tellUndone,
} from "./transaction";
import type { TransactionOptions } from "./transaction";

/** What reservations and transactions of a database are made of. */
export interface SessionParts {
  /** The database itself, which contexts know it by. */
  readonly owner: object;
  readonly pool: Pool;
  readonly limits: PoolLimits;
  readonly log: QueryLog;
  readonly listeners: Listeners;
  readonly revision: Revision;
}

/** The stretches of work that have a connection of one database alone: reservations and transactions. */
export class Sessions {
  constructor(private readonly parts: SessionParts) {}

  /** The reservation, transaction or savepoint that the running code is in. */
  get scope(): Scope | undefined {
    return findScope(currentContext(), this.parts.owner);
  }

  /** The same, without a mere reservation. */
  get transactionScope(): Scope | undefined {
    const { scope } = this;
    return scope !== undefined && scope.depth > 0 ? scope : undefined;
  }

  /** See `Database.reserve`. */
  async reserve<T>(fn: (session: Session) => T | PromiseLike<T>): Promise<T> {
    const outer = this.scope;
    if (outer !== undefined) return fn(outer);
    return this.#withConnection(probe, 0, (scope) =>
      this.#runIn(scope, () => fn(scope)),
    );
  }

  /** See `Database.transaction`. */
  async transaction<T>(
    fn: () => T | PromiseLike<T>,
    options: TransactionOptions,
  ): Promise<T> {
    const outer = this.transactionScope;
    const run = (scope: Scope): Promise<T> => this.#runIn(scope, fn);
    if (outer !== undefined)
      return runNested(outer, options, this.parts.listeners, run);
    const { mode, retry } = resolveTransaction(options);
    return repeat(retry, () => this.#transactOnce(mode, run));
  }

  /** See `Database.afterCommit`. */
  afterCommit(fn: () => unknown): void {
    const scope = this.transactionScope;
    if (scope?.isOpen === false)
      throw new TransactionClosedError("The call of afterCommit()");
    if (scope === undefined || scope.isSandbox) fn();
    else scope.onCommit.push(fn);
  }

  /**
   * The same, which waits for what is done at once.
   * @throws AfterCommitError when that fails
   */
  async onCommit(fn: () => unknown): Promise<void> {
    const scope = this.transactionScope;
    if (scope === undefined || scope.isSandbox) await runCallbacks([fn]);
    else this.afterCommit(fn);
  }

  /** See `Database.afterRollback`. */
  afterRollback(fn: UndoCallback): void {
    this.transactionScope?.onRollback.push(fn);
  }

  async #transactOnce<T>(
    mode: TransactionMode,
    run: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    const session = this.scope;
    const statements = transactionStatements(mode);
    let onCommit: readonly (() => unknown)[] = [];
    const result = await tellUndone((afterwards) => {
      const runAndCommit = async (scope: Scope): Promise<T> => {
        const parts = { scope, statements, afterwards };
        const made = await complete(parts, this.parts.listeners, () =>
          run(scope),
        );
        onCommit = scope.onCommit;
        return made;
      };
      return session === undefined
        ? this.#withConnection(statements.begin, 1, runAndCommit)
        : session.nest(async (scope) => {
            await scope.control(statements.begin);
            return runAndCommit(scope);
          });
    });
    await runCallbacks(onCommit);
    return result;
  }

  async #withConnection<T>(
    first: CompiledQuery,
    depth: number,
    run: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    const session = await openSession(this.parts, first);
    const scope = new Scope(session.carrier, depth);
    try {
      return await run(scope);
    } finally {
      await scope.end();
      session.finish(scope.isBroken);
    }
  }

  #runIn<T>(scope: Scope, fn: () => T | PromiseLike<T>): Promise<T> {
    return runInside({ database: this.parts.owner, scope }, fn);
  }
}
