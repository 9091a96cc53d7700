import { stateOf } from "../record/record-state";
import { batchOfRecords } from "./batch";
import { preload } from "./preload";
import { parsePreloads } from "./query-options";

/** Loads relations onto one record, anew where they were loaded before. */
export async function loadRelations(
  record: object,
  relations: unknown,
): Promise<void> {
  const { definition } = stateOf(record);
  await preload(
    batchOfRecords([record]),
    parsePreloads(definition, relations, `${definition.name}.load`),
  );
}
