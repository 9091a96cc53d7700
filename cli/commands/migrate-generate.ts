import { relative } from "node:path";
import type { GeneratedMigration } from "../../lib/migration/index";
import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import type { Output } from "../output";
import { findEnvironmentNotes } from "../environment-notes";
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
    const notes = await findEnvironmentNotes(await context.config());
    report(context.output, generated, isDryRun, notes);
    return ExitCode.ok;
  },
};

function report(
  output: Output,
  generated: GeneratedMigration | undefined,
  isDryRun: boolean,
  environmentNotes: readonly string[],
): void {
  if (generated === undefined) {
    output.line("No changes: models and migrations agree.");
    output.document({ file: null, steps: [] });
    return;
  }
  const files = [generated, generated.followUp ?? []].flat();
  for (const { file, sql } of files) {
    if (isDryRun) output.line(`-- ${file}\n${sql}`);
    else output.line(`Wrote ${relative(process.cwd(), file)}`);
  }
  printHazards(
    output,
    files.flatMap(({ steps }) => steps),
  );
  const notes = [...files.flatMap((each) => each.notes), ...environmentNotes];
  for (const note of notes) output.note(`note: ${note}`);
  const { file, sql, text, steps, followUp } = generated;
  output.document({
    file,
    dryRun: isDryRun,
    steps,
    sql,
    text,
    notes,
    ...(followUp === undefined ? {} : { followUp: describeFile(followUp) }),
  });
}

function describeFile({ file, steps, sql, text }: GeneratedMigration): object {
  return { file, steps, sql, text };
}
