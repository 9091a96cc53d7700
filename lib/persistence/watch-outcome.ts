import type { Database } from "../database/database";
import type { ModelDefinition } from "../metadata/definition";
import type { WriteKind } from "../metadata/hook";
import { runHooks } from "../metadata/run-hooks";

/** A write whose transaction has not ended. */
interface OpenWrite {
  readonly kind: WriteKind;
  /** The outermost transaction around it; undefined outside of any. */
  readonly transaction: object | undefined;
}

type OpenWrites = Map<OpenWrite["transaction"], OpenWrite[]>;

/** The writes of each record that wait for the end of a transaction, in order; several may write one record at a time. */
const openWrites = new WeakMap<object, OpenWrites>();

/**
 * Writes a record and sees to it that its hooks learn how the transaction
 * around ended: once, however often the record was written in it.
 */
export async function watchOutcome(
  database: Database,
  record: object,
  definition: ModelDefinition,
  kind: WriteKind,
  write: () => Promise<void>,
): Promise<void> {
  const { afterCommit, afterRollback } = definition.hooks;
  if (afterCommit === undefined && afterRollback === undefined) return write();
  const open: OpenWrite = { kind, transaction: database.outermost };
  database.onRollback((afterwards) => {
    onRollback(record, definition, open, afterwards);
  });
  // Before the write, in which hooks may write the record again.
  openOf(record, open).push(open);
  try {
    await write();
  } catch (error) {
    close(record, open);
    throw error;
  }
  await database.onCommit(() => onCommit(record, definition, open));
}

/** The last write of a record speaks for all. */
async function onCommit(
  record: object,
  definition: ModelDefinition,
  open: OpenWrite,
): Promise<void> {
  const writes = openOf(record, open);
  if (writes.at(-1) !== open) return;
  openWrites.get(record)?.delete(open.transaction);
  const kind = outcomeOf(writes.map((write) => write.kind));
  if (kind !== undefined)
    await runHooks(record, definition, "afterCommit", kind);
}

/** What one rollback undoes of each record, the last write first. */
const undoneBy = new WeakMap<object, Map<object, WriteKind[]>>();

/** The hooks are called when everything that the rollback undoes is undone. */
function onRollback(
  record: object,
  definition: ModelDefinition,
  open: OpenWrite,
  afterwards: (() => unknown)[],
): void {
  close(record, open);
  const undone = undoneBy.get(afterwards) ?? new Map<object, WriteKind[]>();
  undoneBy.set(afterwards, undone);
  const kinds = undone.get(record);
  if (kinds !== undefined) {
    kinds.unshift(open.kind);
    return;
  }
  const made = [open.kind];
  undone.set(record, made);
  afterwards.push(() =>
    runHooks(record, definition, "afterRollback", outcomeOf(made) ?? "create"),
  );
}

/** Forgets a write that came to nothing. */
function close(record: object, open: OpenWrite): void {
  const writes = openOf(record, open);
  const index = writes.lastIndexOf(open);
  if (index !== -1) writes.splice(index, 1);
}

/** The open writes of a record in the transaction of one of them. */
function openOf(record: object, { transaction }: OpenWrite): OpenWrite[] {
  const ofRecord = openWrites.get(record) ?? (new Map() as OpenWrites);
  openWrites.set(record, ofRecord);
  const known = ofRecord.get(transaction);
  if (known !== undefined) return known;
  const made: OpenWrite[] = [];
  ofRecord.set(transaction, made);
  return made;
}

/** A row that came and went was never there. */
function outcomeOf(kinds: readonly WriteKind[]): WriteKind | undefined {
  const isNew = kinds.includes("create");
  if (kinds.at(-1) === "destroy") return isNew ? undefined : "destroy";
  return isNew ? "create" : "update";
}
