/** Raised when the command line cannot be understood. */
export class UsageError extends Error {
  readonly code = "USAGE";
  readonly hint: string;

  /** @param advice what was probably meant */
  constructor(message: string, command: string, advice?: string) {
    super(message);
    const help = `See: npx ${command} --help`;
    this.hint = advice === undefined ? help : `${advice} ${help}`;
  }
}
