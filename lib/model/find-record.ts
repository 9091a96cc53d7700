import { RecordNotFoundError } from "../errors/query-error";
import type { ModelDefinition } from "../metadata/definition";
import { describeKey, encodeKey, findAllByKey, findByKey } from "../query/find";
import { isPlainObject } from "../query/conditions/values";
import { findByKeyWith } from "../query/find-with";
import { findEachWithin } from "../query/find-within";
import { parseFindOptions } from "../query/query-options";
import type { FindOptions } from "./find-options";

/** The record with this key and the relations asked for, or null. */
export async function findOrNull(
  definition: ModelDefinition,
  key: unknown,
  options: FindOptions<unknown> = {},
): Promise<object | null> {
  const record = await (isPlainObject(options) && options.with !== undefined
    ? findByKeyWith(definition, key, options)
    : findAlone(definition, key, options));
  return record ?? null;
}

async function findAlone(
  definition: ModelDefinition,
  key: unknown,
  options: FindOptions<unknown>,
): Promise<object | undefined> {
  parseFindOptions(definition, options);
  return findByKey(definition, key);
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
  const query = parseFindOptions(definition, options);
  return query.preloads.length === 0
    ? findAllByKey(definition, keys)
    : findEachWithin(query, keys);
}
