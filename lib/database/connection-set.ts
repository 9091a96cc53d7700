import { AsyncResource } from "node:async_hooks";
import type { Driver, DriverConnection } from "../driver/driver";
import { ArxError } from "../errors/arx-error";
import type { CloseReason } from "./database-event";
import type { Listeners } from "./listeners";
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
  /** Where the pool was made: a connection outlives whoever was the first to need it. */
  readonly #origin = new AsyncResource("ArxPool");
  #opened = 0;
  #opening = 0;
  #pausedUntil = 0;
  #refill: NodeJS.Timeout | undefined;
  #isClosing = false;
  #onEmpty: (() => void) | undefined;

  constructor(
    private readonly driver: Driver,
    private readonly limits: PoolLimits,
    private readonly listeners: Listeners,
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
    const known = this.slots.length + this.#opening;
    if (this.#isClosing || known >= this.limits.max) return false;
    // Where nothing is left it is tried at once; else those that fail side by side would start each other again for ever.
    return known === 0 || performance.now() >= this.#pausedUntil;
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
    if (this.#isClosing) this.discard(slot, "closing");
    else if (slot.state === "retiring") this.discard(slot, "expired");
    else slot.state = "open";
  }

  /** Takes a reserved connection back. */
  release(slot: Slot): void {
    if (!this.slots.has(slot)) return;
    this.slots.release(slot);
    if (this.#isClosing) this.discard(slot, "closing");
    else if (isOld(slot)) this.discard(slot, "expired");
    else this.events.onChange();
  }

  /** Ends a connection. */
  discard(slot: Slot, reason: CloseReason): void {
    if (this.#forget(slot, reason)) this.#track(slot.connection.close());
  }

  /** Lets run what runs and ends every connection, then the driver. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeper);
    clearTimeout(this.#refill);
    for (const slot of this.slots)
      if (slot.outstanding === 0 && slot.state !== "reserved")
        this.discard(slot, "closing");
    while (this.slots.length > 0)
      await new Promise<void>((resolve) => (this.#onEmpty = resolve));
    while (this.#changes.size > 0) await Promise.all(this.#changes);
    await this.driver.close();
  }

  #open(): Promise<void> {
    return this.#origin.runInAsyncScope(() => this.#openHere());
  }

  async #openHere(): Promise<void> {
    this.#opening++;
    const end: { drop?: (slot: Slot) => void } = {};
    let slot: Slot | undefined;
    const onClose = (reason: ArxError | undefined): void => {
      end.drop = (ended) => {
        this.#drop(ended, reason);
      };
      if (slot !== undefined) end.drop(slot);
    };
    try {
      const connection = await this.driver.connect({ onClose });
      this.#opening--;
      slot = this.#add(connection);
      end.drop?.(slot);
    } catch (error) {
      this.#opening--;
      this.#fail(error);
    }
  }

  #add(connection: DriverConnection): Slot {
    const now = performance.now();
    // Not all at one time, so that connections opened together are not replaced together.
    const lifetime = this.limits.maxLifetimeMs * (0.9 + Math.random() / 10);
    const slot: Slot = {
      id: ++this.#opened,
      connection,
      expiresAt: now + lifetime,
      state: "open",
      outstanding: 0,
      idleSince: now,
    };
    this.slots.add(slot);
    this.listeners.emit("connectionCreated", this.#describe(slot));
    if (this.#isClosing) this.discard(slot, "closing");
    else this.events.onChange();
    return slot;
  }

  #fail(error: unknown): void {
    this.#pause();
    const { active, length: total } = this.slots;
    const nobody = { id: undefined, processId: undefined, active, total };
    // A driver throws nothing else; what is no error of arx is a mistake that its caller is to see.
    if (error instanceof ArxError)
      this.listeners.emit("connectionError", { ...nobody, error });
    if (this.slots.length + this.#opening === 0)
      this.events.onUnreachable(error);
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
  #drop(slot: Slot, error: ArxError | undefined): void {
    if (!this.slots.has(slot)) return;
    if (error !== undefined)
      this.listeners.emit("connectionError", {
        ...this.#describe(slot),
        error,
      });
    if (this.#forget(slot, "lost")) this.fill();
  }

  #forget(slot: Slot, reason: CloseReason): boolean {
    if (!this.slots.remove(slot)) return false;
    this.listeners.emit("connectionClosed", {
      ...this.#describe(slot),
      reason,
    });
    if (this.slots.length === 0) this.#onEmpty?.();
    this.events.onChange();
    return true;
  }

  #describe({ id, connection }: Slot): {
    id: number;
    processId: number;
    active: number;
    total: number;
  } {
    const { active, length: total } = this.slots;
    return { id, processId: connection.processId, active, total };
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
        this.discard(slot, "idle");
      }
    }
    this.fill();
  }

  #retire(slot: Slot): void {
    if (slot.outstanding === 0) this.discard(slot, "expired");
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
