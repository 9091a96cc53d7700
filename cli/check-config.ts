import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Database, ResolvedConfig } from "../lib/index";

/**
 * The database that the configuration or the environment names.
 * @throws ConfigError when neither does
 */
export async function requireDatabase({
  database,
  directory,
  file,
}: ResolvedConfig): Promise<NonNullable<ResolvedConfig["database"]>> {
  if (database !== undefined && database !== "") return database;
  const { ConfigError } = await import("../lib/index.js");
  const isInEnvFile = hasDatabaseUrl(join(directory, ".env"));
  throw new ConfigError(`${file} names no database.`, {
    hint: isInEnvFile
      ? "DATABASE_URL stands in .env, which nothing has read: write process.loadEnvFile() at the top of the configuration."
      : 'Write database: "postgres://…" or "pglite:.arx/data", set DATABASE_URL, or pass --database.',
  });
}

/**
 * A migration may use what only newer servers have.
 * @throws ConfigError when the server is older than the configuration promises
 */
export async function checkServer(
  { label, serverVersion }: Database,
  { file, minServerVersion }: ResolvedConfig,
): Promise<void> {
  if (serverVersion >= minServerVersion) return;
  const { ConfigError } = await import("../lib/index.js");
  throw new ConfigError(
    `${label} runs PostgreSQL ${String(serverVersion)}; minServerVersion in ${file} is ${String(minServerVersion)}.`,
    {
      hint: `Upgrade the server, or write minServerVersion: ${String(serverVersion)}.`,
    },
  );
}

/**
 * Says in which file an option is wrong, unless the command line gave it.
 * @throws what `run` throws
 */
export async function namingFile<T>(
  file: string | undefined,
  run: () => Promise<T>,
): Promise<T> {
  const { ConfigError } = await import("../lib/index.js");
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConfigError) || file === undefined) throw error;
    const { message, hint } = error;
    throw new ConfigError(`${file}: ${message}`, { hint, cause: error });
  }
}

function hasDatabaseUrl(file: string): boolean {
  return (
    existsSync(file) &&
    /^(export\s+)?DATABASE_URL\s*=/m.test(readFileSync(file, "utf8"))
  );
}
