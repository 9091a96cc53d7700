import {
  allOf,
  binary,
  castParameter,
  columnOf,
  nullTest,
  parameter,
} from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Expression, Join, OrderTerm } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type { ColumnDefinition } from "../../metadata/definition";
import { similarityOf } from "../../sql/similarity";
import type { Vector } from "../../types/vector";
import type { DistanceKind } from "../../types/vector-distance";
import { isKeptAsZero } from "../../types/vector-type";
import { checkTold } from "../check-told";
import { parseCount } from "../clauses";
import {
  findVectorColumn,
  parseDistance,
  parseNearOptions,
  parseNumber,
  settingsOf,
} from "./near-options";
import { maxDistanceOf } from "./similarity-bound";
import { narrow } from "../narrow";
import type { QueryData } from "../query-data";
import { rootScope, scopedColumn } from "../scope";
import { warnOfFewCandidates, warnOfMissingIndex } from "./vector-index";

/** How many a search for similar vectors gives unless said otherwise. */
const usualLimit = 10;

/** The rows whose vectors are most like one, each with its `similarity`. */
export function similarTo(
  query: QueryData,
  property: unknown,
  vector: unknown,
  options: unknown,
): QueryData {
  const at = `${query.definition.name}.similarTo`;
  const given = parseNearOptions(options, at, ["limit", "threshold"]);
  const kind = parseDistance(given["distance"], "cosine", at);
  const max = maxDistanceOf(kind, given["threshold"], `${at}.threshold`);
  const near = measure(query, property, vector, kind, "similarity", max, at);
  const limit =
    given["limit"] === undefined
      ? (query.limit ?? usualLimit)
      : parseCount(given["limit"], `${at}.limit`);
  const settings = settingsOf(query, given, at);
  warnOfFewCandidates(query.definition, property, kind, limit, settings);
  return { ...near, limit, settings };
}

/** The rows whose vectors are within a distance of one, each with its `distance`. */
export function withinDistance(
  query: QueryData,
  property: unknown,
  vector: unknown,
  max: unknown,
  options: unknown,
): QueryData {
  const at = `${query.definition.name}.withinDistance`;
  const given = parseNearOptions(options, at, []);
  const kind = parseDistance(given["distance"], "l2", at);
  const lowest = kind.name === "innerProduct" ? -Infinity : 0;
  const bound = parseNumber(max, `${at}: the distance`, lowest, Infinity);
  const near = measure(query, property, vector, kind, "distance", bound, at);
  return { ...near, settings: settingsOf(query, given, at) };
}

/**
 * Adds the distance to a vector: computed once, in a sub-select that
 * PostgreSQL takes apart again, so that the vector is one parameter and an
 * index on the distance still serves.
 */
function measure(
  query: QueryData,
  property: unknown,
  vector: unknown,
  kind: DistanceKind,
  name: "similarity" | "distance",
  max: number | undefined,
  at: string,
): QueryData {
  const { definition } = query;
  const column = findVectorColumn(definition, property, at);
  checkTold(query, name, at);
  const encoded = column.type.encode(vector, column.at);
  if (kind.name === "cosine" && isKeptAsZero(column.type, vector as Vector))
    throw new InvalidArgumentError(
      `${at}: a vector of zeros has no direction, and is like no other by cosine.`,
      { hint: "Use another distance: { distance: 'l2' }." },
    );
  warnOfMissingIndex(definition, column, kind);
  const alias = `arx_${name}`;
  const operand = scopedColumn(rootScope(definition), column);
  const distance = columnOf(alias, "distance");
  const isSimilarity = name === "similarity";
  const order: OrderTerm = {
    expression: distance,
    direction: "asc",
    nulls: undefined,
  };
  return {
    ...query,
    where: narrow(query.where, conditionOf(column, operand, distance, max)),
    // The nearest first: an index on the distance gives rows in no other order.
    orderBy: [order, ...query.orderBy],
    told: [
      ...query.told,
      {
        property: name,
        join: distanceJoin(alias, kind, operand, encoded, column),
        value: isSimilarity ? similarityOf(kind.operator, distance) : distance,
        type: undefined,
        at: name,
      },
    ],
  };
}

function distanceJoin(
  alias: string,
  { operator }: DistanceKind,
  operand: Expression,
  vector: string,
  { type }: ColumnDefinition,
): Join {
  const distance = binary(operator, operand, castParameter(vector, type.name));
  return {
    kind: "cross",
    source: {
      kind: "lateral",
      alias,
      query: {
        ...emptySelect,
        items: [{ expression: distance, name: "distance" }],
      },
    },
    on: undefined,
  };
}

/** NULLs are near nothing; nor, by cosine, is a vector of zeros, whose distance is NaN and above every bound. */
function conditionOf(
  { nullable }: ColumnDefinition,
  operand: Expression,
  distance: Expression,
  max: number | undefined,
): Expression {
  return allOf([
    ...(nullable ? [nullTest(operand, true)] : []),
    ...(max === undefined
      ? []
      : [binary("<=", distance, parameter(String(max)))]),
  ]);
}
