import type { SelectStatement } from "./expression";

/** A SELECT of nothing, which the makers of statements add their clauses to. */
export const emptySelect: SelectStatement = Object.freeze({
  kind: "select",
  distinct: false,
  items: [],
  from: undefined,
  joins: [],
  where: undefined,
  groupBy: [],
  having: undefined,
  orderBy: [],
  limit: undefined,
  offset: undefined,
  lock: undefined,
});
