import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { ResolvedConfig } from "../lib/index";
import { readConfigExport } from "./config-export";
import { findConfig } from "./find-config";
import { loadFile } from "./load-file";

/** Which configuration, and what the command line puts in its place. */
export interface ConfigSource {
  /** As typed after `--config`. */
  readonly config: string | undefined;
  /** As typed after `--database`. */
  readonly database: string | undefined;
}

/**
 * Finds, loads and checks the configuration.
 * @throws ConfigError when there is none, or what it says is wrong
 */
export async function loadConfig(
  source: ConfigSource,
): Promise<ResolvedConfig> {
  const { ConfigError, resolveConfig, resolveDatabase } =
    await import("../lib/index.js");
  const cwd = process.cwd();
  const file =
    source.config === undefined ? findConfig(cwd) : resolve(cwd, source.config);
  if (file === undefined)
    throw new ConfigError(`There is no arx.config.ts in ${cwd} or above.`, {
      hint,
    });
  if (!existsSync(file))
    throw new ConfigError(`There is no configuration file ${file}.`, { hint });
  const exports = await loadFile(file);
  const config = resolveConfig(await readConfigExport(exports, file), file);
  return source.database === undefined
    ? config
    : { ...config, database: resolveDatabase(source.database, cwd) };
}

const hint =
  'Write one: import { defineConfig } from "arx"; export default defineConfig({ database: "pglite:.arx/data", models: ["models/**/*.ts"] });';
