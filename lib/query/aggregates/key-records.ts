import type { Deadline } from "../../database/deadline";
import type { BelongsToDefinition } from "../../metadata/definition";
import type { Batch } from "../loading/batch";
import { preload } from "../loading/preload";
import { allOfModel } from "../query-data";
import type { QueryData } from "../query-data";

/** The texts of the key of a relation. */
type KeyTexts = readonly (string | null)[];

/**
 * The record that each key leads to, by one statement for all of them. Deleted
 * ones count: their groups are there, and would otherwise have no key.
 */
export async function loadKeyRecords(
  { annotations }: QueryData,
  relation: BelongsToDefinition,
  keys: readonly KeyTexts[],
  deadline: Deadline | undefined,
): Promise<readonly unknown[]> {
  const owners = keys.map((): Record<string, unknown> => ({}));
  const batch: Batch = {
    owners,
    isPlain: true,
    readText: (index, column) =>
      keys[index]?.[relation.columns.indexOf(column)] ?? null,
  };
  const query: QueryData = {
    ...allOfModel(relation.target),
    deleted: "with",
    unscoped: true,
    annotations,
  };
  await preload(batch, [{ relation, query }], deadline);
  return owners.map((owner) => owner[relation.property]);
}
