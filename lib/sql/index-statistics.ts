import type { CompiledQuery } from "./compiled-query";

/** How often an index was used and what it gave: one row or none. A name in several schemas means the one that the search path finds first. */
export function selectIndexStatistics(name: string): CompiledQuery {
  return {
    text: "select relname, idx_scan, idx_tup_read, idx_tup_fetch from pg_stat_user_indexes where indexrelname = $1 order by pg_table_is_visible(indexrelid) desc, schemaname limit 1",
    parameters: [name],
  };
}
