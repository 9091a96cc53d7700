import { allOf } from "../../ast/build-expression";
import type {
  Expression,
  OrderTerm,
  SelectItem,
  SelectStatement,
} from "../../ast/expression";
import {
  InvalidArgumentError,
  UnknownColumnError,
} from "../../errors/query-error";
import { suggest } from "../../util/suggest";
import { countOf } from "../clauses";
import { columnCondition } from "../conditions/column-condition";
import { aggregatedRows } from "./aggregated-rows";
import type { NeededColumns } from "./aggregated-rows";
import { expressionsOf } from "./group-key";
import type { GroupKey } from "./group-key";
import type { GroupCondition, GroupedData } from "./grouped-data";
import type { ParsedAggregate } from "./parse-aggregate";

/** A name of the results, and what the statement selects for it. */
interface Selected {
  readonly name: string;
  readonly items: readonly SelectItem[];
}

/** The same, as further clauses of the statement say it. */
interface Said {
  readonly name: string;
  readonly expressions: readonly Expression[];
}

/** The statement of groups: for each its keys, and what is computed of it. */
export function groupStatement(
  groups: GroupedData,
  aggregates: readonly ParsedAggregate[],
): SelectStatement {
  const { query, keys, limit, offset } = groups;
  const selected = selectedBy(groups, aggregates);
  const said = sayAgain(selected);
  return {
    ...aggregatedRows(query, neededBy(groups, aggregates)),
    items: selected.flatMap(({ items }) => items),
    groupBy: said.slice(0, keys.length).flatMap((each) => each.expressions),
    having: havingOf(groups, aggregates),
    orderBy: orderOf(groups, said),
    limit: countOf(limit),
    offset: countOf(offset),
  };
}

function selectedBy(
  { query, keys }: GroupedData,
  aggregates: readonly ParsedAggregate[],
): Selected[] {
  return [
    ...keys.map((key) => ({
      name: key.name,
      items: expressionsOf(query.definition, key).map((expression) => ({
        expression,
        name: key.kind === "expression" ? key.name : undefined,
      })),
    })),
    ...aggregates.map(({ name, expression }) => ({
      name,
      items: [{ name, expression }],
    })),
  ];
}

/**
 * Columns are said as they are. Anything else is said by its place in the
 * select: SQL with values in it, said twice, would be two expressions.
 */
function sayAgain(selected: readonly Selected[]): Said[] {
  let position = 0;
  return selected.map(({ name, items }) => ({
    name,
    expressions: items.map(({ expression }) => {
      position += 1;
      return expression.kind === "column"
        ? expression
        : { kind: "output", position };
    }),
  }));
}

/** What a condition in SQL names is nobody's to know. */
function neededBy(
  { keys, having }: GroupedData,
  aggregates: readonly ParsedAggregate[],
): NeededColumns[] {
  const isOpen = having.some(({ kind }) => kind !== "named");
  return [
    ...keys.map((key) => (key.kind === "expression" ? undefined : key.columns)),
    ...aggregates.map(({ columns }) => columns),
    ...(isOpen ? [undefined] : []),
  ];
}

/** A key comes before what is computed and has its name. */
function orderOf(
  { query, orderBy }: GroupedData,
  said: readonly Said[],
): OrderTerm[] {
  return orderBy.flatMap(({ name, direction, nulls }) => {
    const found = said.find((each) => each.name === name);
    if (found !== undefined)
      return found.expressions.map((expression) => ({
        expression,
        direction,
        nulls,
      }));
    const at = `${query.definition.name}.groupBy.orderBy`;
    throw unknownName(
      at,
      name,
      said.map((each) => each.name),
    );
  });
}

function havingOf(
  { query, keys, having }: GroupedData,
  aggregates: readonly ParsedAggregate[],
): Expression | undefined {
  if (having.length === 0) return undefined;
  const at = `${query.definition.name}.groupBy.having`;
  return allOf(
    having.flatMap((condition) =>
      isNamed(condition)
        ? Object.keys(condition.conditions).map((name) =>
            conditionOn(
              findAggregate(name, keys, aggregates, at),
              condition.conditions[name],
              `${at}.${name}`,
            ),
          )
        : [condition],
    ),
  );
}

function isNamed(
  condition: GroupCondition,
): condition is Extract<GroupCondition, { kind: "named" }> {
  return condition.kind === "named";
}

function conditionOn(
  { expression, type }: ParsedAggregate,
  value: unknown,
  at: string,
): Expression {
  if (type === undefined)
    throw new InvalidArgumentError(
      `${at} is computed by SQL, and arx does not know of which type it is.`,
      { hint: "Write the condition as SQL: having(sql`…`)." },
    );
  return columnCondition({ expression, type, nullable: true, at }, value, at);
}

function findAggregate(
  name: string,
  keys: readonly GroupKey[],
  aggregates: readonly ParsedAggregate[],
  at: string,
): ParsedAggregate {
  const found = aggregates.find((aggregate) => aggregate.name === name);
  if (found !== undefined) return found;
  if (keys.some((key) => key.name === name))
    throw new InvalidArgumentError(
      `${at}.${name} is a key of the groups, and the same for all rows of one.`,
      { hint: "Write the condition as where, before groupBy." },
    );
  throw unknownName(
    at,
    name,
    aggregates.map((aggregate) => aggregate.name),
  );
}

function unknownName(
  at: string,
  name: string,
  known: readonly string[],
): UnknownColumnError {
  return new UnknownColumnError(at, name, suggest(name, known), "column");
}
