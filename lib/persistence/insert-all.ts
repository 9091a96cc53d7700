import { checkKeys } from "../database/check-keys";
import { databaseToWrite } from "../database/current";
import type { InsertStatement } from "../ast/insert";
import type { ModelDefinition } from "../metadata/definition";
import { BulkOutcome } from "./bulk-result";
import type { BulkResult } from "./bulk-result";
import { cutBatches, readGroups } from "./row-batches";
import type { RowBatch } from "./row-batches";
import { compileBatch } from "./compile-batch";
import { namesOf, tableOf } from "./statements";
import { keepKeys } from "./returned-keys";
import { writeBatches } from "./write-batches";

/**
 * How `insertAll` works.
 *
 * @example
 * ```ts
 * const options: InsertAllOptions = { batchSize: 1000 };
 * await City.insertAll([{ name: "Ulm", country }], options);
 * ```
 */
export interface InsertAllOptions {
  /** The most rows of one statement; 10,000 when not given. */
  readonly batchSize?: number;
}

/**
 * Inserts any number of rows, all or none, in as few statements as can be.
 * What a row does not give takes its default.
 * @throws UnknownAttributeError before any SQL when a row has an unknown property
 */
export async function insertAll(
  definition: ModelDefinition,
  rows: readonly object[],
  options: InsertAllOptions = {},
): Promise<BulkResult> {
  checkKeys(options, ["batchSize"], "");
  const outcome = new BulkOutcome(definition, rows.length);
  const batches = cutBatches(
    definition,
    readGroups(definition, rows),
    options.batchSize,
  );
  if (rows.length === 0) return outcome.finish();
  const database = databaseToWrite(definition);
  await writeBatches(database, batches, async (batch) => {
    const { rows: returned, count } = await database.send(
      compileBatch(insertBatch(definition, batch)),
    );
    outcome.add(count, 0);
    keepKeys(outcome, batch.positions, returned);
  });
  return outcome.finish();
}

function insertBatch(
  definition: ModelDefinition,
  { columns, rows }: RowBatch,
): InsertStatement {
  return {
    kind: "insert",
    into: tableOf(definition),
    columns: columns.map(({ name }) => name),
    rows,
    onConflict: undefined,
    returning: namesOf(definition.primaryKey),
    returnInserted: false,
  };
}
