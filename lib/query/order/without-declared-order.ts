import type { QueryData } from "../query-data";

/** A query without the order that a relation declares of its records; one of its own it keeps. */
export function withoutDeclaredOrder(query: QueryData): QueryData {
  return query.isOrderDeclared
    ? { ...query, orderBy: [], isOrderDeclared: false }
    : query;
}
