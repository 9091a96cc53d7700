import type { Driver, DriverResult, DriverStatement } from "../driver/driver";
import { ConnectionError, PoolTimeoutError } from "../errors/database-error";
import { ConnectionSet } from "./connection-set";
import type { Deadline } from "./deadline";
import { leaseOf } from "./lease";
import type { Lease } from "./lease";
import type { Listeners } from "./listeners";
import type { PoolLimits } from "./pool-options";
import { AcquireCount } from "./pool-statistics";
import type { PoolStatistics } from "./pool-statistics";
import type { Slot, SlotList } from "./pool-slot";
import { WaitingLine } from "./waiting-line";
import type {
  Waiter,
  WaitingReservation,
  WaitingStatement,
} from "./waiting-line";

/**
 * Connections that share out statements. A statement goes to an idle
 * connection, else a new one is opened, else it is pipelined behind the fewest
 * others, up to a few on a connection; beyond that it waits in line. A
 * reservation gets a connection alone.
 */
export class Pool {
  readonly #connections: ConnectionSet;
  readonly #slots: SlotList;
  readonly #line: WaitingLine;
  readonly #count = new AcquireCount();
  #closing: Promise<void> | undefined;
  /** Whether everyone who waited when it was closed has a connection. */
  #isDrained = false;

  constructor(
    private readonly driver: Driver,
    private readonly limits: PoolLimits,
    listeners: Listeners,
  ) {
    this.#line = new WaitingLine(limits.acquireTimeoutMs, () =>
      this.#timeoutError(),
    );
    this.#connections = new ConnectionSet(driver, limits, listeners, {
      onChange: () => {
        this.#serve();
      },
      onUnreachable: (error) => {
        this.#line.rejectAll(error);
      },
    });
    this.#slots = this.#connections.slots;
  }

  /** Runs one statement on whichever connection is free first. */
  send(statement: DriverStatement): Promise<DriverResult> {
    if (this.#closing !== undefined) return Promise.reject(this.#closedError());
    if (this.#line.isEmpty) {
      const slot = this.#pick();
      if (slot !== undefined) return this.#run(slot, statement, 0);
    }
    return new Promise((resolve, reject) => {
      this.#wait({
        kind: "statement",
        statement,
        attempts: 0,
        since: performance.now(),
        resolve,
        reject,
      });
    });
  }

  /**
   * Gives one connection to the caller alone.
   * @param deadline until when it is wanted
   */
  async reserve(deadline?: Deadline): Promise<Lease> {
    if (this.#closing !== undefined) throw this.#closedError();
    if (deadline?.isOver === true) throw deadline.error("waiting");
    const slot = this.#takeIdle() ?? (await this.#waitForSlot(deadline));
    return leaseOf(slot, this.#connections);
  }

  /** Reserves an idle connection when there is one and nobody waits for it. */
  #takeIdle(): Slot | undefined {
    const slot = this.#line.length > 0 ? undefined : this.#slots.leastLoaded();
    if (slot?.outstanding !== 0) return undefined;
    this.#count.acquires++;
    this.#slots.reserve(slot);
    return slot;
  }

  async #waitForSlot(deadline: Deadline | undefined): Promise<Slot> {
    let unwatch = (): void => undefined;
    const slot = new Promise<Slot>((resolve, reject) => {
      const settle = { resolve, reject };
      const since = performance.now();
      const waiter = { kind: "reservation", since, ...settle } as const;
      this.#wait(waiter);
      if (deadline === undefined) return;
      unwatch = deadline.watch(() => {
        if (!this.#line.withdraw(waiter)) return;
        reject(deadline.error("waiting"));
        this.#serve();
      });
    });
    return slot.finally(unwatch);
  }

  /**
   * Opens the first connection, and the rest of `min` behind the caller's back.
   * @throws ConnectionError
   */
  async start(): Promise<void> {
    (await this.reserve()).release();
    this.#connections.fill();
  }

  stats(): PoolStatistics {
    const { length: total, active, peak } = this.#slots;
    return {
      total,
      active,
      idle: total - active,
      waiting: this.#line.length,
      peak,
      ...this.#count.summary,
    };
  }

  /** Takes nothing more, serves who waits, lets run what runs, and ends every connection. Safe to call again. */
  close(): Promise<void> {
    return (this.#closing ??= this.#drainAndClose());
  }

  async #drainAndClose(): Promise<void> {
    await this.#line.drain();
    this.#isDrained = true;
    await this.#connections.close();
  }

  /** While the first connection is being opened nobody is turned away: that has a limit of its own, and an error that says more. */
  #timeoutError(): PoolTimeoutError | undefined {
    if (this.#slots.length === 0 && this.#connections.opening > 0)
      return undefined;
    return new PoolTimeoutError(this.limits.acquireTimeoutMs, this.limits.max);
  }

  #closedError(): ConnectionError {
    return new ConnectionError(
      `The connection to ${this.driver.label} is closed.`,
      { neverRan: true },
    );
  }

  /** An idle connection, or a busy one where no further can be opened. */
  #pick(): Slot | undefined {
    const slot = this.#slots.leastLoaded();
    const depth = this.#connections.canOpen ? 1 : this.limits.pipelineDepth;
    return slot !== undefined && slot.outstanding < depth ? slot : undefined;
  }

  #run(
    slot: Slot,
    statement: DriverStatement,
    attempts: number,
  ): Promise<DriverResult> {
    this.#count.acquires++;
    this.#slots.begin(slot);
    return slot.connection.query(statement, this.limits.prepare).then(
      (result) => {
        this.#finish(slot);
        return result;
      },
      (error: unknown) => {
        this.#finish(slot);
        if (!this.#maySendAgain(error, attempts)) throw error;
        return this.#sendAgain(statement, attempts + 1);
      },
    );
  }

  #maySendAgain(error: unknown, attempts: number): boolean {
    const isDead = error instanceof ConnectionError && error.neverRan;
    // Every connection may have been dead, but the one opened after that is not.
    return isDead && attempts <= this.limits.max && !this.#isDrained;
  }

  #sendAgain(
    statement: DriverStatement,
    attempts: number,
  ): Promise<DriverResult> {
    return new Promise((resolve, reject) => {
      this.#line.pushFirst({
        kind: "statement",
        statement,
        attempts,
        since: performance.now(),
        resolve,
        reject,
      });
      this.#serve();
    });
  }

  #finish(slot: Slot): void {
    if (this.#slots.end(slot)) this.#connections.becomeIdle(slot);
    if (this.#line.length > 0) this.#serve();
  }

  #wait(waiter: Waiter): void {
    this.#line.push(waiter);
    this.#serve();
  }

  /** Gives out what can be given out, and opens connections for the rest. */
  #serve(): void {
    this.#settleClaims();
    for (
      let head = this.#line.head;
      head !== undefined;
      head = this.#line.head
    ) {
      if (!this.#serveHead(head)) break;
    }
    this.#connections.openFor(this.#line.length);
    this.#drainForClaims();
  }

  #serveHead(head: Waiter): boolean {
    if (head.kind === "statement") {
      const slot = this.#pick();
      if (slot === undefined) return false;
      this.#line.shift();
      this.#runWaiting(slot, head);
    } else {
      this.#line.shift();
      this.#line.pushClaim(head);
      this.#settleClaims();
    }
    return true;
  }

  #runWaiting(
    slot: Slot,
    { statement, attempts, since, resolve }: WaitingStatement,
  ): void {
    this.#count.addWait(performance.now() - since);
    resolve(this.#run(slot, statement, attempts));
  }

  #settleClaims(): void {
    while (this.#line.claims > 0) {
      const slot = this.#slots.leastLoaded();
      if (slot?.outstanding !== 0) return;
      const claim = this.#line.shiftClaim();
      if (claim !== undefined) this.#give(slot, claim);
    }
  }

  #give(slot: Slot, { since, resolve }: WaitingReservation): void {
    this.#count.acquires++;
    this.#count.addWait(performance.now() - since);
    this.#slots.reserve(slot);
    resolve(slot);
  }

  /** Keeps as many connections from taking statements as there are claims that no new connection will serve. */
  #drainForClaims(): void {
    let missing =
      this.#line.claims -
      this.#connections.opening -
      this.#slots.count("draining");
    for (; missing > 0; missing--) {
      const slot = this.#slots.leastLoaded();
      if (slot === undefined) return;
      slot.state = "draining";
    }
    for (; missing < 0; missing++) {
      const slot = this.#slots.find("draining");
      if (slot === undefined) return;
      slot.state = "open";
    }
  }
}
