import { setTimeout } from "node:timers";
import type { Database } from "../database/database";

/** How long a database stays open after the last test that used it: less than test runners wait for a process to end. */
const lingerMs = 250;

/** A database that tests share: opened for the first, closed some time after the last. */
export class Stage {
  #opening: Promise<Database> | undefined;
  #users = 0;
  #closing: NodeJS.Timeout | undefined;

  constructor(private readonly open: () => Promise<Database>) {}

  /** Runs a function with the database, which stays open meanwhile. */
  async use<T>(run: (database: Database) => Promise<T>): Promise<T> {
    clearTimeout(this.#closing);
    this.#users++;
    try {
      return await run(await this.#open());
    } finally {
      this.#users--;
      if (this.#users === 0) this.#closeLater();
    }
  }

  async #open(): Promise<Database> {
    const opening = (this.#opening ??= this.open());
    try {
      return await opening;
    } catch (error) {
      // The next test tries again.
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  /** Closes the database; the next test would open it again. */
  async close(): Promise<void> {
    clearTimeout(this.#closing);
    const opening = this.#opening;
    this.#opening = undefined;
    const database = await opening?.catch(() => undefined);
    await database?.close();
  }

  /** Not every test runner says which test is the last one. The timer of Node itself: tests replace the global one. */
  #closeLater(): void {
    const close = (): void => {
      void this.close().catch(() => undefined);
    };
    this.#closing = setTimeout(close, lingerMs).unref();
  }
}
