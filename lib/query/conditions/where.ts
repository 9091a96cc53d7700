import { allOf, always, anyOf, negate } from "../../ast/build-expression";
import { fragmentOf } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  TypeMismatchError,
  UnknownColumnError,
} from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import { describeValue } from "../../types/describe-value";
import { suggest } from "../../util/suggest";
import { compileDeclaredBy } from "./compile-declared";
import type { Scope } from "../scope";
import { columnCondition } from "./column-condition";
import { operandOf } from "./operand";
import { relationCondition } from "./relations";
import { isPlainObject, namesIn, requireDefined, requireList } from "./values";

type LogicalCondition = (
  scope: Scope,
  value: unknown,
  at: string,
) => Expression;

compileDeclaredBy(compileWhere);

const logicalConditions: Readonly<Record<string, LogicalCondition>> = {
  and: (scope, value, at) => allOf(compileList(scope, value, at)),
  or: (scope, value, at) => anyOf(compileList(scope, value, at)),
  not: (scope, value, at) => negate(compileWhere(scope, value, at)),
};

/**
 * The condition that a where object stands for, or SQL in place of one.
 * @param at the path for messages: `City.where`
 * @throws UndefinedConditionError for undefined at any depth, which would silently widen the condition
 * @throws UnknownColumnError for a name that the model does not have
 * @throws TypeMismatchError for a value that the column cannot hold
 */
export function compileWhere(
  scope: Scope,
  where: unknown,
  at: string,
): Expression {
  const fragment = fragmentOf(where);
  if (fragment !== undefined) return fragment;
  const conditions = requireConditions(where, at);
  const names = namesIn(conditions, at);
  const [first] = names;
  if (first === undefined) return always;
  if (names.length === 1)
    return compileEntry(scope, first, conditions[first], at);
  return allOf(
    names.map((name) => compileEntry(scope, name, conditions[name], at)),
  );
}

/** The object of conditions that a method was given. */
export function requireConditions(
  where: unknown,
  at: string,
): Readonly<Record<string, unknown>> {
  if (isPlainObject(where)) return where;
  throw new TypeMismatchError(
    at,
    "an object of conditions",
    describeValue(requireDefined(where, at)),
  );
}

/** The condition that stands under one name of a where object: a column, a relation, or `and`, `or` and `not`. */
export function compileEntry(
  scope: Scope,
  name: string,
  value: unknown,
  at: string,
): Expression {
  const { definition } = scope;
  const path = `${at}.${name}`;
  requireDefined(value, path);
  const column = Object.hasOwn(definition.columns, name)
    ? definition.columns[name]
    : undefined;
  if (column !== undefined)
    return columnCondition(operandOf(scope, column), value, path);
  const relation = Object.hasOwn(definition.relations, name)
    ? definition.relations[name]
    : undefined;
  if (relation !== undefined)
    return relationCondition(scope, relation, value, path, compileWhere);
  const logical = Object.hasOwn(logicalConditions, name)
    ? logicalConditions[name]
    : undefined;
  if (logical !== undefined) return logical(scope, value, path);
  throw new UnknownColumnError(
    definition.name,
    name,
    suggestName(definition, name),
  );
}

function compileList(scope: Scope, value: unknown, at: string): Expression[] {
  return requireList(value, at).map((where, index) =>
    compileWhere(scope, where, `${at}[${String(index)}]`),
  );
}

function suggestName(
  { columns, relations }: ModelDefinition,
  name: string,
): string | undefined {
  return suggest(name, [
    ...Object.keys(columns),
    ...Object.keys(relations),
    ...Object.keys(logicalConditions),
  ]);
}
