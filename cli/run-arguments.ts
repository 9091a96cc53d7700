import type { RunOptions } from "../lib/migration/index";
import type { Arguments } from "./arguments";
import type { OptionDefinition } from "./command";
import type { Context } from "./context";

/** The options of every command that runs migrations on a database. */
export const runOptions: Readonly<Record<string, OptionDefinition>> = {
  "dry-run": { type: "flag", describe: "Print the SQL, change nothing" },
  "allow-changed": {
    type: "flag",
    describe: "Accept files that were edited after they ran",
  },
  "lock-timeout": {
    type: "number",
    describe: "Milliseconds a statement waits for a table in use (5000)",
  },
  "statement-timeout": {
    type: "number",
    describe: "Milliseconds a statement may run (no limit)",
  },
  "lock-wait": {
    type: "number",
    describe: "Milliseconds to wait for another process that migrates (60000)",
  },
};

/** What the library is told of them. */
export async function readRunOptions(
  context: Context,
  args: Arguments,
): Promise<RunOptions> {
  const { migrations } = await context.config();
  const { output, signal } = context;
  return {
    signal,
    directory: migrations,
    load: context.loadModule,
    allowChanged: args.flag("allow-changed"),
    lockTimeoutMs: args.number("lock-timeout"),
    statementTimeoutMs: args.number("statement-timeout"),
    lockWaitMs: args.number("lock-wait"),
    onEvent: (event) => {
      switch (event.kind) {
        case "waiting":
          output.note(
            `Waiting: another process migrates or seeds (${event.holder}).`,
          );
          break;
        case "out of order":
          output.note(
            `Out of order, older than what has run: ${event.migrations.map(({ id, name }) => `${id}_${name}`).join(", ")}`,
          );
          break;
        case "applied":
        case "reverted":
          output.line(
            `${event.kind} ${event.migration.id}_${event.migration.name} (${String(event.durationMs)} ms)`,
          );
          break;
      }
    },
  };
}
