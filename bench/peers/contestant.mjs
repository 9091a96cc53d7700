import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A contestant in its own process, which does one thing at a time. */
export class Contestant {
  #process;

  constructor(name, signal) {
    this.name = name;
    this.#process = fork(
      join(import.meta.dirname, "contestant-process.mjs"),
      [name],
      {
        execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning"],
        signal,
      },
    );
    // Who waits for its answer is told of it.
    this.#process.on("error", () => undefined);
  }

  /** Starts its process and waits until it is connected. */
  static async start(name, signal) {
    const contestant = new Contestant(name, signal);
    await contestant.#answer();
    return contestant;
  }

  /** @throws Error when it fails, or its process ends */
  async ask(action, request = {}) {
    this.#process.send({ action, ...request });
    return await this.#answer();
  }

  /** Ends its process, whatever it does. */
  kill() {
    this.#process.kill();
  }

  async #answer() {
    const ended = new AbortController();
    const [message] = await Promise.race([
      once(this.#process, "message", { signal: ended.signal }),
      once(this.#process, "exit", { signal: ended.signal }),
    ]).finally(() => ended.abort());
    if (typeof message !== "object" || message === null)
      throw new Error(`${this.name}: its process ended.`);
    if (message.error !== undefined) throw new Error(message.error);
    return message.result;
  }
}
