import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { FileChange } from "./file-change";

/** Raised when a file could not be written; what was written before it is taken back. */
class WriteError extends Error {
  readonly code = "WRITE_FAILED";
  readonly hint: string;

  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${path} cannot be written: ${reason}. Nothing was changed.`, {
      cause,
    });
    this.hint =
      "See that its folder can be written to, then run npx arx init again.";
  }
}

/**
 * Makes all changes or none.
 * @throws WriteError
 */
export function writeFiles(changes: readonly FileChange[]): void {
  const undo: (() => void)[] = [];
  for (const change of changes) {
    try {
      undo.push(...write(change));
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw new WriteError(change.path, error);
    }
  }
}

/** Writes one file and gives the steps back, the last one first to be taken. */
function write({ path, before, text }: FileChange): readonly (() => void)[] {
  if (before !== undefined) {
    writeFileSync(path, text);
    return [
      () => {
        writeFileSync(path, before);
      },
    ];
  }
  const made = mkdirSync(dirname(path), { recursive: true });
  const removeDirectory = (): void => {
    if (made !== undefined) rmSync(made, { recursive: true });
  };
  try {
    // A file that came to be meanwhile is not overwritten.
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    removeDirectory();
    throw error;
  }
  return [
    removeDirectory,
    () => {
      rmSync(path, { force: true });
    },
  ];
}
