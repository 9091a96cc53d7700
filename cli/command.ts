import type { Arguments } from "./arguments";
import type { Context } from "./context";
import type { ExitCode } from "./exit-code";

/** One `--option` of a command. A list may be given more than once. */
export interface OptionDefinition {
  readonly type: "text" | "list" | "flag" | "number";
  readonly describe: string;
}

/** A word without dashes: `migrate generate [name]`. All are optional. */
export interface PositionalDefinition {
  readonly describe: string;
}

/**
 * One verb of the command line, one file in `commands/`.
 *
 * The module is loaded for `--help` too, so that it must stay light: types of
 * the library come by `import type`, its code inside `run` by
 * `await import("../../lib/….js")`.
 */
export interface CommandDefinition {
  /** The words after `arx`: `migrate up`. */
  readonly name: string;
  readonly describe: string;
  readonly positionals: Readonly<Record<string, PositionalDefinition>>;
  /** By name without dashes; `--config --database --json --verbose` are every command's. */
  readonly options: Readonly<Record<string, OptionDefinition>>;
  /**
   * Does the work. Errors are thrown, not printed: the caller prints message
   * and hint, closes what `context` opened, and exits with 1.
   */
  run(context: Context, args: Arguments): Promise<ExitCode>;
}
