import type { DatabaseOptions } from "./config";

/** What `arx.config.ts` says. Paths are taken from the folder of that file. */
export interface ArxConfig extends Omit<
  DatabaseOptions,
  "database" | "name" | "models"
> {
  /** `postgres://…`, `pglite:DIRECTORY`, `pglite:memory`, or the parts of an address; DATABASE_URL unless given. */
  readonly database?: DatabaseOptions["database"] | undefined;
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
 * export default defineConfig({
 *   database: process.env.DATABASE_URL ?? "pglite:.arx/data",
 *   models: ["models/*.ts"],
 * });
 */
export function defineConfig(config: ArxConfig): ArxConfig {
  return config;
}
