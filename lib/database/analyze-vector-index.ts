import { selectIndexStatistics } from "../sql/index-statistics";
import { currentDatabase } from "./current";

/**
 * How often an index was used since the statistics of the database began.
 *
 * @example
 * ```ts
 * const usage: IndexUsage | null = await analyzeVectorIndex("idx_passages_embedding_hnsw");
 * // select … from pg_stat_user_indexes …
 * console.log(usage?.scans ?? "no such index");
 * ```
 */
export interface IndexUsage {
  /** The table that it belongs to. */
  readonly table: string;
  /** How many searches used it: `idx_scan`. */
  readonly scans: number;
  /** How many entries it gave to them: `idx_tup_read`. */
  readonly entriesRead: number;
  /** How many rows of the table they fetched by it: `idx_tup_fetch`. */
  readonly rowsFetched: number;
}

/**
 * How often an index was used, or null when there is none of this name. A
 * session reports its own searches with a delay of up to a second.
 *
 * @example
 * ```ts
 * const usage = await analyzeVectorIndex("idx_cities_country_id");
 * // select … from pg_stat_user_indexes where indexrelname = $1 …
 * if (usage?.scans === 0) console.log("nobody searches by this index");
 * ```
 *
 * @param name without its schema; where several have it, the one that the search path finds first
 * @throws NotConnectedError
 */
export async function analyzeVectorIndex(
  name: string,
): Promise<IndexUsage | null> {
  const database = currentDatabase("analyzeVectorIndex()");
  const { rows } = await database.send(selectIndexStatistics(name));
  const [row] = rows;
  if (row === undefined) return null;
  const [table, scans, entriesRead, rowsFetched] = row;
  return {
    table: table ?? "",
    scans: Number(scans),
    entriesRead: Number(entriesRead),
    rowsFetched: Number(rowsFetched),
  };
}
