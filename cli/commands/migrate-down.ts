import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import { printScripts } from "../print-scripts";
import { readRunOptions, runOptions } from "../run-arguments";

export const command: CommandDefinition = {
  name: "migrate down",
  describe: "Take the latest migration back",
  positionals: {},
  options: {
    step: { type: "number", describe: "How many, the latest first (1)" },
    ...runOptions,
  },
  async run(context, args) {
    const { migrateDown, previewMigrateDown } =
      await import("../../lib/migration/index.js");
    const options = {
      ...(await readRunOptions(context, args)),
      step: args.number("step"),
    };
    const database = await context.connect();
    if (args.flag("dry-run")) {
      const scripts = await previewMigrateDown(database, options);
      printScripts(context.output, scripts, "Nothing has run.");
      return ExitCode.ok;
    }
    const reverted = await migrateDown(database, options);
    if (reverted.length === 0) context.output.line("Nothing has run.");
    context.output.document({ reverted });
    return ExitCode.ok;
  },
};
