import type { InsertStatement } from "../ast/insert";
import { compile } from "../sql/compile";
import type { CompiledQuery } from "../sql/compiled-query";
import { compileCached } from "../sql/statement-cache";

/** Arrays have one text for any number of rows; rows written out would fill the cache with texts that never come twice. */
export function compileBatch(statement: InsertStatement): CompiledQuery {
  return statement.rows.kind === "unnest"
    ? compileCached(statement)
    : compile(statement);
}
