import { RecordNotFoundError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { batchOfRecords } from "../query/batch";
import { describeKey, encodeKey, findAllByKey, findByKey } from "../query/find";
import { preload } from "../query/preload";
import { parseFindOptions } from "../query/query-options";
import type { FindOptions } from "./find-options";

/** The record with this key and the relations asked for, or null. */
export async function findOrNull(
  definition: ModelDefinition,
  key: unknown,
  options: FindOptions<unknown> = {},
): Promise<object | null> {
  const preloads = parseFindOptions(definition, options);
  const record = await findByKey(definition, key);
  if (record === undefined) return null;
  if (preloads.length > 0) await preload(batchOfRecords([record]), preloads);
  return record;
}

/**
 * The record with this key, or for a list of keys the record of each.
 * @throws RecordNotFoundError when one is missing
 */
export async function findOrFail(
  definition: ModelDefinition,
  key: unknown,
  options: FindOptions<unknown> | undefined,
): Promise<object | object[]> {
  if (Array.isArray(key)) return findEach(definition, key, options);
  const record = await findOrNull(definition, key, options);
  if (record !== null) return record;
  throw new RecordNotFoundError(
    definition.name,
    describeKey(definition, encodeKey(definition, key)),
  );
}

async function findEach(
  definition: ModelDefinition,
  keys: readonly unknown[],
  options: FindOptions<unknown> = {},
): Promise<object[]> {
  const preloads = parseFindOptions(definition, options);
  const records = await findAllByKey(definition, keys);
  if (preloads.length > 0)
    await preload(batchOfRecords([...new Set(records)]), preloads);
  return records;
}
