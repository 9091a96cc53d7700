/**
 * How a pool is doing.
 *
 * @example
 * ```ts
 * const { active, waiting, peakWaitMs } = db.stats();
 * if (waiting > 0) console.warn(`${active} connections busy, ${waiting} calls wait, the longest waited ${peakWaitMs} ms`);
 * ```
 */
export interface PoolStatistics {
  /** Connections open now. */
  readonly total: number;
  /** Of these, with a statement under way or in a transaction. */
  readonly active: number;
  /** Of these, with nothing to do. */
  readonly idle: number;
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number;
  /** The most connections that were active at one time. */
  readonly peak: number;
  /** How often a connection was given to a statement or a transaction. */
  readonly acquires: number;
  /** How many of these had to wait, because no connection was free at once. */
  readonly waits: number;
  /** How long those who had to wait waited on average; 0 when nobody had to. */
  readonly averageWaitMs: number;
  /** The longest that one of them waited. */
  readonly peakWaitMs: number;
}

/** Counts who was given a connection, and how long they waited for it. */
export class AcquireCount {
  /** How often a connection was given. */
  acquires = 0;
  #waits = 0;
  #totalMs = 0;
  #peakMs = 0;

  /** Says that someone who had to wait was served. */
  addWait(ms: number): void {
    this.#waits++;
    this.#totalMs += ms;
    if (ms > this.#peakMs) this.#peakMs = ms;
  }

  get summary(): Pick<
    PoolStatistics,
    "acquires" | "waits" | "averageWaitMs" | "peakWaitMs"
  > {
    return {
      acquires: this.acquires,
      waits: this.#waits,
      averageWaitMs: this.#waits === 0 ? 0 : this.#totalMs / this.#waits,
      peakWaitMs: this.#peakMs,
    };
  }
}
