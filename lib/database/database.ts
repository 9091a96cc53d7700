// The declarations name these: a project of TypeScript 6, where `types` is empty and `lib` follows `target`, would lack them.
/// <reference types="node" preserve="true" />
/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";
import type { Driver, DriverResult } from "../driver/driver";
import { openDriver } from "../driver/open-driver";
import { TransactionClosedError } from "../errors/database-error";
import {
  InvalidArgumentError,
  UnexpectedRowCountError,
} from "../errors/query-error";
import type { CompiledQuery } from "../sql/compiled-query";
import { selectServerVersion } from "../sql/server-version";
import {
  controlsTransaction,
  probe,
  transactionStatements,
} from "../sql/transaction";
import type { TransactionMode } from "../sql/transaction";
import { checkServerVersion } from "./check-version";
import type { ResolvedOptions } from "./config";
import {
  currentContext,
  findScope,
  runInside,
  withdrawDefault,
} from "./context";
import { openSession } from "./open-session";
import { Pool } from "./pool";
import type { PoolStatistics } from "./pool";
import { QueryLog } from "./query-log";
import type { QueryEventName, QueryListener } from "./query-log";
import { toRows, toStatement } from "./raw-rows";
import type { RawRow } from "./raw-rows";
import { Scope } from "./scope";
import type { Session } from "./scope";
import {
  complete,
  repeat,
  resolveTransaction,
  runCallbacks,
  runNested,
} from "./transaction";
import type { TransactionOptions } from "./transaction";

/**
 * An open database: a pool of connections, transactions on them, and raw SQL.
 *
 * @example
 * const db = await connect({ database: "postgres://localhost/shop" });
 * const rows = await db.query("select name from cities where population > $1", [1_000_000]);
 * await db.close();
 */
export class Database {
  /** The name given to `connect`. */
  readonly name: string;
  /** The major version of the server: 18. */
  readonly serverVersion: number;
  readonly #driver: Driver;
  readonly #pool: Pool;
  readonly #log: QueryLog;
  readonly #options: ResolvedOptions;
  #isClosed = false;

  /**
   * Connects and makes sure that the server can be used.
   * @throws ConnectionError
   * @throws UnsupportedServerError
   */
  static async open(options: ResolvedOptions): Promise<Database> {
    const driver = openDriver(options.connection);
    const pool = new Pool(driver, options.limits);
    try {
      await pool.start();
      const { rows } = await pool.send(selectServerVersion);
      return new Database(
        options,
        driver,
        pool,
        checkServerVersion(Number(rows[0]?.[0])),
      );
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  private constructor(
    options: ResolvedOptions,
    driver: Driver,
    pool: Pool,
    serverVersion: number,
  ) {
    this.name = options.name;
    this.serverVersion = serverVersion;
    this.#driver = driver;
    this.#pool = pool;
    this.#options = options;
    this.#log = new QueryLog(options.name, options.slowQueryMs);
    if (options.log !== undefined)
      this.#log.on("query", options.log, options.logParameters);
  }

  /** How a person recognises this database: its URL without the password. */
  get label(): string {
    return this.#driver.label;
  }

  get kind(): "postgres" | "pglite" {
    return this.#driver.kind;
  }

  /** Runs a compiled statement in the current transaction of this database, else on the pool. */
  send(query: CompiledQuery): Promise<DriverResult> {
    const context = currentContext();
    const scope = findScope(context, this);
    if (scope !== undefined) return scope.send(query);
    if (this.#log.isQuiet && context?.recorder === undefined)
      return this.#pool.send(query);
    return this.#log.observe(query, false, context?.recorder, () =>
      this.#pool.send(query),
    );
  }

  /** Runs a script of several statements without parameters. */
  async script(text: string): Promise<void> {
    await this.reserve(async (session) => {
      await session.script(text);
    });
  }

  /**
   * Runs SQL and gives its rows as plain objects.
   *
   * @example
   * const rows = await db.query<{ name: string }>("select name from cities where id = $1", [1]);
   * // select name from cities where id = $1
   */
  async query<Row extends object = RawRow>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return toRows<Row>(await this.#sendRaw(text, parameters));
  }

  /**
   * Runs SQL that gives exactly one row.
   * @throws UnexpectedRowCountError when it gives none or more
   */
  async one<Row extends object = RawRow>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row> {
    const rows = await this.query<Row>(text, parameters);
    const [row] = rows;
    if (row === undefined || rows.length > 1)
      throw new UnexpectedRowCountError("exactly one", rows.length);
    return row;
  }

  /**
   * Runs SQL that gives one row or none.
   * @throws UnexpectedRowCountError when it gives more
   */
  async maybeOne<Row extends object = RawRow>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row | null> {
    const rows = await this.query<Row>(text, parameters);
    if (rows.length > 1)
      throw new UnexpectedRowCountError("one or none", rows.length);
    return rows[0] ?? null;
  }

  /** Runs SQL and gives the number of rows it returned or changed. */
  async execute(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<number> {
    return (await this.#sendRaw(text, parameters)).count;
  }

  /** Runs a function whose models, queries and `sql` use this database. */
  run<T>(fn: () => T | PromiseLike<T>): Promise<T> {
    return runInside({ database: this, scope: undefined }, fn);
  }

  /**
   * Runs a function in a transaction: all that it calls and awaits joins. It is
   * committed when the function resolves and rolled back when it rejects. A
   * transaction inside another is a savepoint.
   *
   * @example
   * await db.transaction(async () => {
   *   await db.execute("update accounts set balance = balance - 10 where id = 1");
   *   await db.execute("update accounts set balance = balance + 10 where id = 2");
   * });
   * // begin; update …; update …; commit
   */
  async transaction<T>(
    fn: () => T | PromiseLike<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    const outer = this.#transactionScope();
    const run = (scope: Scope): Promise<T> =>
      runInside({ database: this, scope }, fn);
    if (outer !== undefined) return runNested(outer, options, run);
    const { mode, retry } = resolveTransaction(options);
    return repeat(retry, () => this.#transactOnce(mode, run));
  }

  /**
   * Runs a function after the outermost transaction has been committed; at once when there is none.
   * @throws TransactionClosedError when the transaction around the call has ended
   */
  afterCommit(fn: () => unknown): void {
    const scope = this.#transactionScope();
    if (scope?.isOpen === false)
      throw new TransactionClosedError("The call of afterCommit()");
    if (scope === undefined) fn();
    else scope.onCommit.push(fn);
  }

  /**
   * Runs a function when the transaction or savepoint around it, or one further
   * out, is rolled back, the latest first. Without one it never runs.
   */
  afterRollback(fn: () => unknown): void {
    this.#transactionScope()?.onRollback.push(fn);
  }

  /** Whether the running code is in a transaction of this database. */
  get isInTransaction(): boolean {
    return this.#transactionScope() !== undefined;
  }

  /** Runs a function with a connection that nobody else uses meanwhile; every statement inside goes there. */
  async reserve<T>(fn: (session: Session) => T | PromiseLike<T>): Promise<T> {
    const outer = findScope(currentContext(), this);
    if (outer !== undefined) return fn(outer);
    return this.#withConnection(probe, 0, (scope) =>
      runInside({ database: this, scope }, () => fn(scope)),
    );
  }

  /**
   * Listens to the statements of this database after they have run. Parameters
   * are shown as "[REDACTED]" unless asked for.
   * @returns how to stop listening
   */
  on(
    name: QueryEventName,
    listener: QueryListener,
    options: { readonly parameters?: boolean } = {},
  ): () => void {
    return this.#log.on(name, listener, options.parameters ?? false);
  }

  /** How the pool is doing. */
  stats(): PoolStatistics {
    return this.#pool.stats();
  }

  /** Waits for what runs and closes every connection. Safe to call again. */
  async close(): Promise<void> {
    if (findScope(currentContext(), this)?.isOpen === true) {
      throw new InvalidArgumentError(
        "close() was called inside a transaction, which would wait for itself.",
        {
          hint: "Close the database after the transaction has ended.",
        },
      );
    }
    this.#isClosed = true;
    withdrawDefault(this);
    await this.#pool.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [inspect.custom](): string {
    return `Database ${this.name} (${this.label}${this.#isClosed ? ", closed" : ""})`;
  }

  async #sendRaw(
    text: string,
    parameters: readonly unknown[],
  ): Promise<DriverResult> {
    if (!controlsTransaction(text))
      return this.send(toStatement(text, parameters));
    throw new InvalidArgumentError(
      "A transaction that is begun or ended by hand would be somebody else's: connections are shared.",
      {
        hint: "Use db.transaction(async () => { … }).",
      },
    );
  }

  #transactionScope(): Scope | undefined {
    const scope = findScope(currentContext(), this);
    return scope !== undefined && scope.depth > 0 ? scope : undefined;
  }

  async #transactOnce<T>(
    mode: TransactionMode,
    run: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    const session = findScope(currentContext(), this);
    const statements = transactionStatements(mode);
    let onCommit: readonly (() => unknown)[] = [];
    const runAndCommit = async (scope: Scope): Promise<T> => {
      const result = await complete(scope, statements, () => run(scope));
      onCommit = scope.onCommit;
      return result;
    };
    const result = await (session === undefined
      ? this.#withConnection(statements.begin, 1, runAndCommit)
      : session.nest(async (scope) => {
          await scope.control(statements.begin);
          return runAndCommit(scope);
        }));
    await runCallbacks(onCommit);
    return result;
  }

  async #withConnection<T>(
    first: CompiledQuery,
    depth: number,
    run: (scope: Scope) => Promise<T>,
  ): Promise<T> {
    const session = await openSession(
      this.#pool,
      this.#log,
      this.#options.limits,
      first,
    );
    const scope = new Scope(session.carrier, depth);
    try {
      return await run(scope);
    } finally {
      await scope.end();
      session.finish(scope.isBroken);
    }
  }
}
