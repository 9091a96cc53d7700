import type { Database } from "../database/database";
import type { ModelDefinition } from "../metadata/definition";
import type { WriteKind } from "../metadata/hook";
import { runHooks } from "../metadata/run-hooks";

/** A write whose transaction has not ended. */
interface OpenWrite {
  readonly kind: WriteKind;
}

/** The writes of each record that wait for the end of their transaction, in order. */
const openWrites = new WeakMap<object, OpenWrite[]>();

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
  const open: OpenWrite = { kind };
  database.onRollback((afterwards) => {
    onRollback(record, definition, open, afterwards);
  });
  await write();
  openOf(record).push(open);
  database.afterCommit(() => onCommit(record, definition, open));
}

/** The last write of a record speaks for all. */
async function onCommit(
  record: object,
  definition: ModelDefinition,
  open: OpenWrite,
): Promise<void> {
  const writes = openOf(record);
  if (writes.at(-1) !== open) return;
  openWrites.delete(record);
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
  const writes = openOf(record);
  openWrites.set(
    record,
    writes.filter((write) => write !== open),
  );
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

function openOf(record: object): OpenWrite[] {
  const known = openWrites.get(record);
  if (known !== undefined) return known;
  const made: OpenWrite[] = [];
  openWrites.set(record, made);
  return made;
}

/** A row that came and went was never there. */
function outcomeOf(kinds: readonly WriteKind[]): WriteKind | undefined {
  const isNew = kinds.includes("create");
  if (kinds.at(-1) === "destroy") return isNew ? undefined : "destroy";
  return isNew ? "create" : "update";
}
