import type { Driver, DriverConnection } from "../driver/driver";
import type { PoolLimits } from "./pool-options";
import { SlotList } from "./pool-slot";
import type { Slot } from "./pool-slot";

/** How long no connection is opened after one could not be, while others serve. */
const pauseMs = 1000;
/** How often idle and old connections are looked for at least. */
const longestSweepMs = 30_000;

/** What the connections tell the pool. */
export interface ConnectionSetEvents {
  /** A connection came, went, or could not be opened. */
  onChange(): void;
  /** There is no connection, and the last attempt to open one failed. */
  onUnreachable(error: unknown): void;
}

/** The connections of a pool: opens them when asked, replaces old ones, closes idle ones, forgets dead ones. */
export class ConnectionSet {
  readonly slots = new SlotList();
  readonly #sweeper: NodeJS.Timeout;
  /** Connections being opened or closed. */
  readonly #changes = new Set<Promise<void>>();
  #opening = 0;
  #pausedUntil = 0;
  #refill: NodeJS.Timeout | undefined;
  #isClosing = false;
  #onEmpty: (() => void) | undefined;

  constructor(
    private readonly driver: Driver,
    private readonly limits: PoolLimits,
    private readonly events: ConnectionSetEvents,
  ) {
    const shortest = Math.min(limits.idleTimeoutMs, limits.maxLifetimeMs) / 2;
    const sweep = (): void => {
      this.#sweep();
    };
    this.#sweeper = setInterval(
      sweep,
      Math.min(shortest, longestSweepMs),
    ).unref();
  }

  /** How many connections are on their way. */
  get opening(): number {
    return this.#opening;
  }

  /** Whether another connection may be opened now. */
  get canOpen(): boolean {
    if (this.#isClosing || this.slots.length + this.#opening >= this.limits.max)
      return false;
    return this.slots.length === 0 || performance.now() >= this.#pausedUntil;
  }

  /** Opens a connection for each of those who wait, as far as allowed. */
  openFor(waiting: number): void {
    while (this.#opening < waiting && this.canOpen) this.#track(this.#open());
  }

  /** Opens what is missing to the least number of connections. */
  fill(): void {
    while (this.slots.length + this.#opening < this.limits.min && this.canOpen)
      this.#track(this.#open());
  }

  /** Says that a connection has nothing to do. */
  becomeIdle(slot: Slot): void {
    if (this.#isClosing || slot.state === "retiring") this.discard(slot);
    else slot.state = "open";
  }

  /** Takes a reserved connection back. */
  release(slot: Slot): void {
    if (!this.slots.has(slot)) return;
    this.slots.release(slot);
    if (this.#isClosing || isOld(slot)) this.discard(slot);
    else this.events.onChange();
  }

  /** Ends a connection. */
  discard(slot: Slot): void {
    if (this.#forget(slot)) this.#track(slot.connection.close());
  }

  /** Lets run what runs and ends every connection, then the driver. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeper);
    clearTimeout(this.#refill);
    for (const slot of this.slots)
      if (slot.outstanding === 0 && slot.state !== "reserved")
        this.discard(slot);
    while (this.slots.length > 0)
      await new Promise<void>((resolve) => (this.#onEmpty = resolve));
    while (this.#changes.size > 0) await Promise.all(this.#changes);
    await this.driver.close();
  }

  async #open(): Promise<void> {
    this.#opening++;
    try {
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => (end = resolve));
      const connection = await this.driver.connect({
        onClose: () => {
          end();
        },
      });
      this.#opening--;
      this.#add(connection, ended);
    } catch (error) {
      this.#opening--;
      this.#pause();
      if (this.slots.length + this.#opening === 0)
        this.events.onUnreachable(error);
      else this.events.onChange();
    }
  }

  #add(connection: DriverConnection, ended: Promise<void>): void {
    const now = performance.now();
    // Not all at one time, so that connections opened together are not replaced together.
    const lifetime = this.limits.maxLifetimeMs * (0.9 + Math.random() / 10);
    const slot: Slot = {
      connection,
      expiresAt: now + lifetime,
      state: "open",
      outstanding: 0,
      idleSince: now,
    };
    this.slots.add(slot);
    void ended.then(() => {
      this.#drop(slot);
    });
    if (this.#isClosing) this.discard(slot);
    else this.events.onChange();
  }

  /** Leaves the server alone for a while, then tries for what is missing to the least number. */
  #pause(): void {
    this.#pausedUntil = performance.now() + pauseMs;
    clearTimeout(this.#refill);
    const refill = (): void => {
      this.#pausedUntil = 0;
      this.fill();
    };
    if (!this.#isClosing) this.#refill = setTimeout(refill, pauseMs).unref();
  }

  /** Forgets a connection that ended by itself. */
  #drop(slot: Slot): void {
    if (this.#forget(slot)) this.fill();
  }

  #forget(slot: Slot): boolean {
    if (!this.slots.remove(slot)) return false;
    if (this.slots.length === 0) this.#onEmpty?.();
    this.events.onChange();
    return true;
  }

  /** Closes what has been idle for long and replaces what is old. */
  #sweep(): void {
    const idleBefore = performance.now() - this.limits.idleTimeoutMs;
    for (const slot of this.slots) {
      if (slot.state !== "open") continue;
      if (isOld(slot)) this.#retire(slot);
      else if (
        slot.outstanding === 0 &&
        slot.idleSince <= idleBefore &&
        this.slots.length > this.limits.min
      ) {
        this.discard(slot);
      }
    }
    this.fill();
  }

  #retire(slot: Slot): void {
    if (slot.outstanding === 0) this.discard(slot);
    else slot.state = "retiring";
  }

  #track(change: Promise<void>): void {
    const tracked = change.finally(() => this.#changes.delete(tracked));
    this.#changes.add(tracked);
  }
}

function isOld(slot: Slot): boolean {
  return performance.now() >= slot.expiresAt;
}
