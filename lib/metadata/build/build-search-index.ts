import type { Blueprint } from "../blueprint";
import type { IndexDefinition } from "../definition";
import { buildPlainIndex } from "./build-plain-index";

/** The index by which words are found; of a class that shares a table, the model with the table has it. */
export function buildSearchIndexes({
  definition: { search, table },
  parent,
}: Blueprint): IndexDefinition[] {
  if (search === undefined || parent !== undefined) return [];
  return [{ ...buildPlainIndex(table, [search.column]), method: "gin" }];
}
