import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement } from "./statement";

/** Makes a collation of this name that sorts by bytes. Only for a database that is thrown away. */
export function compileStandIn(collation: string): CompiledQuery {
  const name = quoteIdentifier(collation);
  return toStatement(
    `create collation if not exists pg_catalog.${name} from "C"`,
  );
}
