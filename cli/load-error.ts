/** Raised when a file of the project cannot be read by the compiler, or throws while it is loaded. */
export class LoadError extends Error {
  readonly code = "LOAD_FAILED";
  readonly hint = "With --verbose you see where it comes from.";

  constructor(file: string, cause: unknown) {
    super(`${file} cannot be loaded: ${describe(cause)}`, { cause });
  }
}

/** Without the sign that ts-node puts before what the compiler says. */
function describe(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/^⨯ /, "").trim();
}
