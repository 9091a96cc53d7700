import type { SelectStatement } from "../../ast/expression";
import { sendSelect } from "../execute";
import { refuseLock } from "../lock-rows";
import { givesNothing } from "../narrow";
import type { QueryData } from "../query-data";
import { aggregatedRows } from "./aggregated-rows";
import { parseVerb } from "./parse-aggregate";

/** How many records or plain rows a query gives, its limit and offset included. */
export async function countRows(query: QueryData): Promise<number> {
  refuseLock(query, "count() gives none");
  if (givesNothing(query)) return 0;
  const { rows } = await sendSelect(query, countStatement(query));
  return Number(rows[0]?.[0]);
}

/** The statement that counts the rows of a query. */
function countStatement(query: QueryData): SelectStatement {
  const { expression, columns } = parseVerb(query, "count", undefined);
  const items = [{ expression, name: undefined }];
  // In whatever order, there are as many.
  const rows = aggregatedRows({ ...query, orderBy: [] }, [columns]);
  return { ...rows, items };
}
