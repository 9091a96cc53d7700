/** Those who wait for one signal: it has one listener, however many statements share it. */
class SignalWatch {
  readonly #stops = new Set<() => void>();

  constructor(private readonly signal: AbortSignal) {}

  add(stop: () => void): void {
    if (this.#stops.size === 0)
      this.signal.addEventListener("abort", this.#tell);
    this.#stops.add(stop);
  }

  remove(stop: () => void): void {
    this.#stops.delete(stop);
    if (this.#stops.size === 0)
      this.signal.removeEventListener("abort", this.#tell);
  }

  readonly #tell = (): void => {
    for (const stop of this.#stops) stop();
  };
}

const watches = new WeakMap<AbortSignal, SignalWatch>();

/**
 * Calls a function when a signal is aborted. All statements of a request share
 * its signal, and Node warns of a leak when one has more than ten listeners.
 * @returns how to stop watching
 */
export function watchSignal(signal: AbortSignal, stop: () => void): () => void {
  const watch = watches.get(signal) ?? new SignalWatch(signal);
  watches.set(signal, watch);
  watch.add(stop);
  return () => {
    watch.remove(stop);
  };
}
