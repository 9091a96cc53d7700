import type { CompiledQuery } from "./compiled-query";
import { quoteIdentifier, quotePath } from "./identifier";

/**
 * Moves the sequence behind an identity column past the largest value in the
 * table, never back. Keys that were given by hand do not move it, so that the
 * next generated one would collide.
 */
export function advanceIdentitySequence(
  schema: string,
  table: string,
  column: string,
): CompiledQuery {
  const path = quotePath([schema, table]);
  return {
    text: `select setval(sequence, largest)
from (select pg_get_serial_sequence($1, $2)::regclass as sequence, max(${quoteIdentifier(column)}) as largest from ${path}) as s
where largest > coalesce(pg_sequence_last_value(sequence), 0)`,
    parameters: [path, column],
  };
}
