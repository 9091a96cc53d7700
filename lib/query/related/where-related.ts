import { allOf, anyOf, negate, nullTest } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  UndefinedConditionError,
} from "../../errors/query-error";
import type {
  ModelDefinition,
  PolymorphicDefinition,
  RelationDefinition,
  TargetedDefinition,
} from "../../metadata/definition";
import { findRelation } from "../../metadata/find-relation";
import { countRelated, findTargeted } from "../aggregates/related-aggregate";
import { parseCountCondition } from "../aggregates/count-condition";
import { existsRelated } from "../conditions/joins";
import { hasNoKey } from "../conditions/keys";
import { relationCondition } from "../conditions/relations";
import {
  isPlainObject,
  requireDefined,
  requireList,
} from "../conditions/values";
import { compileWhere, requireConditions } from "../conditions/where";
import { readOptions } from "../read-options";
import { rootScope, scopedColumn } from "../scope";
import type { Scope } from "../scope";
import { hasStanding } from "../standing";

/**
 * Whether a record has what each of some relations leads to, or has it not:
 * names of relations, or the name of one with conditions on its records.
 * @throws UnknownColumnError for a name that is no relation
 */
export function relatedCondition(
  definition: ModelDefinition,
  named: readonly unknown[],
  isMissing: boolean,
  at: string,
): Expression {
  const [only, conditions, options, ...others] = named;
  if (only === undefined)
    throw new InvalidArgumentError(`${at} takes the name of a relation.`);
  // An undefined value in place of conditions would widen the result in silence.
  if (named.includes(undefined)) throw new UndefinedConditionError(at);
  if (named.every((name) => typeof name === "string"))
    return allOf(
      named.map((name) => conditionOf(definition, name, {}, isMissing, at)),
    );
  if (others.length > 0 || typeof only !== "string" || !isAsked(options))
    throw new InvalidArgumentError(
      `${at} takes names of relations, or one name and conditions.`,
      { hint: "Call it once for each relation that has conditions." },
    );
  if (options === undefined)
    return conditionOf(definition, only, conditions, isMissing, at);
  if (isMissing) throw countedMissing(only, at);
  return countedCondition(definition, only, conditions, options, at);
}

/** Whether nothing is said of the number of records, or something that can be read. */
function isAsked(options: unknown): boolean {
  return options === undefined || isPlainObject(options);
}

function countedMissing(name: string, at: string): InvalidArgumentError {
  return new InvalidArgumentError(`${at} takes no number of records.`, {
    hint: `Say which numbers whereHas is to give: whereHas(${JSON.stringify(name)}, {}, { count: { lt: 3 } }).`,
  });
}

/** Whether a record has so many related ones. */
function countedCondition(
  definition: ModelDefinition,
  name: string,
  conditions: unknown,
  options: unknown,
  at: string,
): Expression {
  const { count } = readOptions(options, ["count"], at);
  const parsed = parseCountCondition(count, `${at}.count`);
  if (parsed.kind !== "counted")
    return conditionOf(
      definition,
      name,
      conditions,
      parsed.kind === "none",
      at,
    );
  const relation = findTargeted(definition, name, `${at}.${name}`);
  const where = (target: Scope): Expression =>
    compileWhere(target, conditions, `${at}.${name}`);
  const scope = rootScope(definition);
  return parsed.isMet(countRelated(scope, relation, where));
}

/** Whether a record has what a relation leads to, or has it not. */
export function conditionOf(
  definition: ModelDefinition,
  name: string,
  conditions: unknown,
  isMissing: boolean,
  at: string,
): Expression {
  const scope = rootScope(definition);
  const relation = findRelation(definition, name);
  const path = `${at}.${name}`;
  return relation.kind === "polymorphic"
    ? polymorphicCondition(scope, relation, conditions, isMissing, path)
    : targetedCondition(scope, relation, conditions, isMissing, path);
}

function targetedCondition(
  scope: Scope,
  relation: TargetedDefinition,
  conditions: unknown,
  isMissing: boolean,
  at: string,
): Expression {
  const isAboutKey = relation.kind === "belongsTo" && isEmpty(conditions);
  // A key may lead to a row that does not count: one that was deleted softly, for instance.
  if (isAboutKey && !hasStanding(relation.target))
    return isMissing ? hasNoKey(scope, relation) : hasKey(scope, relation);
  return existsRelated(
    scope,
    relation,
    (target) => compileWhere(target, conditions, at),
    isMissing,
  );
}

function polymorphicCondition(
  scope: Scope,
  relation: PolymorphicDefinition,
  conditions: unknown,
  isMissing: boolean,
  at: string,
): Expression {
  const has = hasVariant(scope, relation, conditions, at);
  return isMissing ? negate(has) : has;
}

function hasVariant(
  scope: Scope,
  relation: PolymorphicDefinition,
  conditions: unknown,
  at: string,
): Expression {
  const { variants } = relation;
  const isStanding = variants.some(({ target }) => hasStanding(target));
  if (isEmpty(conditions) && !isStanding) return hasKey(scope, relation);
  const parts = eachType(relation, conditions, at).map((part) =>
    relationCondition(scope, relation, part, at, compileWhere),
  );
  return anyOf(parts);
}

/** The same conditions for one model each, which makes those that say no more than the model ask for its record. */
function eachType(
  { variants }: PolymorphicDefinition,
  conditions: unknown,
  at: string,
): readonly unknown[] {
  const given = requireConditions(conditions, at);
  if (Object.hasOwn(given, "where")) return [given];
  const { type, ...others } = Object.hasOwn(given, "type")
    ? given
    : { ...given, type: variants.map(({ alias }) => alias) };
  const types = Array.isArray(type)
    ? requireList(type, `${at}.type`)
    : [requireDefined(type, `${at}.type`)];
  return types.map((each) => ({ ...others, type: each, where: {} }));
}

/** A key whose columns are all there; those that cannot be NULL need not be asked. */
function hasKey(
  scope: Scope,
  {
    columns,
  }: Extract<RelationDefinition, { kind: "belongsTo" | "polymorphic" }>,
): Expression {
  return allOf(
    columns
      .filter(({ nullable }) => nullable)
      .map((column) => nullTest(scopedColumn(scope, column), true)),
  );
}

function isEmpty(conditions: unknown): boolean {
  return isPlainObject(conditions) && Object.keys(conditions).length === 0;
}
