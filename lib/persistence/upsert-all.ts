import type { InsertStatement } from "../ast/insert";
import { checkKeys } from "../database/check-keys";
import { databaseToWrite } from "../database/current";
import type { Database } from "../database/database";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { compileCached } from "../sql/statement-cache";
import { BulkOutcome } from "./bulk-result";
import type { BulkResult } from "./bulk-result";
import { compileBatch } from "./compile-batch";
import { readConflictKeys } from "./conflict-keys";
import type { ConflictKeys } from "./conflict-keys";
import { findConflictTarget } from "./conflict-target";
import type { ConflictTarget } from "./conflict-target";
import { cutBatches, readGroups } from "./row-batches";
import type { ReadableGroup, RowBatch } from "./row-batches";
import { selectKnown } from "./select-known";
import { namesOf, raiseVersion, tableOf } from "./statements";
import { findUpdatedColumns } from "./updated-columns";
import { keepKeys, keepKnownKeys, keepUpserted } from "./returned-keys";
import { writeBatches } from "./write-batches";

/** How `upsertAll` works. */
export interface UpsertAllOptions {
  /** The properties of a unique index or constraint, by which a row is known; a relation stands for its key. */
  readonly on: readonly string[];
  /**
   * The properties that a known row takes over: all that are given but the key
   * when left out, none when empty.
   */
  readonly update?: readonly string[];
  /** The most rows of one statement; 10,000 when not given. */
  readonly batchSize?: number;
}

const known: Readonly<Record<keyof UpsertAllOptions, true>> = {
  on: true,
  update: true,
  batchSize: true,
};

/** Everything that is decided before the first statement. */
interface UpsertPlan {
  readonly definition: ModelDefinition;
  readonly target: ConflictTarget;
  readonly keys: ConflictKeys;
  /** The columns that a known row takes over, by group of rows. */
  readonly updates: ReadonlyMap<ReadableGroup, readonly ColumnDefinition[]>;
}

/**
 * Inserts rows, and updates those that are there already by a unique index: all or none.
 * @throws UnknownConflictTargetError before any SQL when no unique index covers `on`
 * @throws DuplicateRowError when two rows have the same key
 */
export async function upsertAll(
  definition: ModelDefinition,
  rows: readonly object[],
  options: UpsertAllOptions,
): Promise<BulkResult> {
  checkKeys(options, Object.keys(known), "");
  const { on, update, batchSize } = options;
  const target = findConflictTarget(definition, on);
  const groups = readGroups(definition, rows);
  const keys = readConflictKeys(definition, target, groups);
  const updates = findUpdatedColumns(definition, target, groups, update);
  const plan = { definition, target, keys, updates };
  const outcome = new BulkOutcome(definition, rows.length);
  const batches = cutBatches(definition, groups, batchSize);
  if (rows.length === 0) return outcome.finish();
  const database = databaseToWrite(definition);
  await writeBatches(database, batches, (batch) =>
    writeBatch(database, plan, batch, outcome),
  );
  return outcome.finish();
}

async function writeBatch(
  database: Database,
  plan: UpsertPlan,
  batch: RowBatch,
  outcome: BulkOutcome,
): Promise<void> {
  const update = plan.updates.get(batch.group) ?? [];
  const { rows, count } = await database.send(
    compileBatch(upsertBatch(plan, batch, update)),
  );
  if (update.length > 0) {
    keepUpserted(outcome, batch.positions, rows);
    return;
  }
  outcome.add(count, 0);
  if (count === batch.positions.length) {
    keepKeys(outcome, batch.positions, rows);
    return;
  }
  const query = compileCached(
    selectKnown(plan.definition, plan.target, plan.keys, batch.positions),
  );
  keepKnownKeys(
    outcome,
    batch.positions,
    rows,
    (await database.send(query)).rows,
  );
}

function upsertBatch(
  { definition, target }: UpsertPlan,
  { columns, rows }: RowBatch,
  update: readonly ColumnDefinition[],
): InsertStatement {
  return {
    kind: "insert",
    into: tableOf(definition),
    columns: columns.map(({ name }) => name),
    rows,
    onConflict: {
      columns: target.columns.map(({ name }) => name),
      where: target.where,
      update: update.map(({ name }) => name),
      set: raiseVersion(definition),
    },
    returning: namesOf(definition.primaryKey),
    returnInserted: update.length > 0,
  };
}
