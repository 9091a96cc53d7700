/**
 * Counts what may have changed a database, as far as this process knows: a
 * statement counts when it is sent, and again when it has ended. Two readings
 * between which the count stands still saw the same.
 */
export class Revision {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Runs what may change something. */
  during<T>(run: () => Promise<T>): Promise<T> {
    const count = (): void => {
      this.#count += 1;
    };
    count();
    const result = run();
    result.then(count, count);
    return result;
  }
}
