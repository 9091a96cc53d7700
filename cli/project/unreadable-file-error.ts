/** Raised when a file of the project that is no code cannot be understood. */
export class UnreadableFileError extends Error {
  readonly code = "UNREADABLE_FILE";
  readonly hint = "Correct it first.";

  constructor(path: string, reason: string) {
    super(`${path} cannot be read: ${reason}`);
  }
}
