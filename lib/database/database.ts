// The declarations name these: a project of TypeScript 6, where `types` is empty and `lib` follows `target`, would lack them.
/// <reference types="node" preserve="true" />
/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";
import type { Driver, DriverResult } from "../driver/driver";
import { openDriver } from "../driver/open-driver";
import { InvalidArgumentError } from "../errors/query-error";
import type { StrictnessSource } from "../errors/query-error";
import type { CompiledQuery } from "../sql/compiled-query";
import type { RawParameters } from "../sql/placeholders";
import { selectServerVersion } from "../sql/server-version";
import { checkServerVersion } from "./check-version";
import type { ResolvedOptions } from "./config";
import { currentContext, findScope, runInside, withdraw } from "./context";
import type {
  DatabaseEventName,
  DatabaseEvents,
  DatabaseEventListener,
  QueryListenerOptions,
} from "./database-event";
import type { Deadline, QueryOptions } from "./deadline";
import { checkHealth } from "./health";
import type { Health, HealthOptions } from "./health";
import { Listeners } from "./listeners";
import { Pool } from "./pool";
import type { PoolStatistics } from "./pool-statistics";
import { QueryLog } from "./query-log";
import { toRows } from "./raw-rows";
import type { RawRow } from "./raw-rows";
import { onlyRow, rowOrNull, sendRaw } from "./raw-sql";
import { Revision } from "./revision";
import { sendWithin } from "./run-within";
import type { Session, UndoCallback } from "./scope";
import { Sessions } from "./sessions";
import { takeSnapshot } from "./take-snapshot";
import type { StrictLoadingSettings } from "./strict-loading-options";
import type { TransactionOptions } from "./transaction";

/**
 * An open database: a pool of connections, transactions on them, and raw SQL.
 *
 * @example
 * ```ts
 * const db = await connect({ database: "postgres://localhost/shop" });
 * const rows = await db.query("select name from cities where population > $1", [1_000_000]);
 * await db.close();
 * ```
 */
export class Database {
  /** The name given to `connect`. */
  readonly name: string;
  /** The major version of the server: 18. */
  readonly serverVersion: number;
  readonly #driver: Driver;
  readonly #pool: Pool;
  readonly #listeners: Listeners;
  readonly #log: QueryLog;
  readonly #sessions: Sessions;
  readonly #options: ResolvedOptions;
  readonly #revision = new Revision();
  #closing: Promise<void> | undefined;

  /**
   * Connects and makes sure that the server can be used; `connect` calls it.
   * @internal
   * @throws ConnectionError
   * @throws UnsupportedServerError
   */
  static async open(options: ResolvedOptions): Promise<Database> {
    const start = performance.now();
    const driver = openDriver(options.connection);
    const listeners = new Listeners(options.name);
    if (options.log !== undefined)
      listeners.logTo(options.log, options.logParameters);
    const pool = new Pool(driver, options.limits, listeners);
    try {
      await pool.start();
      const { rows } = await pool.send(selectServerVersion);
      const serverVersion = checkServerVersion(Number(rows[0]?.[0]));
      const durationMs = performance.now() - start;
      const { label } = driver;
      listeners.emitConnected({ label, serverVersion, durationMs });
      return new Database(options, driver, pool, listeners, serverVersion);
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  private constructor(
    options: ResolvedOptions,
    driver: Driver,
    pool: Pool,
    listeners: Listeners,
    serverVersion: number,
  ) {
    const { name, slowQueryMs, limits } = options;
    const log = new QueryLog(name, slowQueryMs, listeners);
    this.name = name;
    this.serverVersion = serverVersion;
    this.#driver = driver;
    this.#pool = pool;
    this.#listeners = listeners;
    this.#log = log;
    this.#sessions = new Sessions({
      owner: this,
      pool,
      limits,
      log,
      listeners,
      revision: this.#revision,
    });
    this.#options = options;
  }

  /** How a person recognises this database: its URL without the password. */
  get label(): string {
    return this.#driver.label;
  }

  /** Whether it is a server or PGlite in this process. */
  get kind(): "postgres" | "pglite" {
    return this.#driver.kind;
  }

  /**
   * Another number when anything may have changed the database meanwhile that this process has sent.
   * @internal
   */
  get revision(): number {
    return this.#revision.count;
  }

  /**
   * Runs a compiled statement in the current transaction of this database, else on the pool.
   * @internal
   */
  send(query: CompiledQuery, deadline?: Deadline): Promise<DriverResult> {
    return this.#revision.during(() => this.read(query, deadline));
  }

  /**
   * The same for a statement that is known to change nothing.
   * @internal
   */
  read(query: CompiledQuery, deadline?: Deadline): Promise<DriverResult> {
    const context = currentContext();
    const scope = findScope(context, this);
    if (scope !== undefined) return scope.send(query, deadline);
    if (this.#listeners.isQuiet && context?.recorder === undefined)
      return this.#sendToPool(query, deadline);
    return this.#log.observe(query, false, () =>
      this.#sendToPool(query, deadline),
    );
  }

  /**
   * Runs a script of several statements without parameters. Outside of a
   * transaction PostgreSQL makes one of the whole script.
   *
   * @example
   * ```ts
   * await db.script("create table notes (body text); insert into notes values ('x')");
   * ```
   */
  async script(text: string): Promise<void> {
    await this.reserve(async (session) => {
      await session.script(text);
    });
  }

  /**
   * Runs SQL and gives its rows as plain objects. A list of parameters stands
   * for `?` or `$1`, an object for `:name`; beside a list, `??` is the operator `?`.
   *
   * @example
   * ```ts
   * const rows = await db.query<{ name: string }>("select name from cities where id = ?", [1], { timeoutMs: 500 });
   * // select name from cities where id = $1
   * await db.query("select id from cities where name = :name", { name: "Bonn" });
   * // select id from cities where name = $1
   * ```
   *
   * @throws InvalidArgumentError when parameters are missing or too many
   * @throws QueryTimeoutError when it takes longer than `timeoutMs`; the server has stopped it then
   */
  async query<Row extends object = RawRow>(
    text: string,
    parameters: RawParameters = [],
    options: QueryOptions = {},
  ): Promise<Row[]> {
    return toRows<Row>(await sendRaw(this, text, parameters, options));
  }

  /**
   * Runs SQL that gives exactly one row.
   *
   * @example
   * ```ts
   * const { name } = await db.one<{ name: string }>("select name from cities where id = $1", [1]);
   * // select name from cities where id = $1
   * ```
   *
   * @throws UnexpectedRowCountError when it gives none or more
   */
  async one<Row extends object = RawRow>(
    text: string,
    parameters: RawParameters = [],
    options: QueryOptions = {},
  ): Promise<Row> {
    return onlyRow(await this.query<Row>(text, parameters, options));
  }

  /**
   * Runs SQL that gives one row, or none, which is null.
   *
   * @example
   * ```ts
   * const row = await db.maybeOne<{ name: string }>("select name from cities where id = $1", [9]);
   * // select name from cities where id = $1
   * row?.name;   // undefined
   * ```
   *
   * @throws UnexpectedRowCountError when it gives more
   */
  async maybeOne<Row extends object = RawRow>(
    text: string,
    parameters: RawParameters = [],
    options: QueryOptions = {},
  ): Promise<Row | null> {
    return rowOrNull(await this.query<Row>(text, parameters, options));
  }

  /**
   * Runs SQL and gives the number of rows it returned or changed.
   *
   * @example
   * ```ts
   * await db.execute("update cities set capital = true where name = ?", ["Paris"]);   // 1
   * ```
   */
  async execute(
    text: string,
    parameters: RawParameters = [],
    options: QueryOptions = {},
  ): Promise<number> {
    return (await sendRaw(this, text, parameters, options)).count;
  }

  /**
   * Runs a function whose models, queries and `sql` use this database, whichever
   * is the default one.
   *
   * @example
   * ```ts
   * const replica = await connect({ database: "postgres://localhost/replica" });
   * const cities = await replica.run(() => City.all());
   * ```
   */
  run<T>(fn: () => T | PromiseLike<T>): Promise<T> {
    return runInside({ database: this, scope: undefined }, fn);
  }

  /**
   * Runs a function in a transaction: all that it calls and awaits joins. It is
   * committed when the function resolves and rolled back when it rejects. A
   * transaction inside another is a savepoint.
   *
   * @example
   * ```ts
   * await db.transaction(async () => {
   *   await city.update({ name: "Bonn" });
   *   await db.execute("update cities set population = population + 1 where id = 2");
   * });
   * // begin; update "cities" …; update cities set population = population + 1 where id = 2; commit
   * ```
   */
  async transaction<T>(
    fn: () => T | PromiseLike<T>,
    options: TransactionOptions = {},
  ): Promise<T> {
    return this.#sessions.transaction(fn, options);
  }

  /**
   * Runs a function after the outermost transaction has been committed; at once when there is none.
   *
   * @example
   * ```ts
   * await db.transaction(async () => {
   *   await city.update({ name: "Bonn" });
   *   db.afterCommit(() => notify("Bonn is written as it should be"));
   * });
   * // begin; update "cities" …; commit
   * ```
   *
   * @throws TransactionClosedError when the transaction around the call has ended
   */
  afterCommit(fn: () => unknown): void {
    this.#sessions.afterCommit(fn);
  }

  /**
   * Runs a function when the transaction or savepoint around it, or one further
   * out, is rolled back, the latest first. Without one it never runs.
   *
   * @example
   * ```ts
   * await db.transaction(() => {
   *   db.afterRollback(() => notify("nothing happened"));
   *   throw new Rollback();
   * });
   * // throws Rollback
   * ```
   */
  afterRollback(fn: () => unknown): void {
    this.#sessions.afterRollback(fn);
  }

  /** @internal The same as `afterCommit`, which waits for what is done at once. */
  async onCommit(fn: () => unknown): Promise<void> {
    await this.#sessions.onCommit(fn);
  }

  /** @internal The same for what is to be done when the rollback has undone everything. */
  onRollback(fn: UndoCallback): void {
    this.#sessions.afterRollback(fn);
  }

  /** @internal How strictly relations are loaded unless a model, query or record says otherwise. */
  get strictLoading(): StrictLoadingSettings {
    return this.#options.strictLoading;
  }

  /** @internal Tells of a relation that is loaded on its own in spite of strict loading. */
  tellLazyLoad(relation: string, source: StrictnessSource): void {
    this.#listeners.emit("strictLoading", { relation, source });
  }

  /** @internal What stands for the outermost transaction around the running code; undefined outside of any. */
  get outermost(): object | undefined {
    return this.#sessions.transactionScope?.outermost;
  }

  /** Whether the running code is in a transaction of this database. */
  get isInTransaction(): boolean {
    return this.#sessions.transactionScope !== undefined;
  }

  /**
   * Runs a function with a connection that nobody else uses meanwhile; every
   * statement inside goes there. For what belongs to a session: temporary
   * tables, advisory locks, settings.
   *
   * @example
   * ```ts
   * await db.reserve(async () => {
   *   await sql`create temporary table visits (page text)`;
   *   await sql`insert into visits values ('/')`;
   *   await sql`drop table visits`;
   * });
   * // …
   * // create temporary table visits (page text)
   * // insert into visits values ('/')
   * // drop table visits
   * ```
   */
  async reserve<T>(fn: (session: Session) => T | PromiseLike<T>): Promise<T> {
    return this.#sessions.reserve(fn);
  }

  /**
   * Listens to what happens in this database: statements that have run,
   * transactions, connections that come and go. The values of parameters are
   * "[REDACTED]" unless asked for. What a listener throws breaks nothing; the
   * first time it becomes a warning of the process.
   * @returns how to stop listening
   *
   * @example
   * ```ts
   * const stop = db.on("slowQuery", ({ text, durationMs }) => console.warn(text, durationMs));
   * db.on("connectionError", ({ error }) => console.error(error.message));
   * stop();
   * ```
   */
  on<Name extends DatabaseEventName>(
    name: Name,
    listener: DatabaseEventListener<DatabaseEvents[Name]>,
  ): () => void;
  /**
   * Listens to statements, and sees the values of their parameters when asked.
   * @returns how to stop listening
   *
   * @example
   * ```ts
   * const stop = db.on("query", ({ text, parameters }) => console.log(text, parameters), { parameters: true });
   * stop();
   * ```
   */
  on<Name extends "query" | "slowQuery">(
    name: Name,
    listener: DatabaseEventListener<DatabaseEvents[Name]>,
    options: QueryListenerOptions,
  ): () => void;
  on<Name extends DatabaseEventName>(
    name: Name,
    listener: DatabaseEventListener<DatabaseEvents[Name]>,
    options: QueryListenerOptions = {},
  ): () => void {
    return this.#listeners.on(name, listener, options);
  }

  /**
   * How the pool is doing: connections now, waits and peaks since it was opened.
   *
   * @example
   * ```ts
   * const { active, total, waiting } = db.stats();
   * console.log(`${String(active)} of ${String(total)} busy, ${String(waiting)} waiting`);
   * ```
   */
  stats(): PoolStatistics {
    return this.#pool.stats();
  }

  /**
   * Asks the server how it is, outside of any transaction. Never rejects: a
   * database that is closed, down, silent or has no connection free within the
   * time is reported as unhealthy.
   *
   * @example
   * ```ts
   * const health = await db.health({ timeoutMs: 1000 });
   * if (!health.healthy) console.error(health.error.message);
   * ```
   */
  health(options: HealthOptions = {}): Promise<Health> {
    return checkHealth(this.#pool, this.#options.limits, options);
  }

  /**
   * A copy of everything in a PGlite database, for `connect` to begin another
   * one with in a fraction of the time: tests, for instance.
   *
   * @example
   * ```ts
   * const template = await db.snapshot();
   * const copy = await connect({ database: "pglite:memory", snapshot: template, name: "copy" });
   * ```
   *
   * @throws InvalidArgumentError on a server, and inside a transaction
   */
  snapshot(): Promise<Uint8Array> {
    return this.reserve(() => takeSnapshot(this.#driver, this.isInTransaction));
  }

  /**
   * Waits for what runs and closes every connection. Safe to call again.
   *
   * @example
   * ```ts
   * process.once("SIGTERM", () => void db.close());
   * ```
   *
   * @throws InvalidArgumentError inside a transaction of this database
   */
  async close(): Promise<void> {
    if (findScope(currentContext(), this)?.isOpen === true) {
      throw new InvalidArgumentError(
        "close() was called inside a transaction, which would wait for itself.",
        {
          hint: "Close the database after the transaction has ended.",
        },
      );
    }
    await (this.#closing ??= this.#close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [inspect.custom](): string {
    const isClosed = this.#closing !== undefined;
    return `Database ${this.name} (${this.label}${isClosed ? ", closed" : ""})`;
  }

  #sendToPool(
    query: CompiledQuery,
    deadline: Deadline | undefined,
  ): Promise<DriverResult> {
    return deadline === undefined
      ? this.#pool.send(query)
      : sendWithin(this.#pool, this.#options.limits, query, deadline);
  }

  async #close(): Promise<void> {
    withdraw(this);
    await this.#pool.close();
    this.#listeners.emit("closed", { label: this.label });
  }
}
