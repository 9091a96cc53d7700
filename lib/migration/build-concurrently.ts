import type { Database } from "../database/database";
import type { ChangeOf } from "../schema/change";
import type { Index } from "../schema/schema";
import { compileChange } from "../sql/ddl/compile-change";
import { selectIndexState } from "../sql/index-state";

/**
 * Makes ready for an index that is built without a transaction, so that the
 * migration can be run again after it failed: what an earlier attempt left
 * unusable is dropped, and what it finished is kept.
 *
 * @returns whether the index is there already
 */
export async function prepareConcurrentIndex(
  database: Database,
  change: ChangeOf<"create index">,
): Promise<boolean> {
  const { table, index } = change;
  const query = selectIndexState(table.schema, index.name);
  const [row] = (await database.send(query)).rows;
  if (row === undefined) return false;
  const [owner, isValid, state] = row;
  // An index of another table is in the way, and PostgreSQL says so.
  if (owner !== table.name) return false;
  if (isValid !== "t") {
    const [drop] = compileChange({ ...change, kind: "drop index" });
    if (drop !== undefined) await database.script(drop.text);
    return false;
  }
  // PostgreSQL puts spaces into its JSON.
  const found = JSON.stringify(JSON.parse(state ?? "null"));
  return found === JSON.stringify(stateOf(index));
}

/** What the index is to be, in the form and order of the query. */
function stateOf({ keys, include, ...index }: Index): object {
  return {
    method: index.method,
    unique: index.unique,
    columns: [...keys.map(({ column }) => column ?? null), ...include],
    keys: keys.length,
    directions: keys.map(
      ({ direction, nulls }) =>
        (direction === "desc" ? 1 : 0) + (nulls === "first" ? 2 : 0),
    ),
    partial: index.where !== undefined,
    nullsNotDistinct: index.nullsNotDistinct,
  };
}
