import { setImmediate } from "node:timers/promises";
import type { Database } from "../database/database";
import type { RowBatch } from "./row-batches";

/** Writes batches one after the other: all of them or none. */
export async function writeBatches(
  database: Database,
  batches: Generator<RowBatch, undefined>,
  write: (batch: RowBatch) => Promise<void>,
): Promise<void> {
  const first = batches.next();
  if (first.done) return;
  const second = batches.next();
  if (second.done) {
    await write(first.value);
    return;
  }
  await database.transaction(async () => {
    await write(first.value);
    for (let next: IteratorResult<RowBatch, undefined> = second; !next.done;) {
      // While the server works on one batch, the next is encoded here.
      [, next] = await Promise.all([write(next.value), encodeNext(batches)]);
    }
  });
}

async function encodeNext(
  batches: Generator<RowBatch, undefined>,
): Promise<IteratorResult<RowBatch, undefined>> {
  // Drivers send on the next turn of the event loop, which encoding would hold up.
  await setImmediate();
  return batches.next();
}
