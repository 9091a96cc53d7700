import { allOf, nullTest } from "../../ast/build-expression";
import { isEmbeddable } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownColumnError,
} from "../../errors/query-error";
import { suggest } from "../../util/suggest";
import { hasElement, hasElements, isEmptyArray } from "./arrays";
import {
  differs,
  equals,
  isAmong,
  isNoneOf,
  isNotAmong,
  isOneOf,
} from "./equality";
import { containsJson, hasKey, withinJson } from "./json";
import {
  asksText,
  comparesAtPlace,
  isBetweenAtPlace,
  isNotBetweenAtPlace,
  placeAt,
} from "./json-path";
import type { Place } from "./json-path";
import { familyOf } from "./operand";
import type { Family, Operand } from "./operand";
import { compares, isBetween, isNotBetween } from "./ordering";
import { equalsAnyCase, matchesPattern, matchesText } from "./patterns";
import { comparesRange, containsInRange, isEmptyRange } from "./ranges";
import { namesIn, requireBoolean, requireDefined, requireList } from "./values";

type Operator = (operand: Operand, value: unknown, at: string) => Expression;
type Operators = Readonly<Record<string, Operator>>;
type PlaceOperator = (place: Place, value: unknown, at: string) => Expression;

const nullTests: Operators = {
  isNull: (operand, value, at) =>
    nullTest(operand.expression, !requireBoolean(value, at)),
  isNotNull: (operand, value, at) =>
    nullTest(operand.expression, requireBoolean(value, at)),
};

const sameness: Operators = { eq: equals, ne: differs, ...nullTests };

const membership: Operators = {
  ...sameness,
  in: (operand, value, at) =>
    isEmbeddable(value)
      ? isAmong(operand, value)
      : isOneOf(operand, requireList(value, at)),
  notIn: (operand, value, at) =>
    isEmbeddable(value)
      ? isNotAmong(operand, value)
      : isNoneOf(operand, requireList(value, at)),
};

const order: Operators = {
  ...membership,
  gt: compares(">"),
  gte: compares(">="),
  lt: compares("<"),
  lte: compares("<="),
  between: isBetween,
  notBetween: isNotBetween,
};

/** What is asked of texts alone, whatever their order. */
const wording: Operators = {
  like: matchesPattern("like"),
  ilike: matchesPattern("ilike"),
  matches: matchesPattern("~"),
  imatches: matchesPattern("~*"),
  ieq: equalsAnyCase,
  icontains: matchesText("ilike", "%", "%"),
  startsWith: matchesText("like", "", "%"),
  istartsWith: matchesText("ilike", "", "%"),
  endsWith: matchesText("like", "%", ""),
  iendsWith: matchesText("ilike", "%", ""),
};

const documents: Operators = {
  ...sameness,
  contains: containsJson,
  within: withinJson,
  hasKey,
};

const operatorsByFamily: Readonly<Record<Family, Operators>> = {
  plain: membership,
  ordered: order,
  text: {
    ...order,
    ...wording,
    contains: matchesText("like", "%", "%"),
  },
  array: {
    ...sameness,
    has: hasElement,
    hasAny: hasElements("&&"),
    hasAll: hasElements("@>"),
    within: hasElements("<@"),
    isEmpty: isEmptyArray,
  },
  range: {
    ...membership,
    contains: containsInRange,
    within: comparesRange("<@"),
    overlaps: comparesRange("&&"),
    isEmpty: isEmptyRange,
  },
  jsonb: documents,
  opaque: nullTests,
  whole: sameness,
  deterministic: membership,
  encrypted: nullTests,
};

/** What is asked of a place inside a document. */
const placeOperators: Readonly<Record<string, PlaceOperator>> = {
  ...documents,
  in: (place, value, at) => isOneOf(place, requireList(value, at)),
  notIn: (place, value, at) => isNoneOf(place, requireList(value, at)),
  gt: comparesAtPlace(">"),
  gte: comparesAtPlace(">="),
  lt: comparesAtPlace("<"),
  lte: comparesAtPlace("<="),
  between: isBetweenAtPlace,
  notBetween: isNotBetweenAtPlace,
  ...Object.fromEntries(
    Object.entries(wording).map(([name, operator]) => [
      name,
      asksText(operator),
    ]),
  ),
};

/** The key beside the operators that says which place of a document they are about. */
const pathName = "path";

/** All operators of one object, `{ gte: 1, lt: 9 }`, must hold. */
export function operatorCondition(
  operand: Operand,
  operators: Readonly<Record<string, unknown>>,
  at: string,
): Expression {
  const family = operatorsByFamily[familyOf(operand.type)];
  if (family !== documents)
    return everyOperator(operand, family, operators, at);
  if (Object.hasOwn(operators, pathName))
    return placeCondition(operand, operators, at);
  // It could be meant as a document, and as no operators would let everything through.
  if (namesIn(operators, at).length === 0)
    throw new TypeMismatchError(
      at,
      "{ eq: … } or another operator",
      "an empty object",
    );
  return everyOperator(operand, documents, operators, at);
}

/** The same of what lies at a place inside a document: `{ path: ["views"], gt: 5 }`. */
function placeCondition(
  operand: Operand,
  { [pathName]: path, ...operators }: Readonly<Record<string, unknown>>,
  at: string,
): Expression {
  const pathAt = `${at}.${pathName}`;
  const place = placeAt(operand, requireDefined(path, pathAt), pathAt);
  if (Object.keys(operators).length === 0)
    throw new InvalidArgumentError(
      `${at} says where to look, and not for what.`,
      {
        hint: `Add an operator: { path, eq: … }. It may be ${Object.keys(placeOperators).join(", ")}.`,
      },
    );
  return everyOperator(place, placeOperators, operators, at);
}

function everyOperator<Compared extends Operand>(
  operand: Compared,
  family: Readonly<
    Record<
      string,
      (operand: Compared, value: unknown, at: string) => Expression
    >
  >,
  operators: Readonly<Record<string, unknown>>,
  at: string,
): Expression {
  const conditions = namesIn(operators, at).map((name) => {
    const path = `${at}.${name}`;
    const value = requireDefined(operators[name], path);
    return findOperator(operand, family, name)(operand, value, path);
  });
  return allOf(conditions);
}

function findOperator<Found>(
  { type, at }: Operand,
  family: Readonly<Record<string, Found>>,
  name: string,
): Found {
  const operator = Object.hasOwn(family, name) ? family[name] : undefined;
  if (operator !== undefined) return operator;
  if (isKnown(name)) {
    throw new InvalidArgumentError(
      `${at} is ${type.encryption === undefined ? type.sqlName : "encrypted"}, which has no operator "${name}".`,
      {
        hint: `It has ${Object.keys(family).join(", ")}.`,
      },
    );
  }
  throw new UnknownColumnError(
    at,
    name,
    suggest(name, Object.keys(family)),
    "operator",
  );
}

function isKnown(name: string): boolean {
  return (
    name === pathName ||
    [placeOperators, ...Object.values(operatorsByFamily)].some((family) =>
      Object.hasOwn(family, name),
    )
  );
}
