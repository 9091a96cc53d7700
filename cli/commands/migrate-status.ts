import type { MigrationStatus } from "../../lib/migration/index";
import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import { formatTable } from "../format-table";

export const command: CommandDefinition = {
  name: "migrate status",
  describe: "Show what has run and what is pending",
  positionals: {},
  options: {},
  async run(context) {
    const { status } = await import("../../lib/migration/index.js");
    const { migrations: directory } = await context.config();
    const database = await context.connect();
    const report = await status(database, { directory });
    const { output } = context;
    if (report.migrations.length === 0)
      output.line(`There are no migrations in ${directory}.`);
    for (const line of formatTable(report.migrations.map(toRow)))
      output.line(line);
    if (report.hasForeignLedger) {
      output.note(
        "The table schema_migrations belongs to another tool; arx leaves it alone.",
      );
    }
    output.document(report);
    return ExitCode.ok;
  },
};

function toRow(migration: MigrationStatus): readonly string[] {
  const { id, name, state, isOutOfOrder, executedAt } = migration;
  return [
    isOutOfOrder ? `${state}, out of order` : state,
    `${id}_${name}`,
    executedAt ?? "",
  ];
}
