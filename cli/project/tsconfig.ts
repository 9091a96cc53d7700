import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type typescript from "typescript";
import type { CompilerOptions, ParsedCommandLine } from "typescript";
import { UnreadableFileError } from "./unreadable-file-error";

/** The compiler's configuration of a project, with what it extends. */
export interface Tsconfig {
  readonly path: string;
  readonly text: string;
  readonly parsed: ParsedCommandLine;
  /** Whether it compiles nothing itself and refers to other configurations. */
  readonly isSolution: boolean;
}

/** The options without which no model works, in the order in which they are written. */
export const decoratorOptions = [
  "experimentalDecorators",
  "emitDecoratorMetadata",
] as const;

/**
 * Reads the tsconfig.json of a directory.
 * @returns undefined when there is none
 * @throws UnreadableFileError
 */
export async function readTsconfig(
  directory: string,
): Promise<Tsconfig | undefined> {
  const path = join(directory, "tsconfig.json");
  return existsSync(path)
    ? parseTsconfig(path, readFileSync(path, "utf8"))
    : undefined;
}

/**
 * Understands a tsconfig.json with arx's own TypeScript.
 * @throws UnreadableFileError
 */
export async function parseTsconfig(
  path: string,
  text: string,
): Promise<Tsconfig> {
  // Loaded here and not above: few commands need the compiler.
  const { default: ts } = await import("typescript");
  const read = ts.parseConfigFileTextToJson(path, text);
  if (read.error !== undefined)
    throw unreadable(path, read.error.messageText, ts);
  const json = (read.config ?? {}) as Readonly<Record<string, unknown>>;
  const directory = dirname(path);
  const parsed = ts.parseJsonConfigFileContent(
    json,
    ts.sys,
    directory,
    undefined,
    path,
  );
  const fault = parsed.errors.find(({ code }) => !harmless.includes(code));
  if (fault !== undefined) throw unreadable(path, fault.messageText, ts);
  const isSolution =
    Array.isArray(json["references"]) && parsed.fileNames.length === 0;
  return { path, text, parsed, isSolution };
}

/** "No inputs were found" and "the files list is empty": the first model is still to come. */
const harmless = [18003, 18002];

/** The options that models need and the compiler is not told. */
export function findMissingOptions(
  options: CompilerOptions,
): readonly (typeof decoratorOptions)[number][] {
  return decoratorOptions.filter((name) => options[name] !== true);
}

type TypeScript = typeof typescript;
type MessageText = Parameters<TypeScript["flattenDiagnosticMessageText"]>[0];

function unreadable(
  path: string,
  message: MessageText,
  ts: TypeScript,
): UnreadableFileError {
  const text = ts.flattenDiagnosticMessageText(message, " ");
  return new UnreadableFileError(path, text);
}
