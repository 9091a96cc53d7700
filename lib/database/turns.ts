/** Watches for a reason to wait no longer. Returns how to stop watching. */
export type WatchPatience = (giveUp: (error: Error) => void) => () => void;

/**
 * Who may use a connection that several ask for: any number at once, or one of
 * them alone. They come to it in the order in which they asked.
 */
export class Turns {
  readonly #line: (() => void)[] = [];
  #isHeld = false;

  /** Runs a function as soon as nobody has the connection alone: at once when that is now. */
  share<T>(run: () => Promise<T>, watch: WatchPatience): Promise<T> {
    return this.#isFree ? run() : this.#wait(run, watch);
  }

  /** The same, and keeps those who ask later waiting until the function has ended. */
  hold<T>(run: () => Promise<T>, watch: WatchPatience): Promise<T> {
    const runAlone = (): Promise<T> => {
      this.#isHeld = true;
      const result = run();
      result.then(this.#release, this.#release);
      return result;
    };
    return this.#isFree ? runAlone() : this.#wait(runAlone, watch);
  }

  get #isFree(): boolean {
    return !this.#isHeld && this.#line.length === 0;
  }

  #wait<T>(run: () => Promise<T>, watch: WatchPatience): Promise<T> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        unwatch();
        resolve(run());
      };
      this.#line.push(enter);
      const unwatch = watch((error) => {
        const index = this.#line.indexOf(enter);
        if (index === -1) return;
        this.#line.splice(index, 1);
        unwatch();
        reject(error);
      });
    });
  }

  readonly #release = (): void => {
    this.#isHeld = false;
    for (let enter = this.#next(); enter !== undefined; enter = this.#next())
      enter();
  };

  #next(): (() => void) | undefined {
    return this.#isHeld ? undefined : this.#line.shift();
  }
}
