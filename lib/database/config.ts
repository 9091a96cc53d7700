import type { ConnectionOptions } from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";
import type { ModelClass } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import type { StrictLoading } from "../typing/strict-loading";
import { checkKeys } from "./check-keys";
import { addressHint, resolveConnection } from "./connection-options";
import type { PostgresAddress } from "./connection-options";
import { databaseFromEnvironment } from "./environment-url";
import { resolvePoolLimits } from "./pool-options";
import type { PoolLimits, PoolOptions } from "./pool-options";
import type { DatabaseEvent, DatabaseEventListener } from "./database-event";
import { withSnapshot } from "./snapshot-option";
import { readStrictLoading } from "./strict-loading-options";
import type {
  StrictLoadingOptions,
  StrictLoadingSettings,
} from "./strict-loading-options";

/**
 * Where a database is: a URL, or the parts of one.
 *
 * @example
 * ```ts
 * const shop: DatabaseAddress = "postgres://app@localhost/shop";
 * const same: DatabaseAddress = { host: "localhost", user: "app", database: "shop" };
 * ```
 */
export type DatabaseAddress = string | PostgresAddress;

/**
 * What `connect` takes.
 *
 * @example
 * ```ts
 * await connect({ database: "postgres://app:secret@db.example.com/shop?sslmode=verify-full", pool: { max: 10 } });
 * await connect({ database: "pglite:memory" });
 * ```
 */
export interface DatabaseOptions {
  /** `postgres://…`, `pglite:DIRECTORY`, `pglite:memory`, or the parts of an address; left out, DATABASE_URL or the PG* variables say. */
  readonly database?: DatabaseAddress;
  /** How this connection is called by models that are bound to it, and in messages, where it is "default" unless told. */
  readonly name?: string | undefined;
  /** How many connections there are, and how long each step may take. */
  readonly pool?: PoolOptions | undefined;
  /** The models used, or patterns of the files that export them, from the working directory; mistakes in their declaration are then found while connecting. */
  readonly models?: readonly (ModelClass | string)[] | undefined;
  /** Told of every event once: statements, transactions, connections. Nothing is logged unless this is given. */
  readonly log?: DatabaseEventListener<DatabaseEvent> | undefined;
  /** Whether `log` sees the values of parameters; they are "[REDACTED]" unless told. */
  readonly logParameters?: boolean | undefined;
  /** From how many milliseconds a statement counts as slow. */
  readonly slowQueryMs?: number | undefined;
  /** What becomes of a relation that is awaited before it was loaded, unless query, model or record say otherwise; it is loaded unless told. */
  readonly strictLoading?: StrictLoading | StrictLoadingOptions | undefined;
  /** What `db.snapshot()` gave, for a new PGlite database to begin with. */
  readonly snapshot?: Uint8Array | undefined;
}

/** The options with every default filled in and every mistake found. */
export interface ResolvedOptions {
  readonly name: string;
  readonly connection: ConnectionOptions;
  readonly limits: PoolLimits;
  readonly models: readonly (ModelClass | string)[] | undefined;
  readonly log: DatabaseEventListener<DatabaseEvent> | undefined;
  readonly logParameters: boolean;
  readonly slowQueryMs: number;
  readonly strictLoading: StrictLoadingSettings;
}

const known: Readonly<Record<keyof DatabaseOptions, true>> = {
  database: true,
  name: true,
  pool: true,
  models: true,
  log: true,
  logParameters: true,
  slowQueryMs: true,
  strictLoading: true,
  snapshot: true,
};

/**
 * Checks the options and fills in the defaults.
 * @throws ConfigError naming the key and what was expected
 */
export function resolveOptions(options: DatabaseOptions): ResolvedOptions {
  checkKeys(options, Object.keys(known), "");
  const pool = options.pool ?? {};
  const connection = withSnapshot(
    resolveConnection(readDatabase(options), pool),
    options.snapshot,
  );
  const sessions = connection.kind === "pglite" ? 1 : Number.POSITIVE_INFINITY;
  return {
    name: readName(options.name) ?? "default",
    connection,
    limits: resolvePoolLimits(pool, sessions),
    models: readModels(options.models),
    log: readListener(options.log),
    logParameters: readFlag(options.logParameters),
    slowQueryMs: readThreshold(options.slowQueryMs),
    strictLoading: readStrictLoading(options.strictLoading),
  };
}

/**
 * The environment is asked only when nothing was said at all: a program that
 * passes an unset variable must not end up at another database.
 */
function readDatabase(options: DatabaseOptions): DatabaseAddress {
  const isSaid = "database" in options;
  const database: unknown = isSaid
    ? options.database
    : databaseFromEnvironment();
  if (typeof database === "string" && database !== "") return database;
  if (isAddress(database)) return database;
  if (database !== undefined && database !== "")
    throw new ConfigError(
      `database takes a URL or its parts, not ${describeValue(database)}.`,
      { hint: addressHint },
    );
  const elsewhere = ", or set DATABASE_URL or PGHOST and PGDATABASE";
  throw new ConfigError("database is missing.", {
    hint: `Write connect({ database: 'postgres://…' }) or connect({ database: 'pglite:memory' })${isSaid ? "" : elsewhere}.`,
  });
}

/** What its parts are is checked where they are read. */
function isAddress(value: unknown): value is PostgresAddress {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readName(name: unknown): string | undefined {
  if (name === undefined || (typeof name === "string" && name !== ""))
    return name;
  throw new ConfigError("name takes a text that is not empty.", {
    hint: 'Write name: "reports".',
  });
}

function readModels(models: unknown): DatabaseOptions["models"] {
  if (models === undefined || Array.isArray(models)) return models;
  throw new ConfigError("models takes a list.", {
    hint: 'Write models: [User, Article] or models: ["models/**/*.js"].',
  });
}

function readListener(log: unknown): DatabaseOptions["log"] {
  if (log === undefined || typeof log === "function")
    return log as DatabaseOptions["log"];
  throw new ConfigError("log takes a function.", {
    hint: "Write log: (event) => { console.log(event.kind, event); }.",
  });
}

function readFlag(logParameters: unknown): boolean {
  if (logParameters === undefined) return false;
  if (typeof logParameters === "boolean") return logParameters;
  throw new ConfigError("logParameters takes true or false.");
}

function readThreshold(value: number | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (typeof value === "number" && value >= 0) return value;
  throw new ConfigError("slowQueryMs takes a number of milliseconds from 0.");
}
