import type { ConnectionOptions as TlsOptions } from "node:tls";
import { ConfigError } from "../errors/database-error";
import { checkKeys } from "./check-keys";
import type { TlsMode } from "../driver/connection-options";

/**
 * How many connections are kept, how long each step may take, and how they are
 * made. Times are in milliseconds; `Infinity` means no limit.
 *
 * @example
 * ```ts
 * const pool: PoolOptions = { max: 10, acquireTimeoutMs: 2_000, ssl: "verify-full" };
 * await connect({ database: "postgres://localhost/shop", pool });
 * ```
 */
export interface PoolOptions {
  /** Connections kept open even when idle; 5 unless told, or `max` when that is less. */
  readonly min?: number | undefined;
  /** Connections open at most; 20 unless told. PGlite has one. */
  readonly max?: number | undefined;
  /** How long opening a connection may take; 10 seconds unless told. */
  readonly connectTimeoutMs?: number | undefined;
  /** How long a statement or transaction waits for a connection; 10 seconds unless told. */
  readonly acquireTimeoutMs?: number | undefined;
  /** After how long without work a connection beyond `min` is closed; 10 minutes unless told. */
  readonly idleTimeoutMs?: number | undefined;
  /** After how long a connection is replaced; an hour unless told. */
  readonly maxLifetimeMs?: number | undefined;
  /** Whether statements are prepared and kept by the server; false for a pooler in transaction mode that does not follow them. */
  readonly prepare?: boolean | undefined;
  /** TLS: false for none, true for `verify-full`, a mode, or options of Node's `tls.connect`. Wins over `sslmode` in a URL. */
  readonly ssl?: boolean | TlsMode | TlsOptions | undefined;
}

/** The limits with every default filled in. */
export interface PoolLimits {
  readonly min: number;
  readonly max: number;
  readonly acquireTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxLifetimeMs: number;
  readonly prepare: boolean;
  /** How many statements are under way on one connection at most, when there are no more connections to spread them over. */
  readonly pipelineDepth: number;
}

/** Measured: see bench/README.md. */
const pipelineDepth = 4;

const known: Readonly<Record<keyof PoolOptions, true>> = {
  min: true,
  max: true,
  connectTimeoutMs: true,
  acquireTimeoutMs: true,
  idleTimeoutMs: true,
  maxLifetimeMs: true,
  prepare: true,
  ssl: true,
};

/**
 * Fills in the defaults.
 * @param sessions how many sessions the engine can hold
 * @throws ConfigError naming the key and what was expected
 */
export function resolvePoolLimits(
  options: PoolOptions,
  sessions: number,
): PoolLimits {
  checkKeys(options, Object.keys(known), "pool.");
  const max = Math.min(sessions, checkCount("max", options.max ?? 20, 1));
  const min = Math.min(
    sessions,
    checkCount("min", options.min ?? Math.min(5, max), 0),
  );
  if (min > max) {
    throw new ConfigError(
      `pool.min is ${String(min)}, more than pool.max, which is ${String(max)}.`,
    );
  }
  return {
    min,
    max,
    acquireTimeoutMs: checkDuration(
      "acquireTimeoutMs",
      options.acquireTimeoutMs ?? 10_000,
    ),
    idleTimeoutMs: checkDuration(
      "idleTimeoutMs",
      options.idleTimeoutMs ?? 600_000,
    ),
    maxLifetimeMs: checkDuration(
      "maxLifetimeMs",
      options.maxLifetimeMs ?? 3_600_000,
    ),
    prepare: checkBoolean("prepare", options.prepare ?? true),
    pipelineDepth,
  };
}

/**
 * A number of milliseconds that is above 0; Infinity means no limit.
 * @throws ConfigError
 */
export function checkDuration(key: keyof PoolOptions, value: unknown): number {
  if (typeof value === "number" && value > 0) return value;
  throw new ConfigError(`pool.${key} takes a number of milliseconds above 0.`);
}

function checkCount(
  key: keyof PoolOptions,
  value: unknown,
  least: number,
): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least)
    return value;
  throw new ConfigError(
    `pool.${key} takes a whole number from ${String(least)}.`,
  );
}

function checkBoolean(key: keyof PoolOptions, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw new ConfigError(`pool.${key} takes true or false.`);
}
