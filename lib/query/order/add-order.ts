import { fragmentOf } from "../../ast/embeddable";
import type {
  Expression,
  FragmentExpression,
  OrderTerm,
} from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type { RelationDefinition } from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import { isToMany } from "../../metadata/is-to-many";
import { describeValue } from "../../types/describe-value";
import { joinRelation, rootPlace } from "../add-joins";
import type { Place } from "../add-joins";
import { isPlainObject } from "../conditions/values";
import { requireOrder, termOf } from "./order-terms";
import type { QueryData } from "../query-data";
import { scopedColumn } from "../scope";
import { withoutDeclaredOrder } from "./without-declared-order";

/**
 * Adds to the order of a query: `{ population: "desc" }`, by a column of a
 * relation to one, which is joined for it: `{ country: { name: "asc" } }`, or
 * by SQL: `{ by: sql`…`, dir: "desc" }`, or the SQL alone.
 */
export function addOrder(
  query: QueryData,
  orders: readonly unknown[],
  at: string,
): QueryData {
  return orders.reduce<QueryData>((ordered, order) => {
    const expression = fragmentOf(order);
    if (expression !== undefined)
      return withTerm(ordered, termOf(fenced(expression), "asc", at));
    if (!isPlainObject(order)) throw noOrder(order, at);
    const { by, ...direction } = order;
    const written = fragmentOf(by);
    return written === undefined
      ? addNamed(ordered, rootPlace(query), order, at)
      : withTerm(
          ordered,
          termOf(fenced(written), { dir: "asc", ...direction }, at),
        );
  }, withoutDeclaredOrder(query));
}

function addNamed(
  query: QueryData,
  place: Place,
  order: unknown,
  at: string,
): QueryData {
  if (!isPlainObject(order)) throw noOrder(order, at);
  const { definition } = place.scope;
  return Object.keys(order).reduce<QueryData>((ordered, property) => {
    const path = `${at}.${property}`;
    const relation = Object.hasOwn(definition.relations, property)
      ? definition.relations[property]
      : undefined;
    if (relation === undefined) {
      const expression =
        toldValue(ordered, place, property) ?? columnAt(place, property);
      return withTerm(ordered, termOf(expression, order[property], path));
    }
    requireToOne(relation, at);
    const next = joinRelation(ordered, place, relation, "left", at);
    return addNamed(next.query, next.place, order[property], path);
  }, query);
}

/** What the results themselves tell under a name, such as a count of related records. */
function toldValue(
  { told, telling }: QueryData,
  { path }: Place,
  name: string,
): Expression | undefined {
  if (path.length > 0) return undefined;
  const value = [...told, ...(telling?.told ?? [])].find(
    ({ property }) => property === name,
  )?.value;
  return value?.kind === "fragment" ? fenced(value) : value;
}

function columnAt({ scope }: Place, property: string): Expression {
  const column = findColumn(scope.definition, property);
  requireOrder(column);
  return scopedColumn(scope, column);
}

/** Text of unknown content stays one expression, wherever an order is written. */
function fenced(expression: FragmentExpression): FragmentExpression {
  return { kind: "fragment", texts: ["(", ")"], operands: [expression] };
}

function withTerm(query: QueryData, term: OrderTerm): QueryData {
  return { ...query, orderBy: [...query.orderBy, term] };
}

/** A record has one place in an order, and would have one for each of many related ones. */
function requireToOne(relation: RelationDefinition, at: string): void {
  if (!isToMany(relation)) return;
  throw new InvalidArgumentError(
    `${at} cannot sort by ${relation.at}, which has many records.`,
    {
      hint: "Say by SQL which of them counts: { by: sql`(select max(…) from …)` }.",
    },
  );
}

function noOrder(order: unknown, at: string): TypeMismatchError {
  return new TypeMismatchError(
    at,
    '{ column: "asc" | "desc" }',
    describeValue(order),
  );
}
