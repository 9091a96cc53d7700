import type { OrderTerm } from "../../ast/expression";
import type { TargetedDefinition } from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import { asMistake } from "../related/declared-conditions";
import { requireOrder, termOf } from "./order-terms";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/** The order whose first row is the one of a relation, on the rows of a scope; undefined for a relation to all of its rows. */
export function firstOrder(
  scope: Scope,
  relation: TargetedDefinition,
): readonly OrderTerm[] | undefined {
  switch (relation.kind) {
    case "belongsTo":
    case "manyToMany":
    case "ancestors":
    case "descendants":
      return undefined;
    case "hasMany":
    case "hasOne":
    case "through":
      return relation.ofMany && readOrder(scope, relation.ofMany, relation.at);
  }
}

function readOrder(
  scope: Scope,
  orders: readonly unknown[],
  at: string,
): readonly OrderTerm[] {
  try {
    return orders.flatMap((order) =>
      Object.entries(order as object).map(([property, direction]) => {
        const column = findColumn(scope.definition, property);
        requireOrder(column);
        return termOf(
          scopedColumn(scope, column),
          direction,
          `${at}.${property}`,
        );
      }),
    );
  } catch (error) {
    throw asMistake(
      error,
      at,
      "order",
      "Name columns that have an order, as { ofMany: { id: 'desc' } }.",
    );
  }
}
