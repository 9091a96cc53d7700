/** Raised when the command line cannot be understood. */
export class UsageError extends Error {
  readonly code = "USAGE";
  readonly hint: string;

  constructor(message: string, command: string) {
    super(message);
    this.hint = `See: npx ${command} --help`;
  }
}
