import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { ResolvedConfig } from "../lib/index";

/** What a program reads its environment by. */
const reading = /\bprocess\.env\b|\bimport\.meta\.env\b|\bDeno\.env\b/;

/**
 * Tells of model files that read the environment: a model that is another one
 * in production has other migrations there, and the next `generate` on a
 * developer's machine would take its indexes away.
 */
export async function findEnvironmentNotes(
  config: Pick<ResolvedConfig, "models" | "directory">,
): Promise<readonly string[]> {
  const { findFiles } = await import("../lib/index.js");
  const notes: string[] = [];
  for (const file of await findFiles(config.models, config.directory)) {
    if (!reading.test(withoutComments(await readFile(file, "utf8")))) continue;
    const name = relative(process.cwd(), file);
    notes.push(
      `${name} reads the environment; what its models declare must not depend on it, or every environment gets other migrations.`,
    );
  }
  return notes;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?<![:\w"'`])\/\/.*$/gm, "");
}
