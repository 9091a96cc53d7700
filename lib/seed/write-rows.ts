import type { Database } from "../database/database";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import type { BulkResult } from "../persistence/bulk-result";
import { insertAll } from "../persistence/insert-all";
import { upsertAll } from "../persistence/upsert-all";
import { advanceIdentitySequence } from "../sql/identity-sequence";
import { chunksOf } from "./chunks";
import type { SeedRow } from "./given-relations";
import type { SeedCounts, SeedRows } from "./seed";

/** Rows of one statement: enough to make the round trip cheap, few enough to stay small in memory. */
const rowsPerStatement = 5000;

/** What happens to a row whose key is there already; undefined: an error. */
export interface ConflictRule {
  /** Properties of a unique index; undefined means the primary key. */
  readonly on: readonly string[] | undefined;
  /** Undefined means everything given but `on`. */
  readonly update: readonly string[] | undefined;
}

export interface WriteRequest {
  readonly definition: ModelDefinition;
  readonly rows: SeedRows<SeedRow>;
  readonly conflict: ConflictRule | undefined;
  /** After each statement: how many rows are written so far, and their primary keys. */
  readonly onProgress: (done: number, keys: readonly unknown[]) => void;
}

/** Writes rows statement by statement and moves the sequence of the key past keys given by hand. */
export async function writeRows(
  database: Database,
  request: WriteRequest,
): Promise<SeedCounts> {
  const { definition, rows, onProgress } = request;
  const identity = findIdentity(definition);
  let counts: SeedCounts = { inserted: 0, updated: 0 };
  let done = 0;
  let hasGivenKeys = false;
  for await (const chunk of chunksOf(rows, rowsPerStatement)) {
    const result = await writeChunk(request, chunk);
    counts = {
      inserted: counts.inserted + result.inserted,
      updated: counts.updated + result.updated,
    };
    hasGivenKeys ||=
      identity !== undefined &&
      chunk.some((row) => row[identity.property] !== undefined);
    done += chunk.length;
    onProgress(done, result.keys);
  }
  if (hasGivenKeys && identity !== undefined) {
    await database.send(
      advanceIdentitySequence(
        definition.schema,
        definition.table,
        identity.name,
      ),
    );
  }
  return counts;
}

function writeChunk(
  { definition, conflict }: WriteRequest,
  chunk: readonly SeedRow[],
): Promise<BulkResult> {
  if (conflict === undefined) return insertAll(definition, chunk);
  const on =
    conflict.on ?? definition.primaryKey.map(({ property }) => property);
  return upsertAll(
    definition,
    chunk,
    conflict.update === undefined ? { on } : { on, update: conflict.update },
  );
}

function findIdentity({
  primaryKey,
}: ModelDefinition): ColumnDefinition | undefined {
  return primaryKey.find((column) => column.default?.kind === "identity");
}
