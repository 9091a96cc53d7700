import { relative } from "node:path";
import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";
import { formatTable } from "../format-table";
import type { FileChange } from "../init/file-change";
import type { InitPlan } from "../init/plan-init";
import type { Output } from "../output";
import { readVersion } from "../version";

export const command: CommandDefinition = {
  name: "init",
  describe: "Write a configuration, a first model, a seed and a program",
  positionals: {},
  options: {
    "dry-run": { type: "flag", describe: "Print the files, write nothing" },
  },
  async run({ output }, args) {
    const { planInit } = await import("../init/plan-init.js");
    const { writeFiles } = await import("../init/write-files.js");
    const plan = await planInit(process.cwd(), readVersion());
    const isDryRun = args.flag("dry-run");
    if (isDryRun) printFiles(output, plan.changes);
    else {
      writeFiles(plan.changes);
      printChanges(output, plan.changes);
    }
    printRest(output, plan);
    output.document(toDocument(plan, isDryRun));
    return ExitCode.ok;
  },
};

function printFiles(output: Output, changes: readonly FileChange[]): void {
  for (const { path, text } of changes)
    output.line(`--- ${nameOf(path)}\n${text}`);
}

function printChanges(output: Output, changes: readonly FileChange[]): void {
  const rows = changes.map(({ path, before, purpose }) => [
    before === undefined ? "wrote" : "changed",
    nameOf(path),
    purpose,
  ]);
  for (const line of formatTable(rows)) output.line(line);
}

function printRest(output: Output, { kept, notes, next }: InitPlan): void {
  for (const name of kept) output.line(`${name} is there already: left alone`);
  for (const note of notes) output.note(note);
  if (next.length === 0) return;
  output.line("\nNext:");
  for (const command of next) output.line(`  ${command}`);
}

function toDocument(
  { changes, kept, notes, next }: InitPlan,
  dryRun: boolean,
): unknown {
  const files = changes.map(({ path, before, text }) => ({
    file: path,
    action: before === undefined ? "create" : "change",
    text,
  }));
  return { dryRun, files, kept, notes, next };
}

function nameOf(path: string): string {
  return relative(process.cwd(), path);
}
