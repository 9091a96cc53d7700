import type { Database } from "../database/database";
import type { ModelDefinition } from "../metadata/definition";
import type { SeedStrategy } from "../metadata/seed-definition";
import { upsertAll } from "../persistence/upsert-all";
import { keyOf, withoutRelations } from "./given-relations";
import type { SeedRow } from "./given-relations";
import { orderRows } from "./order-rows";
import type { SeedCounts } from "./seed";
import type { ModelSeedEntry } from "./seed-entry";
import type { SeedListener } from "./seed-event";
import { writeRows } from "./write-rows";
import type { ConflictRule } from "./write-rows";

/** What was written, and the primary keys in the order in which the rows were written. */
export interface ModelRowsResult {
  readonly counts: SeedCounts;
  readonly keys: readonly unknown[];
}

/** Writes the rows declared on a model, parents first; relations that have to wait are left out. */
export async function writeModelRows(
  database: Database,
  entry: ModelSeedEntry,
  listener: SeedListener,
): Promise<ModelRowsResult> {
  const { definition, deferred, name, seed } = entry;
  const rows = rowsOf(entry).map((row) =>
    deferred.length === 0 ? row : withoutRelations(row, deferred),
  );
  const keys: unknown[] = [];
  const counts = await writeRows(database, {
    definition,
    rows,
    conflict: conflictRuleOf(seed.strategy),
    onProgress: (done, chunkKeys) => {
      keys.push(...chunkKeys);
      listener({
        kind: "rows",
        seed: name,
        model: definition.name,
        done,
        total: rows.length,
      });
    },
  });
  return { counts, keys };
}

/** Sets the relations that had to wait, on the rows that have them. */
export async function completeRows(
  entry: ModelSeedEntry,
  keys: readonly unknown[],
): Promise<void> {
  const { definition, deferred } = entry;
  const waiting = rowsOf(entry)
    .map((row, index) => ({
      ...row,
      ...keyProperties(definition, keys[index]),
    }))
    .filter((row) =>
      deferred.some((relation) => keyOf(row, relation) !== undefined),
    );
  const on = definition.primaryKey.map(({ property }) => property);
  const update = deferred.map(({ property }) => property);
  await upsertAll(definition, waiting, { on, update });
}

/** The same order both times: keys are matched with rows by their place. */
function rowsOf({ definition, seed }: ModelSeedEntry): readonly SeedRow[] {
  return orderRows(definition, seed.rows);
}

/** The primary key by property; a key of several columns comes as an object. */
function keyProperties({ primaryKey }: ModelDefinition, key: unknown): SeedRow {
  const [only] = primaryKey;
  return primaryKey.length === 1 && only !== undefined
    ? { [only.property]: key }
    : (key as SeedRow);
}

function conflictRuleOf(strategy: SeedStrategy): ConflictRule | undefined {
  return strategy.kind === "insert"
    ? undefined
    : { on: strategy.conflictKey, update: strategy.updateFields };
}
