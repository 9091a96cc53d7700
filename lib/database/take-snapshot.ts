import type { Driver } from "../driver/driver";
import { InvalidArgumentError } from "../errors/query-error";

/**
 * A copy of the database behind a driver.
 * @throws InvalidArgumentError when the driver cannot make one, or a transaction is open
 */
export async function takeSnapshot(
  driver: Driver,
  isInTransaction: boolean,
): Promise<Uint8Array> {
  if (driver.snapshot === undefined) {
    throw new InvalidArgumentError(
      `snapshot() copies PGlite databases only; ${driver.label} is a server.`,
      { hint: "Use create database … template …, or pg_dump." },
    );
  }
  if (!isInTransaction) return driver.snapshot();
  throw new InvalidArgumentError(
    "snapshot() was called inside a transaction, of which it would hold a part.",
    { hint: "Take it before or after." },
  );
}
