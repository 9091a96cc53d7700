import type { Database, ModelDefinition, ResolvedConfig } from "../lib/index";
import type { Output } from "./output";

/** What a command works with; everything is found and opened on first use. */
export interface Context {
  readonly output: Output;
  /** Aborted when the user or the system interrupts the command. */
  readonly signal: AbortSignal;
  /** The configuration of the project, checked, its paths made absolute. */
  config(): Promise<ResolvedConfig>;
  /** The exports of a file of the project, TypeScript or JavaScript. */
  readonly loadModule: (
    file: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** The files that the patterns of the configuration name, sorted. */
  findFiles(patterns: readonly string[]): Promise<readonly string[]>;
  /** Loads the project's models. Throws when there is none. */
  loadModels(): Promise<readonly ModelDefinition[]>;
  /** The configured database, opened as the default connection; closed at the end of the command. */
  connect(): Promise<Database>;
}
