import { fragmentOf } from "../../ast/embeddable";
import type { Expression, FragmentExpression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelDefinition,
  RelationDefinition,
} from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import { describeValue } from "../../types/describe-value";
import { isPlainObject } from "../conditions/values";
import { rootScope, scopedColumn } from "../scope";
import { requireEquality } from "./result-type";

/** What rows are grouped by; each is called by a name in the results. */
export type GroupKey = ColumnKey | RelationKey | ExpressionKey;

interface ColumnKey {
  readonly kind: "column";
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
}

/** The record that the key of each group leads to. */
interface RelationKey {
  readonly kind: "relation";
  readonly name: string;
  readonly relation: BelongsToDefinition;
  readonly columns: readonly ColumnDefinition[];
}

interface ExpressionKey {
  readonly kind: "expression";
  readonly name: string;
  readonly expression: FragmentExpression;
}

/** The keys that a program named. */
export function parseGroupKeys(
  definition: ModelDefinition,
  given: readonly unknown[],
  at: string,
): GroupKey[] {
  const keys = given.map((key) => parseKey(definition, key, at));
  if (keys.length === 0)
    throw new InvalidArgumentError(`${at} is asked for no groups.`, {
      hint: "Leave it out to compute something of all records.",
    });
  const names = keys.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return keys;
  throw new InvalidArgumentError(
    `${at} has two keys of the name ${JSON.stringify(repeated)}.`,
  );
}

/** What the statement selects for a key, in the order of its cells. */
export function expressionsOf(
  definition: ModelDefinition,
  key: GroupKey,
): readonly Expression[] {
  if (key.kind === "expression") return [key.expression];
  const scope = rootScope(definition);
  return key.columns.map((column) => scopedColumn(scope, column));
}

function parseKey(
  definition: ModelDefinition,
  key: unknown,
  at: string,
): GroupKey {
  if (isPlainObject(key)) return parseNamed(key, at);
  if (fragmentOf(key) !== undefined) throw unnamed(at);
  const relation =
    typeof key === "string" && Object.hasOwn(definition.relations, key)
      ? definition.relations[key]
      : undefined;
  if (relation !== undefined) return parseRelation(relation, at);
  const column = findColumn(definition, key);
  requireEquality(column, "groups");
  return { kind: "column", name: column.property, columns: [column] };
}

function parseRelation(relation: RelationDefinition, at: string): RelationKey {
  const { kind, property: name } = relation;
  if (kind === "belongsTo")
    return { kind: "relation", name, relation, columns: relation.columns };
  if (kind === "polymorphic") {
    const columns = relation.columns.map(({ property }) =>
      JSON.stringify(property),
    );
    throw new InvalidArgumentError(
      `${at}: ${relation.at} leads to records of several models.`,
      { hint: `Group by its columns: groupBy(${columns.join(", ")}).` },
    );
  }
  throw new InvalidArgumentError(
    `${at}: the key of ${relation.at} is a column of ${relation.target.name}.`,
    { hint: `Group ${relation.target.name} by its relation to this model.` },
  );
}

function parseNamed(
  key: Readonly<Record<string, unknown>>,
  at: string,
): ExpressionKey {
  const [name, ...others] = Object.keys(key);
  if (name === undefined || others.length > 0) throw unnamed(at);
  const expression = fragmentOf(key[name]);
  if (expression !== undefined) return { kind: "expression", name, expression };
  throw new TypeMismatchError(
    `${at}.${name}`,
    "sql`…`",
    describeValue(key[name]),
  );
}

function unnamed(at: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${at} takes one SQL expression with a name in each object.`,
    { hint: "Write groupBy({ month: sql`…` }, { role: sql`…` })." },
  );
}
