import { fragmentOf } from "../ast/embeddable";
import type {
  Expression,
  FragmentExpression,
  OrderTerm,
} from "../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownColumnError,
} from "../errors/query-error";
import type {
  ColumnDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import { isToMany } from "../metadata/is-to-many";
import { describeValue } from "../types/describe-value";
import { joinRelation, rootPlace } from "./add-joins";
import type { Place } from "./add-joins";
import { oneOf } from "./clauses";
import { familyOf } from "./conditions/operand";
import { isPlainObject } from "./conditions/values";
import type { QueryData } from "./query-data";
import { scopedColumn } from "./scope";

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
  }, query);
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
      const column = findColumn(definition, property);
      requireOrder(column);
      const expression = scopedColumn(place.scope, column);
      return withTerm(ordered, termOf(expression, order[property], path));
    }
    requireToOne(relation, at);
    const next = joinRelation(ordered, place, relation, "left", at);
    return addNamed(next.query, next.place, order[property], path);
  }, query);
}

/** Text of unknown content stays one expression, wherever an order is written. */
function fenced(expression: FragmentExpression): FragmentExpression {
  return { kind: "fragment", texts: ["(", ")"], operands: [expression] };
}

function withTerm(query: QueryData, term: OrderTerm): QueryData {
  return { ...query, orderBy: [...query.orderBy, term] };
}

export function termOf(
  expression: Expression,
  order: unknown,
  at: string,
): OrderTerm {
  const { dir, nulls, ...rest }: Readonly<Record<string, unknown>> =
    isPlainObject(order) ? order : { dir: order };
  const [unknownOption] = Object.keys(rest);
  if (unknownOption !== undefined)
    throw new UnknownColumnError(at, unknownOption, undefined, "option");
  return {
    expression,
    direction: oneOf(["asc", "desc"], dir, at),
    nulls:
      nulls === undefined
        ? undefined
        : oneOf(["first", "last"] as const, nulls, `${at}.nulls`),
  };
}

/** What is encrypted has an order that says nothing of its values. */
function requireOrder({ at, type }: ColumnDefinition): void {
  if (type.encryption !== undefined)
    throw new InvalidArgumentError(
      `${at} is encrypted, and the database cannot sort by its values.`,
      { hint: "Load the records and sort them." },
    );
  if (familyOf(type) !== "opaque") return;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which PostgreSQL cannot sort by.`,
    { hint: "Say by SQL what of it counts: { by: sql`…` }." },
  );
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
