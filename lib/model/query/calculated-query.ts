import { countRows } from "../../query/execute";
import type { QueryCalculations } from "../../typing/query/query-calculations";
import { StatedQuery } from "./stated-query";

/** The part of a query that computes something of its records in the database. */
export abstract class CalculatedQuery<T>
  extends StatedQuery<T>
  implements QueryCalculations
{
  /** How many rows the query gives; a limit counts: `limit(2).count()` is at most 2. */
  async count(): Promise<number> {
    return countRows(this.data);
  }
}
