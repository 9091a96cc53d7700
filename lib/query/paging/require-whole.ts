import { InvalidArgumentError } from "../../errors/query-error";
import type { QueryData } from "../query-data";

/**
 * Makes sure that a query was not cut off before it is shared out into pages.
 * @param at the verb, for messages: `City.page`
 * @throws InvalidArgumentError
 */
export function requireWhole({ limit, offset }: QueryData, at: string): void {
  if (limit === undefined && offset === undefined) return;
  const name = limit === undefined ? "offset" : "limit";
  throw new InvalidArgumentError(
    `${at} says itself which rows it reads, and the query has ${name}.`,
    { hint: `Leave ${name} out.` },
  );
}
