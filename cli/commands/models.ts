import type { ModelDefinition } from "../../lib/index";
import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import { formatTable } from "../format-table";

export const command: CommandDefinition = {
  name: "models",
  describe: "List the models that the configuration names",
  positionals: {},
  options: {},
  async run(context) {
    const definitions = await context.loadModels();
    for (const line of formatTable(definitions.map(toRow)))
      context.output.line(line);
    context.output.document({ models: definitions.map(summarize) });
    return ExitCode.ok;
  },
};

function toRow(definition: ModelDefinition): readonly string[] {
  const { name, table, columns, relations } = summarize(definition);
  return [
    name,
    table,
    countOf(columns, "column"),
    countOf(relations, "relation"),
  ];
}

function countOf(items: readonly string[], noun: string): string {
  return `${String(items.length)} ${noun}${items.length === 1 ? "" : "s"}`;
}

interface ModelSummary {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly relations: readonly string[];
}

function summarize(definition: ModelDefinition): ModelSummary {
  const { name, schema, table, columns, relations } = definition;
  return {
    name,
    table: schema === "public" ? table : `${schema}.${table}`,
    columns: Object.keys(columns),
    relations: Object.keys(relations),
  };
}
