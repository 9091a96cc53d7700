import type { DriverConnection } from "../driver/driver";
import type { ConnectionSet } from "./connection-set";
import type { Slot } from "./pool-slot";

/** A connection alone, until it is given back. */
export interface Lease {
  /** The `id` of the connection in events. */
  readonly id: number;
  readonly connection: DriverConnection;
  /** Gives the connection back for others. */
  release(): void;
  /** Ends the connection, because nobody knows what state it is in. */
  discard(): void;
}

/** Lends a reserved connection; what is given back twice is given back once. */
export function leaseOf(slot: Slot, connections: ConnectionSet): Lease {
  let isOver = false;
  const endBy = (end: () => void) => (): void => {
    if (!isOver) end();
    isOver = true;
  };
  return {
    id: slot.id,
    connection: slot.connection,
    release: endBy(() => {
      connections.release(slot);
    }),
    discard: endBy(() => {
      connections.discard(slot, "broken");
    }),
  };
}
