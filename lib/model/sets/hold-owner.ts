import type { Database } from "../../database/database";
import type { ColumnDefinition } from "../../metadata/definition";
import { holdRows } from "../../persistence/links/hold-rows";
import { stateOf } from "../../record/record-state";
import { readTexts } from "./members";

/**
 * Of two who replace a set at once, the second sees what the first has done.
 * @param columns those of the owner that the set is found by
 * @param at the call, for messages: `User.roles.set`
 */
export async function holdOwner(
  database: Database,
  owner: object,
  columns: readonly ColumnDefinition[],
  at: string,
): Promise<void> {
  const key = readTexts(owner, columns, at);
  await holdRows(database, stateOf(owner).definition, columns, [key]);
}
