import { ExitCode } from "./exit-code";
import type { Output } from "./output";

/** What errors carry for programs beside code, message and hint; see docs/command.md. */
const detailKeys = [
  "allow",
  "questions",
  "problems",
  "pending",
  "migration",
  "seed",
  "sqlState",
] as const;

/** An error as the command knows it: arx's own have a code and a hint, any other may come. */
type KnownError = Pick<Error, "message" | "stack"> & {
  readonly code?: unknown;
  readonly hint?: unknown;
} & Readonly<Partial<Record<(typeof detailKeys)[number], unknown>>>;

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
  const details = Object.fromEntries(
    detailKeys.map((key) => [key, error[key]]),
  );
  output.document({
    error: { code, message: error.message, hint, ...details },
  });
  return questionCodes.includes(code) ? ExitCode.usage : ExitCode.failure;
}

/** Errors that another command line would have answered. */
const questionCodes: readonly string[] = [
  "USAGE",
  "UNCONFIRMED",
  "DESTRUCTIVE_CHANGE",
  "UNDECIDED_CHANGE",
];

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
