import type { DatabaseAddress, DatabaseOptions } from "./config";

/**
 * What `arx.config.ts` says. Paths are taken from the folder of that file.
 *
 * @example
 * ```ts
 * const config: ArxConfig = {
 *   database: process.env.DATABASE_URL,
 *   models: ["models/*.ts"],
 *   migrations: "migrations",
 *   seeds: ["seeds/*.ts"],
 *   pool: { max: 10 },
 * };
 * ```
 */
export interface ArxConfig extends Omit<
  DatabaseOptions,
  "database" | "models" | "snapshot"
> {
  /** `postgres://…`, `pglite:DIRECTORY`, `pglite:memory`, or the parts of an address; DATABASE_URL, then the PG* variables, unless given. */
  readonly database?: DatabaseAddress | undefined;
  /** Whose tables this is about: the models bound to this connection; those bound to none unless given. */
  readonly name?: string | undefined;
  /** Patterns of the files that declare models; every `.ts` file under `models` unless given. */
  readonly models?: readonly string[] | undefined;
  /** The directory of the migration files; `migrations` unless given. */
  readonly migrations?: string | undefined;
  /** Patterns of the seed files; every `.ts` file under `seeds` unless given. */
  readonly seeds?: readonly string[] | undefined;
  /** The oldest PostgreSQL that the migrations must run on, 14 to 18; 14 unless given. */
  readonly minServerVersion?: number | undefined;
}

/**
 * Gives a configuration its type; the default export of `arx.config.ts`.
 *
 * @example
 * ```ts
 * export default defineConfig({
 *   database: process.env.DATABASE_URL ?? "pglite:.arx/data",
 *   models: ["models/*.ts"],
 * });
 * ```
 */
export function defineConfig(config: ArxConfig): ArxConfig {
  return config;
}
