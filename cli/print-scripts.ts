import type { MigrationScript } from "../lib/migration/index";
import type { Output } from "./output";

/** Prints what migrations would run, each under a comment with its name, so that psql can read it. */
export function printScripts(
  output: Output,
  scripts: readonly MigrationScript[],
  whenNone: string,
): void {
  if (scripts.length === 0) output.line(`-- ${whenNone}`);
  for (const { id, name, sql } of scripts)
    output.line(`-- ${id}_${name}\n${sql}`);
  output.document({ dryRun: true, migrations: scripts });
}
