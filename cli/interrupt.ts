import type { Output } from "./output";

/** By the shell's convention, 128 and the number of the signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** How long an interrupted command may take to end its sessions before it goes without. */
const patienceMs = 2000;

/** Turns the signals that end a process into a command that ends itself. */
export class Interrupt {
  readonly #controller = new AbortController();
  #exitCode: number | undefined;

  constructor(private readonly output: Output) {
    process.once("SIGINT", this.#end).once("SIGTERM", this.#end);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What to exit with when the command was interrupted. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  readonly #end = (signal: keyof typeof exitCodes): void => {
    const exitCode = exitCodes[signal];
    this.#exitCode = exitCode;
    this.output.note(`Interrupted by ${signal}.`);
    this.#controller.abort();
    setTimeout(() => process.exit(exitCode), patienceMs).unref();
  };
}
