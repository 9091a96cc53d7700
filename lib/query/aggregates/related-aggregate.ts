import type { AggregateName, Expression } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
  TargetedDefinition,
} from "../../metadata/definition";
import { findRelation } from "../../metadata/find-relation";
import { computeRelated } from "../conditions/joins";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/**
 * A relation by its name, whose records are those of one model.
 * @param at the method, for messages: `Country.withCount`
 * @throws UnknownColumnError when there is none
 * @throws InvalidArgumentError when it leads to records of several models
 */
export function findTargeted(
  definition: ModelDefinition,
  name: string,
  at: string,
): TargetedDefinition {
  const relation = findRelation(definition, name);
  if (relation.kind !== "polymorphic") return relation;
  throw new InvalidArgumentError(
    `${at}: ${relation.at} leads to one record at most, of one of several models, and has nothing to count or to compute with.`,
    {
      hint: `Whether there is one, whereHas(${JSON.stringify(name)}) asks and withExists(${JSON.stringify(name)}) tells.`,
    },
  );
}

/** How many records a relation of a row leads to, as a sub-select, so that no other relation can multiply them. */
export function countRelated(
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
): Expression {
  return computeRelated(scope, relation, condition, () => ({
    kind: "aggregate",
    name: "count",
    operands: [],
    distinct: false,
    filter: undefined,
  }));
}

/** A column of the records that a relation of a row leads to, as one value. */
export function aggregateRelated(
  scope: Scope,
  relation: TargetedDefinition,
  condition: (target: Scope) => Expression,
  name: AggregateName,
  column: ColumnDefinition,
): Expression {
  return computeRelated(scope, relation, condition, (target) => ({
    kind: "aggregate",
    name,
    operands: [scopedColumn(target, column)],
    distinct: false,
    filter: undefined,
  }));
}
