import { ConnectionError } from "../errors/database-error";
import { isError } from "./server-report";

/** Where PGlite mounts the directory, which its messages name. */
const mountPoint = "/pglite/data";

/** What PostgreSQL says while it starts, kept to explain why it did not. */
export class StartReport {
  readonly #lines: string[] = [];
  #isOver = false;

  constructor(private readonly directory: string | undefined) {}

  /** Takes a line of its log; the answer tells PGlite not to print it. */
  read(line: string): boolean {
    if (!this.#isOver) this.#lines.push(line);
    return false;
  }

  /** Says that the start is over: what is logged from now on is of no use. */
  end(): void {
    this.#isOver = true;
    this.#lines.length = 0;
  }

  /** The error for a start that failed. */
  explain(cause: unknown): ConnectionError {
    return this.#otherVersion() ?? this.#damaged(cause);
  }

  #otherVersion(): ConnectionError | undefined {
    const [, made, own] =
      /initialized by PostgreSQL version (\S+), which is not compatible with this version (\d[\d.]*\d)/.exec(
        this.#lines.join("\n"),
      ) ?? [];
    if (made === undefined || own === undefined) return undefined;
    return new ConnectionError(
      `${this.#place} was made by PostgreSQL ${made}; this PGlite is PostgreSQL ${own} and cannot read it.`,
      {
        hint: `Open it with a version of PGlite that is PostgreSQL ${made}, write it out with pgDump of @electric-sql/pglite-tools, and run that SQL in a new directory.`,
      },
    );
  }

  #damaged(cause: unknown): ConnectionError {
    const reason = this.#reason() || (isError(cause) ? cause.message : "");
    return new ConnectionError(
      `${this.#place} cannot be started${reason === "" ? "" : `: ${reason}`}`,
      {
        cause,
        hint:
          this.directory === undefined
            ? "Take the snapshot again."
            : "Files of it are missing or damaged. Restore the directory from a copy, or delete it to begin with an empty database.",
      },
    );
  }

  get #place(): string {
    return this.directory === undefined
      ? "The snapshot"
      : `The database in ${this.directory}`;
  }

  /** The sentences that ended the start, with the directory as the user knows it. */
  #reason(): string {
    const place = this.directory ?? "the snapshot";
    return this.#lines
      .map((line) => /(?:FATAL|PANIC|DETAIL|postgres):\s+(.*)$/.exec(line)?.[1])
      .filter((sentence) => sentence !== undefined)
      .join("; ")
      .replaceAll(mountPoint, place);
  }
}
