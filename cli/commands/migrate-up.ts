import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import { printScripts } from "../print-scripts";
import { readRunOptions, runOptions } from "../run-arguments";

export const command: CommandDefinition = {
  name: "migrate up",
  describe: "Apply pending migrations",
  positionals: {},
  options: {
    to: { type: "text", describe: "The id of the last migration to apply" },
    ...runOptions,
  },
  async run(context, args) {
    const { migrate, previewMigrate, status } =
      await import("../../lib/migration/index.js");
    const options = {
      ...(await readRunOptions(context, args)),
      to: args.text("to"),
    };
    const database = await context.connect();
    if (args.flag("dry-run")) {
      const scripts = await previewMigrate(database, options);
      printScripts(context.output, scripts, "Nothing is pending.");
      return ExitCode.ok;
    }
    const applied = await migrate(database, options);
    if (applied.length === 0) {
      // Whoever has a model and no migration yet means to have tables.
      const { migrations: directory } = await context.config();
      const { migrations } = await status(database, { directory });
      context.output.line(
        migrations.length === 0
          ? "There are no migrations yet. Write the first one: npx arx migrate generate"
          : "Nothing is pending.",
      );
    }
    context.output.document({ applied });
    return ExitCode.ok;
  },
};
