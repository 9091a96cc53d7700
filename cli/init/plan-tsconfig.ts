import { join, relative } from "node:path";
import { findMissingOptions, parseTsconfig } from "../project/tsconfig";
import type { Tsconfig } from "../project/tsconfig";
import { editJson } from "./edit-json";
import type { FileChange } from "./file-change";
import type { FoundProject } from "./project";
import { tsconfigText } from "./templates";

/** The compiler's configuration as it will be, and how it gets there. */
export interface TsconfigPlan {
  readonly tsconfig: Tsconfig;
  readonly change: FileChange | undefined;
  /** What has to be done by hand. */
  readonly note: string | undefined;
}

/** Sets the options that decorators need, and leaves all others as they are. */
export async function planTsconfig({
  directory,
  tsconfig,
}: FoundProject): Promise<TsconfigPlan> {
  const purpose = "the compiler's options that decorators need";
  if (tsconfig === undefined) {
    const path = join(directory, "tsconfig.json");
    return {
      tsconfig: await parseTsconfig(path, tsconfigText),
      change: { path, before: undefined, text: tsconfigText, purpose },
      note: undefined,
    };
  }
  const { path, text: before, parsed, isSolution } = tsconfig;
  const missing = findMissingOptions(parsed.options);
  if (missing.length === 0)
    return { tsconfig, change: undefined, note: undefined };
  if (isSolution)
    return {
      tsconfig,
      change: undefined,
      note: `${relative(directory, path)} refers to other configurations. Write in the one that compiles the models: ${missing.map((name) => `"${name}": true`).join(", ")}`,
    };
  const text = await editJson(
    before,
    missing.map((name) => [["compilerOptions", name], true]),
  );
  return { tsconfig, change: { path, before, text, purpose }, note: undefined };
}
