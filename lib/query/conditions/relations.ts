import { allOf, always, negate } from "../../ast/build-expression";
import { isEmbeddable } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UnknownColumnError,
} from "../../errors/query-error";
import type {
  BelongsToDefinition,
  ColumnDefinition,
  HasDefinition,
  RelationDefinition,
  TargetedDefinition,
  ThroughDefinition,
} from "../../metadata/definition";
import { describeValue } from "../../types/describe-value";
import { suggest } from "../../util/suggest";
import type { CompileWhere, Scope } from "../scope";
import { equals, equalsSql } from "./equality";
import { existsRelated } from "./joins";
import { hasNoKey, keyOf } from "./keys";
import { operandOf } from "./operand";
import { polymorphicCondition } from "./polymorphic";
import { referencedKeyCondition } from "./referenced-key";
import { isPlainObject, namesIn, requireDefined } from "./values";

/** A condition on a relation: on its key where that suffices, else on the related rows. */
export function relationCondition(
  scope: Scope,
  relation: RelationDefinition,
  value: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  switch (relation.kind) {
    case "belongsTo":
      return belongsToCondition(scope, relation, value, at, compile);
    case "polymorphic":
      return polymorphicCondition(scope, relation, value, at, compile);
    case "hasOne":
      return hasOneCondition(scope, relation, value, at, compile);
    case "hasMany":
    case "manyToMany":
    case "ancestors":
    case "descendants":
      return toManyCondition(scope, relation, value, at, compile);
    case "through":
      return relation.isMany
        ? toManyCondition(scope, relation, value, at, compile)
        : hasOneCondition(scope, relation, value, at, compile);
  }
}

function belongsToCondition(
  scope: Scope,
  relation: BelongsToDefinition,
  value: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  if (value === null) return hasNoKey(scope, relation);
  if (!isPlainObject(value)) {
    return keyEquals(
      scope,
      relation.columns,
      keyOf(value, relation.target, relation.references, at),
    );
  }
  return (
    referencedKeyCondition(scope, relation, value, at) ??
    existsRelated(
      scope,
      relation,
      (target) => compile(target, value, at),
      false,
    )
  );
}

function hasOneCondition(
  scope: Scope,
  relation: HasDefinition | ThroughDefinition,
  value: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  if (value === null) return existsRelated(scope, relation, () => always, true);
  if (isPlainObject(value))
    return existsRelated(
      scope,
      relation,
      (target) => compile(target, value, at),
      false,
    );
  const {
    target,
    target: { primaryKey },
  } = relation;
  const key = keyOf(value, target, primaryKey, at);
  return existsRelated(
    scope,
    relation,
    (inner) => keyEquals(inner, primaryKey, key),
    false,
  );
}

type Quantifier = (
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
) => Expression;

const quantifiers: Readonly<Record<string, Quantifier>> = {
  some: (scope, relation, condition) =>
    existsRelated(scope, relation, condition, false),
  none: (scope, relation, condition) =>
    existsRelated(scope, relation, condition, true),
  every: (scope, relation, condition) => {
    const counterexample = (target: Scope): Expression =>
      negate(condition(target));
    return existsRelated(scope, relation, counterexample, true);
  },
};

function toManyCondition(
  scope: Scope,
  relation: TargetedDefinition,
  value: unknown,
  at: string,
  compile: CompileWhere,
): Expression {
  if (!isPlainObject(value)) {
    throw new TypeMismatchError(
      at,
      "{ some }, { every } or { none }",
      describeValue(value),
    );
  }
  const conditions = namesIn(value, at).map((name) => {
    const path = `${at}.${name}`;
    const where = requireDefined(value[name], path);
    return findQuantifier(relation, name)(scope, relation, (target) =>
      compile(target, where, path),
    );
  });
  return allOf(conditions);
}

function findQuantifier(
  { at, target }: TargetedDefinition,
  name: string,
): Quantifier {
  const quantifier = Object.hasOwn(quantifiers, name)
    ? quantifiers[name]
    : undefined;
  if (quantifier !== undefined) return quantifier;
  if (
    Object.hasOwn(target.columns, name) ||
    Object.hasOwn(target.relations, name)
  ) {
    throw new InvalidArgumentError(
      `${at} has many records; say which of them "${name}" is about.`,
      {
        hint: `Write { some: { ${name}: … } }, { every: … } or { none: … }.`,
      },
    );
  }
  throw new UnknownColumnError(
    at,
    name,
    suggest(name, Object.keys(quantifiers)),
    "operator",
  );
}

function keyEquals(
  scope: Scope,
  columns: readonly ColumnDefinition[],
  key: readonly unknown[],
): Expression {
  return allOf(
    columns.map((column, index) => {
      const operand = operandOf(scope, column);
      const value = key[index];
      return isEmbeddable(value)
        ? equalsSql(operand, value)
        : equals(operand, value);
    }),
  );
}
