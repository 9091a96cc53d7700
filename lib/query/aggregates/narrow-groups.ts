import { never } from "../../ast/build-expression";
import { fragmentOf } from "../../ast/embeddable";
import { TypeMismatchError } from "../../errors/query-error";
import { describeValue } from "../../types/describe-value";
import { termOf } from "../order/order-terms";
import { isPlainObject, requireDefined } from "../conditions/values";
import { refuseLock } from "../lock-rows";
import type { QueryData } from "../query-data";
import { parseGroupKeys } from "./group-key";
import type { GroupCondition, GroupedData, GroupOrder } from "./grouped-data";

/** The groups of a query by some keys. */
export function groupBy(
  query: QueryData,
  keys: readonly unknown[],
): GroupedData {
  refuseLock(query, "groupBy() gives groups");
  const at = `${query.definition.name}.groupBy`;
  return {
    query,
    keys: parseGroupKeys(query.definition, keys, at),
    having: [],
    orderBy: [],
    limit: undefined,
    offset: undefined,
  };
}

/** A condition on groups: SQL, or an object of names. */
export function parseHaving(conditions: unknown, at: string): GroupCondition {
  const expression = fragmentOf(conditions);
  if (expression !== undefined) return expression;
  if (!isPlainObject(conditions))
    throw new TypeMismatchError(
      at,
      "sql`…` or an object of conditions",
      describeValue(conditions),
    );
  for (const name of Object.keys(conditions))
    requireDefined(conditions[name], `${at}.${name}`);
  return { kind: "named", conditions };
}

/** The terms of an order of groups: `{ n: "desc" }`, or several of them. */
export function parseGroupOrder(
  orders: readonly unknown[],
  at: string,
): GroupOrder[] {
  return orders.flatMap((order) => {
    if (!isPlainObject(order))
      throw new TypeMismatchError(
        at,
        '{ name: "asc" | "desc" }',
        describeValue(order),
      );
    return Object.keys(order).map((name) => {
      const term = termOf(never, order[name], `${at}.${name}`);
      return { name, direction: term.direction, nulls: term.nulls };
    });
  });
}
