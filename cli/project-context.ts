import type { Database, ModelDefinition, ResolvedConfig } from "../lib/index";
import type { Context } from "./context";
import { findFiles } from "./find-files";
import { loadConfig } from "./load-config";
import type { ConfigSource } from "./load-config";
import { loadModels } from "./load-models";
import { loadModule } from "./load-module";
import type { Output } from "./output";

/** The context of one run of the command: everything once, on first use. */
export class ProjectContext implements Context {
  #config: Promise<ResolvedConfig> | undefined;
  #models: Promise<readonly ModelDefinition[]> | undefined;
  #database: Promise<Database> | undefined;

  constructor(
    private readonly source: ConfigSource,
    readonly output: Output,
    readonly signal: AbortSignal,
  ) {}

  readonly loadModule = loadModule;

  config(): Promise<ResolvedConfig> {
    return (this.#config ??= loadConfig(this.source));
  }

  async findFiles(patterns: readonly string[]): Promise<readonly string[]> {
    const { directory } = await this.config();
    return findFiles(patterns, directory);
  }

  async loadModels(): Promise<readonly ModelDefinition[]> {
    return (this.#models ??= loadModels(await this.config()));
  }

  connect(): Promise<Database> {
    return (this.#database ??= this.#open());
  }

  /** Closes what was opened. Safe to call again. */
  async close(): Promise<void> {
    const database = await this.#database?.catch(() => undefined);
    await database?.close();
  }

  async #open(): Promise<Database> {
    const { ConfigError, connect } = await import("../lib/index.js");
    const { database, pool, log, logParameters, slowQueryMs, file } =
      await this.config();
    if (database === undefined || database === "") {
      throw new ConfigError(`${file} names no database.`, {
        hint: 'Write database: "postgres://…" or "pglite:.arx/data", set DATABASE_URL, or pass --database.',
      });
    }
    // A command runs for a moment: it keeps no connection ready.
    const options = { log, logParameters, slowQueryMs };
    return connect({ database, pool: { ...pool, min: 0 }, ...options });
  }
}
