import { allOf, nullTest } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  UnknownColumnError,
} from "../../errors/query-error";
import { suggest } from "../../util/suggest";
import { hasElement, hasElements, isEmptyArray } from "./arrays";
import { differs, equals, isNoneOf, isOneOf } from "./equality";
import { containsJson, hasKey } from "./json";
import { familyOf } from "./operand";
import type { Family, Operand } from "./operand";
import { compares, isBetween, isNotBetween } from "./ordering";
import { matchesPattern, matchesText } from "./patterns";
import { comparesRange, containsInRange, isEmptyRange } from "./ranges";
import { requireBoolean, requireDefined, requireList } from "./values";

type Operator = (operand: Operand, value: unknown, at: string) => Expression;
type Operators = Readonly<Record<string, Operator>>;

const nullTests: Operators = {
  isNull: (operand, value, at) =>
    nullTest(operand.expression, !requireBoolean(value, at)),
  isNotNull: (operand, value, at) =>
    nullTest(operand.expression, requireBoolean(value, at)),
};

const sameness: Operators = { eq: equals, ne: differs, ...nullTests };

const membership: Operators = {
  ...sameness,
  in: (operand, value, at) => isOneOf(operand, requireList(value, at)),
  notIn: (operand, value, at) => isNoneOf(operand, requireList(value, at)),
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

const operatorsByFamily: Readonly<Record<Family, Operators>> = {
  plain: membership,
  ordered: order,
  text: {
    ...order,
    like: matchesPattern("like"),
    ilike: matchesPattern("ilike"),
    matches: matchesPattern("~"),
    contains: matchesText("like", "%", "%"),
    icontains: matchesText("ilike", "%", "%"),
    startsWith: matchesText("like", "", "%"),
    endsWith: matchesText("like", "%", ""),
  },
  array: {
    ...sameness,
    has: hasElement,
    hasAny: hasElements("&&"),
    hasAll: hasElements("@>"),
    isEmpty: isEmptyArray,
  },
  range: {
    ...membership,
    contains: containsInRange,
    within: comparesRange("<@"),
    overlaps: comparesRange("&&"),
    isEmpty: isEmptyRange,
  },
  jsonb: { ...sameness, contains: containsJson, hasKey },
  opaque: nullTests,
  whole: sameness,
  deterministic: membership,
  encrypted: nullTests,
};

/** All operators of one object, `{ gte: 1, lt: 9 }`, must hold. */
export function operatorCondition(
  operand: Operand,
  operators: Readonly<Record<string, unknown>>,
  at: string,
): Expression {
  const conditions = Object.keys(operators).map((name) => {
    const path = `${at}.${name}`;
    const value = requireDefined(operators[name], path);
    return findOperator(operand, name)(operand, value, path);
  });
  return allOf(conditions);
}

function findOperator({ type, at }: Operand, name: string): Operator {
  const family = operatorsByFamily[familyOf(type)];
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
  return Object.values(operatorsByFamily).some((family) =>
    Object.hasOwn(family, name),
  );
}
