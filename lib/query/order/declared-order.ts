import type { TargetedDefinition } from "../../metadata/definition";
import { isToMany } from "../../metadata/is-to-many";
import { isTree } from "../../metadata/is-tree";
import { memoize } from "../../util/memoize";
import { addOrder } from "./add-order";
import { mergeJoins } from "../add-joins";
import { asMistake } from "../related/declared-conditions";
import { allOfModel } from "../query-data";
import type { QueryData } from "../query-data";
import { relatedRows } from "../related/related-rows";
import { orderByDepth } from "../related/tree-rows";

/** A query for the records of a relation: in the order that the relation declares, unless it has one of its own. */
export function inDeclaredOrder(
  query: QueryData,
  relation: TargetedDefinition,
): QueryData {
  if (query.orderBy.length > 0) return query;
  const { joins, orderBy } = isTree(relation)
    ? { joins: [], orderBy: orderByDepth(relatedRows(relation)) }
    : declaredOrder(relation);
  if (orderBy.length === 0) return query;
  return {
    ...query,
    joins: mergeJoins(query.joins, joins, relation.at),
    orderBy,
    isOrderDeclared: true,
  };
}

const declaredOrder = memoize(
  (relation: TargetedDefinition): Pick<QueryData, "joins" | "orderBy"> => {
    const { target, at } = relation;
    const orders = ordersOf(relation);
    try {
      return addOrder(allOfModel(target), orders, `${at}.orderBy`);
    } catch (error) {
      throw asMistake(error, at, "orderBy");
    }
  },
);

/** A relation to one record has none: which of many it is was decided by another order. */
function ordersOf(relation: TargetedDefinition): readonly unknown[] {
  return isToMany(relation) && "narrowing" in relation
    ? relation.narrowing.orderBy
    : [];
}
