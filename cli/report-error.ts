import { ExitCode } from "./exit-code";
import type { Output } from "./output";

/** What a program gets under `--json` when a command fails. */
interface ErrorDocument {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint: string | undefined;
    /** What to pass to `--allow`, when that is the answer. */
    readonly allow: unknown;
    /** What is to be decided, each with the ways to do so. */
    readonly questions: unknown;
  };
}

/** An error as the command knows it: arx's own have a code and a hint, any other may come. */
interface KnownError {
  readonly code?: unknown;
  readonly message: string;
  readonly hint?: unknown;
  readonly allow?: unknown;
  readonly questions?: unknown;
  readonly stack?: string;
}

/** Prints an error, and gives the code to exit with. */
export function reportError(
  thrown: unknown,
  output: Output,
  isVerbose: boolean,
): ExitCode {
  const error = toKnownError(thrown);
  output.note(isVerbose ? describeAll(thrown) : error.message);
  const hint = typeof error.hint === "string" ? error.hint : undefined;
  // The list of mistakes in models has the way out of each already.
  if (hint !== undefined && !error.message.includes(hint))
    output.note(`  ${hint}`);
  const code = typeof error.code === "string" ? error.code : "UNEXPECTED";
  const { message, allow, questions } = error;
  const document: ErrorDocument = {
    error: { code, message, hint, allow, questions },
  };
  output.document(document);
  return isQuestion(code) ? ExitCode.usage : ExitCode.failure;
}

/** Errors that another command line would have answered. */
function isQuestion(code: string): boolean {
  return ["USAGE", "DESTRUCTIVE_CHANGE", "UNDECIDED_CHANGE"].includes(code);
}

function toKnownError(thrown: unknown): KnownError {
  return thrown instanceof Error
    ? thrown
    : { message: `Something was thrown that is no error: ${String(thrown)}` };
}

/** The stack of an error and of everything that led to it. */
function describeAll(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = thrown.stack ?? thrown.message;
  return thrown.cause === undefined
    ? own
    : `${own}\nCaused by: ${describeAll(thrown.cause)}`;
}
