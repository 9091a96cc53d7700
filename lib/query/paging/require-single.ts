import { InvalidArgumentError } from "../../errors/query-error";
import { mayRepeat } from "../may-repeat";
import type { QueryData } from "../query-data";
import { distinctColumns } from "./decided-order";

/**
 * Makes sure that no two rows of a query have the same key: a place between
 * them could not be told by what they hold.
 * @param at the verb, for messages: `City.page`
 * @throws InvalidArgumentError
 */
export function requireSingle(query: QueryData, at: string): void {
  const { distinct, source, told } = query;
  if (told.length > 0 && distinctColumns(query) !== undefined)
    throw new InvalidArgumentError(
      `${at} goes by columns, and rows of the query may differ in what is computed alone.`,
      { hint: "Add the primary key to what is read, or use paginate." },
    );
  if (distinct || (source === undefined && !mayRepeat(query))) return;
  const part = source === undefined ? "joins" : "SQL";
  throw new InvalidArgumentError(
    `${at} goes from record to record, and the ${part} of the query may give one several times.`,
    { hint: "Add distinct()." },
  );
}
