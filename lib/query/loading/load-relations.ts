import { TypeMismatchError } from "../../errors/query-error";
import type { ModelClass, ModelDefinition } from "../../metadata/definition";
import { isRecord, stateOf } from "../../record/record-state";
import { describeValue } from "../../types/describe-value";
import { batchOfRecords } from "./batch";
import { strictPreloads } from "./inherited-preloads";
import { loadMissing } from "./load-missing";
import { preload } from "./preload";
import type { Preload } from "../query-data";
import { parsePreloads } from "../query-options";
import { inheritedStrictness } from "./strict-loading";

/** Which relations are loaded: all that are named, or those that are not loaded yet. */
export type LoadVerb = "load" | "loadMissing";

/** Loads relations onto one record. */
export async function loadRelations(
  record: object,
  relations: unknown,
  verb: LoadVerb,
): Promise<void> {
  await loadOnto(stateOf(record).definition, [record], relations, verb);
}

/**
 * Loads relations onto records of a model: one statement for each relation and
 * level, whatever the number of records.
 * @throws TypeMismatchError when they are no list, or one of them is no record of the model
 */
export async function loadRelationsOfEach(
  definition: ModelDefinition,
  records: unknown,
  relations: unknown,
  verb: LoadVerb,
): Promise<readonly object[]> {
  const given = requireRecords(definition, records, verb);
  await loadOnto(definition, given, relations, verb);
  return given;
}

/** The same for records that are known to be of the model. */
async function loadOnto(
  definition: ModelDefinition,
  records: readonly object[],
  relations: unknown,
  verb: LoadVerb,
): Promise<void> {
  const parsed = parsePreloads(
    definition,
    relations,
    `${definition.name}.${verb}`,
  );
  const preloads = asStrictAs(records, parsed);
  if (verb === "load") await preload(batchOfRecords(records), preloads);
  else await loadMissing(records, preloads);
}

/** Records that are told nothing leave it to others, and one that is told something stands for all. */
function asStrictAs(
  records: readonly object[],
  preloads: readonly Preload[],
): readonly Preload[] {
  const modes = records.map((record) => inheritedStrictness(stateOf(record)));
  return strictPreloads(
    preloads,
    modes.find((mode) => mode !== undefined),
  );
}

function requireRecords(
  { name, model }: ModelDefinition,
  records: unknown,
  verb: LoadVerb,
): readonly object[] {
  const at = `${name}.${verb}`;
  if (!Array.isArray(records))
    throw new TypeMismatchError(
      at,
      `a list of records of ${name}`,
      describeValue(records),
    );
  return records.map((record: unknown, index) => {
    if (isRecord(record) && isMadeBy(model, record)) return record;
    const place = `${at}[${String(index)}]`;
    throw new TypeMismatchError(
      place,
      `a record of ${name}`,
      describeValue(record),
    );
  });
}

function isMadeBy({ prototype }: ModelClass, record: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, record);
}
