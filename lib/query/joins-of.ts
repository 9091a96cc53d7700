import type { SelectStatement } from "../ast/expression";
import type { QueryData } from "./query-data";

/** What a query joins: relations and SQL as they were given, then what computes the values that its results tell. */
export function joinsOf({ joins, told }: QueryData): SelectStatement["joins"] {
  return [
    ...joins.map((each) => (each.kind === "relation" ? each.join : each)),
    ...told.flatMap(({ join }) => join ?? []),
  ];
}
