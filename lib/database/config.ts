import type { ConnectionOptions } from "../driver/connection-options";
import { ConfigError } from "../errors/database-error";
import type { ModelClass } from "../metadata/definition";
import { checkKeys } from "./check-keys";
import { resolveConnection } from "./connection-options";
import type { PostgresAddress } from "./connection-options";
import { resolvePoolLimits } from "./pool-options";
import type { PoolLimits, PoolOptions } from "./pool-options";
import type { QueryEvent } from "./query-log";

/**
 * What `connect` takes.
 *
 * @example
 * await connect({ database: "postgres://app:secret@db.example.com/shop?sslmode=verify-full", pool: { max: 10 } });
 * await connect({ database: "pglite:memory" });
 */
export interface DatabaseOptions {
  /** `postgres://…`, `pglite:DIRECTORY`, `pglite:memory`, or the parts of an address. */
  readonly database: string | PostgresAddress;
  /** How this connection is called in messages; "default" unless told. */
  readonly name?: string | undefined;
  readonly pool?: PoolOptions | undefined;
  /** The models used; mistakes in their declaration are then found while connecting. */
  readonly models?: readonly ModelClass[] | undefined;
  /** Told of every statement after it has run. Nothing is logged unless this is given. */
  readonly log?: ((event: QueryEvent) => void) | undefined;
  /** Whether `log` sees the values of parameters; they are "[REDACTED]" unless told. */
  readonly logParameters?: boolean | undefined;
  /** From how many milliseconds a statement counts as slow. */
  readonly slowQueryMs?: number | undefined;
}

/** The options with every default filled in and every mistake found. */
export interface ResolvedOptions {
  readonly name: string;
  readonly connection: ConnectionOptions;
  readonly limits: PoolLimits;
  readonly models: readonly ModelClass[] | undefined;
  readonly log: ((event: QueryEvent) => void) | undefined;
  readonly logParameters: boolean;
  readonly slowQueryMs: number;
}

const known: Readonly<Record<keyof DatabaseOptions, true>> = {
  database: true,
  name: true,
  pool: true,
  models: true,
  log: true,
  logParameters: true,
  slowQueryMs: true,
};

/**
 * Checks the options and fills in the defaults.
 * @throws ConfigError naming the key and what was expected
 */
export function resolveOptions(options: DatabaseOptions): ResolvedOptions {
  checkKeys(options, Object.keys(known), "");
  const pool = options.pool ?? {};
  if (!isDatabase(options.database))
    throw new ConfigError("database is missing.", missingHint);
  const connection = resolveConnection(options.database, pool);
  const sessions = connection.kind === "pglite" ? 1 : Number.POSITIVE_INFINITY;
  return {
    name: options.name ?? "default",
    connection,
    limits: resolvePoolLimits(pool, sessions),
    models: options.models,
    log: options.log,
    logParameters: options.logParameters ?? false,
    slowQueryMs: readThreshold(options.slowQueryMs),
  };
}

const missingHint = {
  hint: "Write connect({ database: 'postgres://…' }) or connect({ database: 'pglite:memory' }).",
};

/** Programs without types pass what an unset variable gives. */
function isDatabase(database: unknown): boolean {
  return (
    (typeof database === "string" && database !== "") ||
    (typeof database === "object" && database !== null)
  );
}

function readThreshold(value: number | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (typeof value === "number" && value >= 0) return value;
  throw new ConfigError("slowQueryMs takes a number of milliseconds from 0.");
}
