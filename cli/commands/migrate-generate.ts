import { relative } from "node:path";
import type { GeneratedMigration } from "../../lib/migration/index";
import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import type { Output } from "../output";
import { printHazards } from "../print-hazards";

export const command: CommandDefinition = {
  name: "migrate generate",
  describe: "Write the migration that the models need",
  positionals: {
    name: { describe: "What it does, in a few words" },
  },
  options: {
    allow: {
      type: "list",
      describe: "A loss that is meant: 'drop column cities.area'",
    },
    rename: { type: "list", describe: "A rename: cities.area=size" },
    "dry-run": { type: "flag", describe: "Print the SQL, write nothing" },
  },
  async run(context, args) {
    const { generate } = await import("../../lib/migration/index.js");
    const { migrations, minServerVersion, name } = await context.config();
    const isDryRun = args.flag("dry-run");
    const generated = await generate({
      models: await context.loadModels(),
      connection: name,
      directory: migrations,
      load: context.loadModule,
      name: args.text("name"),
      allow: args.list("allow"),
      renames: args.list("rename"),
      minServerVersion,
      dryRun: isDryRun,
    });
    report(context.output, generated, isDryRun);
    return ExitCode.ok;
  },
};

function report(
  output: Output,
  generated: GeneratedMigration | undefined,
  isDryRun: boolean,
): void {
  if (generated === undefined) {
    output.line("No changes: models and migrations agree.");
    output.document({ file: null, steps: [] });
    return;
  }
  const { file, sql, text, steps } = generated;
  if (isDryRun) output.line(`-- ${file}\n${sql}`);
  else output.line(`Wrote ${relative(process.cwd(), file)}`);
  printHazards(output, steps);
  output.document({ file, dryRun: isDryRun, steps, sql, text });
}
