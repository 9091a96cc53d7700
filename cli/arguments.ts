import { UsageError } from "./usage-error";

/** What was typed after the command, by the names of its options and positionals. */
export class Arguments {
  constructor(
    private readonly command: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  /** The last one given; undefined when there is none. */
  text(name: string): string | undefined {
    return this.list(name).at(-1);
  }

  /** @throws UsageError when what was given is no whole number from 0 */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || /^\d+$/.test(text))
      return text === undefined ? undefined : Number(text);
    throw new UsageError(
      `--${name} takes a number, not "${text}".`,
      this.command,
    );
  }

  /** Every one given, in order. */
  list(name: string): readonly string[] {
    const value = this.values[name];
    if (Array.isArray(value)) return value.map(String);
    return typeof value === "string" ? [value] : [];
  }
}
