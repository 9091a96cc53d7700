import type { DriverConnection } from "../driver/driver";

/**
 * What a connection of the pool is for now: `open` takes statements; `draining`
 * takes none until it is idle and can be reserved; `reserved` belongs to one
 * user alone; `retiring` takes none and is closed when idle.
 */
export type SlotState = "open" | "draining" | "reserved" | "retiring";

/** One connection of the pool and what it is doing. */
export interface Slot {
  /** Counted from 1 in each pool. */
  readonly id: number;
  readonly connection: DriverConnection;
  /** When it is to be replaced, on the clock of `performance.now()`. */
  readonly expiresAt: number;
  state: SlotState;
  /** Statements sent and not answered. */
  outstanding: number;
  /** Since when it has had nothing to do. */
  idleSince: number;
}

/** The connections of a pool, with what is asked about all of them. */
export class SlotList {
  readonly #slots: Slot[] = [];
  #active = 0;
  #peak = 0;

  get length(): number {
    return this.#slots.length;
  }

  /** Connections with a statement under way or reserved. */
  get active(): number {
    return this.#active;
  }

  /** The most that were active at one time. */
  get peak(): number {
    return this.#peak;
  }

  [Symbol.iterator](): IterableIterator<Slot> {
    // A copy, because whoever walks through them closes some.
    return [...this.#slots].values();
  }

  has(slot: Slot): boolean {
    return this.#slots.includes(slot);
  }

  add(slot: Slot): void {
    this.#slots.push(slot);
  }

  /** @returns whether it was there */
  remove(slot: Slot): boolean {
    const index = this.#slots.indexOf(slot);
    if (index === -1) return false;
    this.#slots.splice(index, 1);
    if (isActive(slot)) this.#active--;
    return true;
  }

  /** The open connection with the fewest statements outstanding. The first of equals, so that the last ones fall idle. */
  leastLoaded(): Slot | undefined {
    let best: Slot | undefined;
    for (const slot of this.#slots) {
      if (slot.state !== "open") continue;
      if (slot.outstanding === 0) return slot;
      if (best === undefined || slot.outstanding < best.outstanding)
        best = slot;
    }
    return best;
  }

  /** How many connections are in a state. */
  count(state: SlotState): number {
    return this.#slots.reduce(
      (total, slot) => (slot.state === state ? total + 1 : total),
      0,
    );
  }

  find(state: SlotState): Slot | undefined {
    return this.#slots.find((slot) => slot.state === state);
  }

  /** Counts one more statement on a connection. */
  begin(slot: Slot): void {
    if (slot.outstanding++ === 0) this.#activate();
  }

  /** Counts one statement less. @returns whether the connection has become idle */
  end(slot: Slot): boolean {
    if (--slot.outstanding > 0) return false;
    // A connection that died was taken out with everything it had.
    if (!this.has(slot)) return false;
    this.#active--;
    slot.idleSince = performance.now();
    return true;
  }

  /** Gives an idle connection to one user. */
  reserve(slot: Slot): void {
    slot.state = "reserved";
    this.#activate();
  }

  /** Takes a connection back from its user. */
  release(slot: Slot): void {
    slot.state = "open";
    slot.idleSince = performance.now();
    this.#active--;
  }

  #activate(): void {
    this.#active++;
    if (this.#active > this.#peak) this.#peak = this.#active;
  }
}

function isActive(slot: Slot): boolean {
  return slot.outstanding > 0 || slot.state === "reserved";
}
