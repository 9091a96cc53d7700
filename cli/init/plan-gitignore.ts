import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileChange } from "./file-change";

/** Keeps the embedded database out of version control. */
export function planGitignore(directory: string): FileChange | undefined {
  const path = join(directory, ".gitignore");
  const purpose = "leaves out the embedded database";
  if (!existsSync(path)) {
    const text = ".arx/\ndist/\nnode_modules/\n";
    return { path, before: undefined, text, purpose };
  }
  const before = readFileSync(path, "utf8");
  if (/^\/?\.arx(\/|$)/m.test(before)) return undefined;
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  return { path, before, text: `${before}${separator}.arx/\n`, purpose };
}
