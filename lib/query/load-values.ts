import { fragmentOf } from "../ast/embeddable";
import type { FragmentExpression, SelectItem } from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";
import type { ColumnDefinition } from "../metadata/definition";
import { findColumn } from "../metadata/find-column";
import { decodeOutputs } from "./decode-outputs";
import type { Output } from "./decode-outputs";
import { selectStatement, sendSelect } from "./execute";
import { givesNothing } from "./narrow";
import type { QueryData } from "./query-data";
import { rootScope, scopedColumn } from "./scope";

/** What is read of each row: a column, or what SQL computes. */
type ReadValue = ColumnDefinition | FragmentExpression;

/**
 * The values that `pluck` and `pick` name.
 * @throws InvalidArgumentError when they name nothing
 * @throws UnknownColumnError for a name that is no column
 */
export function parseValues(
  { definition }: QueryData,
  names: readonly unknown[],
  at: string,
): ReadValue[] {
  if (names.length === 0)
    throw new InvalidArgumentError(`${at} takes names of columns.`, {
      hint: "Write all() to get whole records.",
    });
  return names.map((name) => fragmentOf(name) ?? findColumn(definition, name));
}

/**
 * The values of each row that a query gives.
 * @throws InvalidArgumentError when the SQL of one value gives several
 */
export async function loadValues(
  query: QueryData,
  values: readonly ReadValue[],
): Promise<unknown[][]> {
  if (givesNothing(query)) return [];
  const statement = selectStatement(
    query,
    values.map((value) => itemOf(query, value)),
  );
  const result = await sendSelect(query, statement);
  if (result.fields.length !== values.length) throw severalValues(query);
  return decodeOutputs(result, values.map(outputOf));
}

function itemOf({ definition }: QueryData, value: ReadValue): SelectItem {
  const expression =
    "kind" in value ? value : scopedColumn(rootScope(definition), value);
  return { expression, name: undefined };
}

/** Only the server knows the type of what SQL computes. */
function outputOf(value: ReadValue): Output {
  return "kind" in value ? { type: undefined, at: "" } : value;
}

function severalValues({ definition }: QueryData): InvalidArgumentError {
  return new InvalidArgumentError(
    `The SQL of one value of ${definition.name} gave several.`,
    { hint: "Write sql`…` once for each value." },
  );
}
