import type { AggregateName } from "../../ast/expression";
import { decodeOutputs, requireWidth } from "../decode-outputs";
import { sendSelect } from "../execute";
import { refuseLock } from "../lock-rows";
import { givesNothing } from "../narrow";
import type { QueryData } from "../query-data";
import { aggregatedRows } from "./aggregated-rows";
import { parseAggregates, parseVerb } from "./parse-aggregate";
import type { ParsedAggregate } from "./parse-aggregate";

/** One value, computed of the rows of a query. */
export async function calculate(
  query: QueryData,
  name: AggregateName,
  operand: unknown,
): Promise<unknown> {
  refuseLock(query, `${name}() gives none`);
  const aggregate = { ...parseVerb(query, name, operand), name: undefined };
  const [value] = await load(query, [aggregate]);
  return value;
}

/** Several values as one plain row. */
export async function calculateAll(
  query: QueryData,
  given: unknown,
): Promise<Record<string, unknown>> {
  const at = `${query.definition.name}.aggregate`;
  refuseLock(query, "aggregate() gives none");
  const aggregates = parseAggregates(query, given, at);
  const values = await load(query, aggregates);
  return Object.fromEntries(
    aggregates.map(({ name }, index) => [name, values[index]]),
  );
}

/** A value of a verb needs no name. */
type Unnamed = Omit<ParsedAggregate, "name"> & {
  readonly name: string | undefined;
};

async function load(
  query: QueryData,
  aggregates: readonly Unnamed[],
): Promise<readonly unknown[]> {
  const ofNothing = aggregates.map((aggregate) => aggregate.ofNothing);
  const needed = aggregates.map(({ columns }) => columns);
  if (givesNothing(query) && !ofNothing.includes(undefined)) return ofNothing;
  const result = await sendSelect(query, {
    ...aggregatedRows(query, needed),
    items: aggregates.map(({ expression, name }) => ({ expression, name })),
  });
  requireWidth(result, aggregates.length, query.definition);
  const [values = []] = decodeOutputs(result, aggregates);
  return values;
}
