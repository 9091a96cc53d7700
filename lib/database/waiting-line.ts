import type { DriverResult, DriverStatement } from "../driver/driver";
import { Fifo } from "../util/fifo";
import { longestTimer } from "../util/longest-timer";
import type { Slot } from "./pool-slot";

/** A statement that no connection could take at once. */
export interface WaitingStatement {
  readonly kind: "statement";
  readonly statement: DriverStatement;
  /** How often it was sent to a connection that turned out to be dead. */
  readonly attempts: number;
  readonly since: number;
  readonly resolve: (result: DriverResult | Promise<DriverResult>) => void;
  readonly reject: (error: unknown) => void;
}

/** Someone who asks for a connection alone. */
export interface WaitingReservation {
  readonly kind: "reservation";
  readonly since: number;
  readonly resolve: (slot: Slot) => void;
  readonly reject: (error: unknown) => void;
}

export type Waiter = WaitingStatement | WaitingReservation;

/**
 * Who waits for a connection, in order. A reservation that reaches the front
 * becomes a claim: it waits for a connection to fall idle while the statements
 * behind it go to the others.
 */
export class WaitingLine {
  readonly #line = new Fifo<Waiter>();
  readonly #claims = new Fifo<WaitingReservation>();
  #timer: NodeJS.Timeout | undefined;
  #onEmpty: (() => void) | undefined;

  /** @param expire makes the error for whoever has waited too long; undefined lets them wait on */
  constructor(
    private readonly timeoutMs: number,
    private readonly expire: () => Error | undefined,
  ) {}

  /** Everyone who waits. */
  get length(): number {
    return this.#line.length + this.#claims.length;
  }

  get claims(): number {
    return this.#claims.length;
  }

  get isEmpty(): boolean {
    return this.#line.length === 0;
  }

  /** Who is next, claims aside. */
  get head(): Waiter | undefined {
    return this.#line.peek();
  }

  push(waiter: Waiter): void {
    this.#line.push(waiter);
    this.#watch();
  }

  /** Lets someone who had been served before go first. */
  pushFirst(waiter: Waiter): void {
    this.#line.unshift(waiter);
    this.#watch();
  }

  shift(): Waiter | undefined {
    return this.#taken(this.#line.shift());
  }

  pushClaim(reservation: WaitingReservation): void {
    this.#claims.push(reservation);
  }

  shiftClaim(): WaitingReservation | undefined {
    return this.#taken(this.#claims.shift());
  }

  /** Lets a reservation go that is not wanted any more. @returns whether it still waited */
  withdraw(reservation: WaitingReservation): boolean {
    const isHere =
      this.#claims.remove(reservation) || this.#line.remove(reservation);
    this.#taken(isHere ? reservation : undefined);
    return isHere;
  }

  /** Turns everyone away. */
  rejectAll(error: unknown): void {
    for (let waiter = this.#next(); waiter !== undefined; waiter = this.#next())
      waiter.reject(error);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onEmpty?.();
  }

  /** Resolves when nobody waits any more. */
  async drain(): Promise<void> {
    while (this.length > 0)
      await new Promise<void>((resolve) => (this.#onEmpty = resolve));
  }

  #next(): Waiter | undefined {
    return this.#claims.shift() ?? this.#line.shift();
  }

  #taken<Taken extends Waiter>(waiter: Taken | undefined): Taken | undefined {
    // The timer goes on, so that a busy pool need not make one per statement, but keeps no program alive.
    if (this.length === 0) {
      this.#timer?.unref();
      this.#onEmpty?.();
    }
    return waiter;
  }

  #watch(): void {
    if (this.#timer !== undefined) this.#timer.ref();
    else if (this.timeoutMs !== Number.POSITIVE_INFINITY)
      this.#setTimer(this.timeoutMs);
  }

  #setTimer(delayMs: number): void {
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#expireLate();
      },
      Math.min(delayMs, longestTimer),
    );
  }

  #expireLate(): void {
    const late = performance.now() - this.timeoutMs;
    const error = this.expire();
    if (error !== undefined) {
      this.#rejectBefore(this.#claims, late, error);
      this.#rejectBefore(this.#line, late, error);
    }
    const oldest = Math.min(
      this.#claims.peek()?.since ?? Infinity,
      this.#line.peek()?.since ?? Infinity,
    );
    if (oldest === Infinity) return;
    this.#setTimer(
      error === undefined
        ? this.timeoutMs
        : Math.max(1, Math.ceil(oldest - late)),
    );
  }

  #rejectBefore(queue: Fifo<Waiter>, late: number, error: Error): void {
    for (
      let waiter = queue.peek();
      waiter !== undefined && waiter.since <= late;
      waiter = queue.peek()
    ) {
      queue.shift();
      waiter.reject(error);
    }
    if (this.length === 0) this.#onEmpty?.();
  }
}
