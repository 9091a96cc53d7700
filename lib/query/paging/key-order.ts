import type { Expression, OrderTerm } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type { ColumnDefinition } from "../../metadata/definition";
import type { QueryData } from "../query-data";
import { decidedOrder, orderedColumn } from "./decided-order";

/** A column that a walk through the rows goes by, and the way it goes. */
export interface KeyTerm {
  readonly column: ColumnDefinition;
  readonly expression: Expression;
  readonly direction: "asc" | "desc";
  /** Where the walk meets the NULLs of the column; undefined where it has none. */
  readonly nulls: "first" | "last" | undefined;
}

/**
 * The order of a query as a key: no two rows have equal values in all of its columns.
 * @param at the verb, for messages: `City.page`
 * @throws InvalidArgumentError when the order is not by columns of the model
 */
export function keyOrder(query: QueryData, at: string): readonly KeyTerm[] {
  return decidedOrder(query).map((term) => toKeyTerm(query, term, at));
}

/** The same walk from its other end. */
export function reverseKey(terms: readonly KeyTerm[]): readonly KeyTerm[] {
  return terms.map((term) => ({
    ...term,
    direction: term.direction === "asc" ? "desc" : "asc",
    nulls: term.nulls && (term.nulls === "first" ? "last" : "first"),
  }));
}

/** The walk as an order of SQL, which is told where NULLs go only when it would put them elsewhere. */
export function orderOf(terms: readonly KeyTerm[]): readonly OrderTerm[] {
  return terms.map(({ expression, direction, nulls }) => ({
    expression,
    direction,
    nulls: nulls === usualNulls(direction) ? undefined : nulls,
  }));
}

function toKeyTerm(query: QueryData, term: OrderTerm, at: string): KeyTerm {
  const { expression, direction } = term;
  const column = orderedColumn(query, term);
  if (column === undefined)
    throw new InvalidArgumentError(
      `${at} goes by columns of ${query.definition.name}, and the query is ordered by something else.`,
      { hint: "Order by columns of the model, or use paginate." },
    );
  const nulls = column.nullable
    ? (term.nulls ?? usualNulls(direction))
    : undefined;
  return { column, expression, direction, nulls };
}

/** To PostgreSQL a NULL is greater than every value. */
function usualNulls(direction: "asc" | "desc"): "first" | "last" {
  return direction === "asc" ? "last" : "first";
}
