import { dirname, resolve } from "node:path";
import { ConfigError } from "../errors/database-error";
import { checkKeys } from "./check-keys";
import type { DatabaseAddress, DatabaseOptions } from "./config";
import type { ArxConfig } from "./define-config";
import { databaseFromEnvironment } from "./environment-url";
import { hideSecrets } from "./hide-secrets";

/**
 * A configuration that was checked, with every default filled in.
 *
 * @example
 * ```ts
 * const config: ResolvedConfig = resolveConfig({ models: ["src/*.model.ts"] }, "/shop/arx.config.ts");
 * config.migrations;   // "/shop/migrations"
 * ```
 */
export interface ResolvedConfig extends Omit<
  DatabaseOptions,
  "database" | "models" | "snapshot"
> {
  /** The file it was read from. */
  readonly file: string;
  /** The folder of that file: patterns start here. */
  readonly directory: string;
  /** Undefined when neither the file nor the environment says one; the directory of PGlite is absolute. */
  readonly database: DatabaseAddress | undefined;
  /** Patterns of the files that declare models. */
  readonly models: readonly string[];
  /** The directory of the migration files, absolute. */
  readonly migrations: string;
  /** Patterns of the seed files. */
  readonly seeds: readonly string[];
  /** The oldest major version of PostgreSQL that the migrations must run on. */
  readonly minServerVersion: number;
}

const known: Readonly<Record<keyof ArxConfig, true>> = {
  database: true,
  name: true,
  models: true,
  migrations: true,
  seeds: true,
  minServerVersion: true,
  pool: true,
  log: true,
  logParameters: true,
  slowQueryMs: true,
  strictLoading: true,
};

/**
 * Checks what a configuration file exports and fills in the defaults. What
 * concerns the connection alone is checked when it is opened.
 *
 * @example
 * ```ts
 * const config = resolveConfig({ models: "models" }, "/shop/arx.config.ts");
 * // throws ConfigError: /shop/arx.config.ts: models takes a list of file patterns, not a string.
 * ```
 *
 * @throws ConfigError naming the file, the key and what was expected
 */
export function resolveConfig(exported: unknown, file: string): ResolvedConfig {
  try {
    return hideSecrets(resolveIn(dirname(file), file, exported));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { message, hint } = error;
    throw new ConfigError(`${file}: ${message}`, { hint, cause: error });
  }
}

/**
 * A database as the command takes it: a directory of PGlite starts from
 * `directory`; anything else stays as it is.
 *
 * @example
 * ```ts
 * resolveDatabase("pglite:.arx/data", "/shop");   // "pglite:/shop/.arx/data"
 * ```
 */
export function resolveDatabase(
  database: DatabaseAddress,
  directory: string,
): DatabaseAddress {
  const path =
    typeof database === "string"
      ? // What begins like the host of a URL stays as it is, and is refused where it is opened.
        /^pglite:(?!\/\/)(.+)$/.exec(database)?.[1]
      : undefined;
  return path === undefined || path === "memory"
    ? database
    : `pglite:${resolve(directory, path)}`;
}

function resolveIn(
  directory: string,
  file: string,
  exported: unknown,
): ResolvedConfig {
  checkKeys(exported, Object.keys(known), "");
  // The keys are known now; their values are checked one by one below, and by the connection.
  const config = exported as ArxConfig;
  const database = config.database ?? databaseFromEnvironment();
  const { pool, log, logParameters, slowQueryMs, strictLoading } = config;
  return {
    file,
    directory,
    database:
      database === undefined ? undefined : resolveDatabase(database, directory),
    name: readText("name", config.name, "reports"),
    models: readPatterns("models", config.models) ?? ["models/**/*.ts"],
    migrations: resolve(
      directory,
      readText("migrations", config.migrations) ?? "migrations",
    ),
    seeds: readPatterns("seeds", config.seeds) ?? ["seeds/**/*.ts"],
    minServerVersion: readVersion(config.minServerVersion),
    pool,
    log,
    logParameters,
    slowQueryMs,
    strictLoading,
  };
}

function readText(
  key: string,
  value: unknown,
  example: string = key,
): string | undefined {
  if (value === undefined || (typeof value === "string" && value !== ""))
    return value;
  throw new ConfigError(`${key} takes a text, not ${describeType(value)}.`, {
    hint: `Write ${key}: "${example}".`,
  });
}

function readPatterns(
  key: string,
  value: unknown,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === "string"))
    return value;
  throw new ConfigError(
    `${key} takes a list of file patterns, not ${describeType(value)}.`,
    { hint: `Write ${key}: ["${key}/**/*.ts"].` },
  );
}

function readVersion(value: unknown): number {
  if (value === undefined) return 14;
  if (typeof value === "number" && [14, 15, 16, 17, 18].includes(value))
    return value;
  throw new ConfigError(
    "minServerVersion takes the number of a major version of PostgreSQL, 14 to 18.",
  );
}

function describeType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return value === "" ? "an empty one" : `a ${typeof value}`;
}
