import type { Database, ModelDefinition, ResolvedConfig } from "../lib/index";
import type { Context } from "./context";
import { checkServer, namingFile, requireDatabase } from "./check-config";
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
    const { findFiles } = await import("../lib/index.js");
    const { directory } = await this.config();
    return findFiles(patterns, directory);
  }

  async loadModels(): Promise<readonly ModelDefinition[]> {
    return (this.#models ??= loadModels(await this.config(), (text) => {
      this.output.note(text);
    }));
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
    const { connect } = await import("../lib/index.js");
    const config = await this.config();
    const { name, pool, log, logParameters, slowQueryMs, strictLoading } =
      config;
    // A command runs for a moment: it keeps no connection ready.
    const database = await requireDatabase(config);
    const opened = await namingFile(
      this.source.database === undefined ? config.file : undefined,
      () =>
        connect({
          database,
          pool: { ...pool, min: 0 },
          ...{ name, log, logParameters, slowQueryMs, strictLoading },
        }),
    );
    try {
      await checkServer(opened, config);
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }
}
