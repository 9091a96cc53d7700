import { callOf, never } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import { findRelation } from "../../metadata/find-relation";
import { booleanType } from "../../types/boolean";
import { describeValue } from "../../types/describe-value";
import { capitalize } from "../../util/inflection";
import {
  aggregateRelated,
  countRelated,
  findTargeted,
} from "../aggregates/related-aggregate";
import { countType, resultTypeOf } from "../aggregates/result-type";
import { checkTold } from "../check-told";
import { requireDefined } from "../conditions/values";
import { compileWhere } from "../conditions/where";
import type { QueryData, ToldValue } from "../query-data";
import { readOptions } from "../read-options";
import { rootScope } from "../scope";
import type { Scope } from "../scope";
import { conditionOf } from "./where-related";

/** What results can tell of the records of a relation: how many there are, whether there is one, or a value of a column of theirs. */
export type RelatedVerb =
  | { readonly kind: "count" }
  | { readonly kind: "exists" }
  | {
      readonly kind: "sum" | "avg" | "min" | "max";
      readonly column: unknown;
    };

type Computed = Pick<ToldValue, "value" | "type" | "at"> & {
  /** What the property is called after, behind the name of the relation. */
  readonly suffix: string;
};

/**
 * Lets results tell what is computed of the records of one of their relations,
 * each value in a sub-select of its own: several never multiply their rows.
 * @throws UnknownColumnError for a name that is no relation or no column
 * @throws InvalidArgumentError for a name that results have already
 */
export function tellRelated(
  query: QueryData,
  verb: RelatedVerb,
  relation: unknown,
  given: unknown,
): QueryData {
  const { definition } = query;
  const method = `with${capitalize(verb.kind)}`;
  const at = `${definition.name}.${method}`;
  if (typeof relation !== "string")
    throw new TypeMismatchError(
      at,
      "the name of a relation",
      describeValue(relation),
    );
  const path = `${at}.${relation}`;
  const { as, where } = parseOptions(given, path);
  const { suffix, ...computed } = compute(query, verb, relation, where, at);
  const property = as ?? `${relation}${suffix}`;
  checkTold(query, property, path, hintOf(method, relation, verb));
  const told: ToldValue = { ...computed, property, join: undefined };
  return { ...query, told: [...query.told, told] };
}

function parseOptions(
  given: unknown,
  at: string,
): { readonly as: string | undefined; readonly where: unknown } {
  const options = given === undefined ? {} : given;
  const { as, ...others } = readOptions(options, ["as", "where"], at);
  // An undefined value in place of conditions would widen the result in silence.
  const where = Object.hasOwn(others, "where")
    ? requireDefined(others.where, `${at}.where`)
    : {};
  if (as === undefined) return { as, where };
  if (typeof as !== "string")
    throw new TypeMismatchError(`${at}.as`, "a name", describeValue(as));
  if (as !== "") return { as, where };
  throw new InvalidArgumentError(`${at}.as is an empty name.`, {
    hint: "Leave it out: the property is then called after the relation.",
  });
}

function compute(
  { definition }: QueryData,
  verb: RelatedVerb,
  name: string,
  where: unknown,
  at: string,
): Computed {
  const path = `${at}.${name}`;
  if (verb.kind === "exists") {
    const value = hasRelated(definition, name, where, at);
    return { value, type: booleanType, at: path, suffix: "Exists" };
  }
  const scope = rootScope(definition);
  const relation = findTargeted(definition, name, path);
  const condition = (target: Scope): Expression =>
    compileWhere(target, where, `${path}.where`);
  if (verb.kind === "count") {
    const value = countRelated(scope, relation, condition);
    return { value, type: countType, at: path, suffix: "Count" };
  }
  const { kind } = verb;
  const column = findColumn(relation.target, verb.column);
  return {
    value: aggregateRelated(scope, relation, condition, kind, column),
    type: resultTypeOf(kind, column),
    at: `The ${kind} of ${column.at}`,
    suffix: capitalize(kind) + capitalize(column.property),
  };
}

function hasRelated(
  definition: ModelDefinition,
  name: string,
  where: unknown,
  at: string,
): Expression {
  const has = conditionOf(definition, name, where, false, at);
  // Of a record without a type no condition on the type is false: it is unknown.
  return findRelation(definition, name).kind === "polymorphic"
    ? callOf("coalesce", [has, never])
    : has;
}

function hintOf(method: string, relation: string, verb: RelatedVerb): string {
  const column = "column" in verb ? `, ${JSON.stringify(verb.column)}` : "";
  return `Give it a name of its own: ${method}(${JSON.stringify(relation)}${column}, { as: "…" }).`;
}
