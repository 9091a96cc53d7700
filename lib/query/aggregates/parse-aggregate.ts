import { allOf } from "../../ast/build-expression";
import { fragmentOf } from "../../ast/embeddable";
import type { AggregateName, Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
} from "../../metadata/definition";
import { findColumn } from "../../metadata/find-column";
import type { ColumnType } from "../../types/column-type";
import { describeValue } from "../../types/describe-value";
import { isPlainObject } from "../conditions/values";
import { compileWhere } from "../conditions/where";
import type { QueryData } from "../query-data";
import { rootScope, scopedColumn } from "../scope";
import { AggregateCall } from "./aggregate";
import { isOfValues } from "./aggregated-rows";
import { countType, requireEquality, resultTypeOf } from "./result-type";

/** A value that a statement computes of many rows. */
export interface ParsedAggregate {
  /** What it is called in the result. */
  readonly name: string;
  readonly expression: Expression;
  /** Undefined where only the server can say. */
  readonly type: ColumnType | undefined;
  /** The place for messages. */
  readonly at: string;
  /** The columns that it is computed of; undefined where SQL may name any. */
  readonly columns: readonly ColumnDefinition[] | undefined;
  /** What it is of no rows; undefined where only the server can say. */
  readonly ofNothing: 0 | null | undefined;
}

type Call = AggregateCall<AggregateName, unknown, unknown>;

/** What an aggregate is computed of. */
interface ParsedOperand {
  readonly expressions: readonly Expression[];
  readonly columns: readonly ColumnDefinition[] | undefined;
  readonly type: ColumnType | undefined;
  readonly at: string;
}

/** Several aggregates, by the names that their values are to have. */
export function parseAggregates(
  query: QueryData,
  aggregates: unknown,
  at: string,
): ParsedAggregate[] {
  if (!isPlainObject(aggregates))
    throw new TypeMismatchError(
      at,
      "an object of aggregates",
      describeValue(aggregates),
    );
  const names = Object.keys(aggregates);
  if (names.length === 0)
    throw new InvalidArgumentError(`${at} is asked for no value.`, {
      hint: "Write aggregate({ n: count() }).",
    });
  return names.map((name) =>
    parseNamed(query, name, aggregates[name], `${at}.${name}`),
  );
}

/** The only aggregate of a verb, which is called like the verb. */
export function parseVerb(
  query: QueryData,
  name: AggregateName,
  operand: unknown,
): ParsedAggregate {
  const at = `${query.definition.name}.${name}`;
  if (name !== "count" && operand === undefined)
    throw new TypeMismatchError(at, "a column or sql`…`", "undefined");
  const call = new AggregateCall(name, operand, false, []);
  return parseCall(query, name, call, at);
}

function parseNamed(
  query: QueryData,
  name: string,
  given: unknown,
  at: string,
): ParsedAggregate {
  if (isCall(given)) return parseCall(query, name, given, at);
  const expression = fragmentOf(given);
  if (expression === undefined)
    throw new TypeMismatchError(
      at,
      "count(), another aggregate or sql`…`",
      describeValue(given),
    );
  return {
    name,
    expression,
    type: undefined,
    at,
    columns: undefined,
    ofNothing: undefined,
  };
}

function isCall(value: unknown): value is Call {
  return value instanceof AggregateCall;
}

function parseCall(
  query: QueryData,
  name: string,
  call: Call,
  at: string,
): ParsedAggregate {
  const { definition } = query;
  const isDistinct =
    (call.distinct || query.distinct) && !isOnceAnyway(query, call);
  const operand = parseOperand(definition, call, isDistinct, at);
  const filter = parseFilter(definition, call.conditions, `${at}.where`);
  return {
    name,
    expression: {
      kind: "aggregate",
      name: call.name,
      operands: operand.expressions,
      distinct: isDistinct,
      filter,
    },
    type: operand.type,
    at: operand.at,
    columns: filter === undefined ? operand.columns : undefined,
    ofNothing: call.name === "count" ? 0 : null,
  };
}

/** The smallest of different values is the smallest of all, and different rows are each one. */
function isOnceAnyway(query: QueryData, { name, operand }: Call): boolean {
  if (name === "min" || name === "max") return true;
  return operand === undefined && isOfValues(query);
}

function parseOperand(
  definition: ModelDefinition,
  { name, operand }: Call,
  isDistinct: boolean,
  at: string,
): ParsedOperand {
  if (operand === undefined) return everyRow(definition, isDistinct, at);
  const written = fragmentOf(operand);
  if (written !== undefined)
    return {
      expressions: [written],
      columns: undefined,
      type: name === "count" ? countType : undefined,
      at,
    };
  const column = findColumn(definition, operand);
  if (isDistinct) requireEquality(column, "different values");
  return {
    expressions: [scopedColumn(rootScope(definition), column)],
    columns: [column],
    type: resultTypeOf(name, column),
    at:
      name === "sum" || name === "avg"
        ? `The ${name} of ${column.at}`
        : column.at,
  };
}

/** Rows that a join repeats are different ones only by their key. */
function everyRow(
  definition: ModelDefinition,
  isDistinct: boolean,
  at: string,
): ParsedOperand {
  const columns = isDistinct ? definition.primaryKey : [];
  const scope = rootScope(definition);
  const parts = columns.map((column) => scopedColumn(scope, column));
  return {
    expressions: parts.length > 1 ? [{ kind: "row", operands: parts }] : parts,
    columns,
    type: countType,
    at,
  };
}

function parseFilter(
  definition: ModelDefinition,
  conditions: readonly unknown[],
  at: string,
): Expression | undefined {
  const scope = rootScope(definition);
  const all = conditions.map((each) => compileWhere(scope, each, at));
  return all.length === 0 ? undefined : allOf(all);
}
