/** Where a command writes: text for a person, or under `--json` one document for a program. */
export class Output {
  constructor(readonly isJson: boolean) {}

  /** A line on stdout; nothing under `--json`. */
  line(text = ""): void {
    if (!this.isJson) process.stdout.write(`${text}\n`);
  }

  /** A line on stderr, for what is not the result: warnings, progress, advice. */
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The result as the one JSON document on stdout; nothing without `--json`. */
  document(value: unknown): void {
    if (this.isJson)
      process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }
}
