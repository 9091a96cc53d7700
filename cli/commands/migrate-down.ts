import type { MigrationScript } from "../../lib/migration/index";
import type { CommandDefinition } from "../command";
import { confirmLoss, confirmOptions } from "../confirm";
import { ExitCode } from "../exit-code";
import { printScripts } from "../print-scripts";
import { readRunOptions, runOptions } from "../run-arguments";

export const command: CommandDefinition = {
  name: "migrate down",
  describe: "Take the latest migration back",
  positionals: {},
  options: {
    step: { type: "number", describe: "How many, the latest first (1)" },
    ...confirmOptions,
    ...runOptions,
  },
  async run(context, args) {
    const { migrateDown, previewMigrateDown } =
      await import("../../lib/migration/index.js");
    const options = {
      ...(await readRunOptions(context, args)),
      step: args.number("step"),
    };
    const { output, signal } = context;
    const database = await context.connect();
    const scripts = await previewMigrateDown(database, options);
    if (args.flag("dry-run")) {
      printScripts(output, scripts, "Nothing has run.");
      return ExitCode.ok;
    }
    if (scripts.length > 0)
      await confirmLoss(database, describeLoss(scripts), args, signal);
    const reverted =
      scripts.length === 0 ? [] : await migrateDown(database, options);
    if (reverted.length === 0) output.line("Nothing has run.");
    output.document({ reverted });
    return ExitCode.ok;
  },
};

function describeLoss(scripts: readonly MigrationScript[]): string {
  const names = scripts.map(({ id, name }) => `${id}_${name}`).join(", ");
  return `Taking back ${names} deletes what it made, with the rows in it.`;
}
