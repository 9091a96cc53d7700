import { fragmentOf } from "../ast/embeddable";
import type { Expression } from "../ast/expression";
import type {
  ColumnDefinition,
  ModelDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { isRange } from "../types/range-type";
import { isPlainObject, namesIn } from "./conditions/values";
import { compileEntry, requireConditions } from "./conditions/where";
import { operandsOf } from "./narrow";
import type { Conditions, GivenCondition } from "./query-data";
import { rootScope } from "./scope";

/**
 * The conditions of a where object, each by what it is about, or of SQL, which
 * is about nothing that arx knows of.
 * @param at the path for messages: `City.where`
 */
export function parseConditions(
  definition: ModelDefinition,
  conditions: unknown,
  at: string,
): Conditions {
  const fragment = fragmentOf(conditions);
  if (fragment !== undefined) return { where: fragment, given: [] };
  const where = requireConditions(conditions, at);
  const given = namesIn(where, at).map((name) =>
    parseEntry(definition, name, where[name], at),
  );
  const operands = given.flatMap((each) => each.operands);
  return {
    where: { kind: "logical", operator: "and", operands },
    given: given.filter(({ subjects }) => subjects.length > 0),
  };
}

function parseEntry(
  definition: ModelDefinition,
  name: string,
  value: unknown,
  at: string,
): GivenCondition {
  const condition = compileEntry(rootScope(definition), name, value, at);
  return {
    subjects: subjectsOf(definition, name),
    operands: operandsOf(distinct(condition)),
    isEquality: asksForValues(value),
  };
}

/** A condition that is never true is one object for all that made it, and each may be replaced by itself. */
function distinct(condition: Expression): Expression {
  return condition.kind === "boolean" ? { ...condition } : condition;
}

/** A relation whose key is in the table of the model is about the columns of the key. */
function subjectsOf(
  { columns, relations }: ModelDefinition,
  name: string,
): readonly (ColumnDefinition | RelationDefinition)[] {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column !== undefined) return [column];
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  if (relation === undefined) return [];
  return relation.kind === "belongsTo" || relation.kind === "polymorphic"
    ? relation.columns
    : [relation];
}

/** Whether a condition is a value, or a list of values to be one of. */
function asksForValues(value: unknown): boolean {
  if (!isPlainObject(value) || isRange(value)) return true;
  const names = Object.keys(value);
  return (
    names.length > 0 && names.every((name) => name === "eq" || name === "in")
  );
}
