import { fragmentOf } from "../ast/embeddable";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import { checkTold } from "./check-told";
import { parseColumns } from "./clauses";
import { isPlainObject } from "./conditions/values";
import type { QueryData, ToldValue } from "./query-data";

/** Plain rows of columns by their names, and of values computed under names of their own; those selected before stay. */
export function selectColumns(
  query: QueryData,
  given: readonly unknown[],
  at: string,
): QueryData {
  if (query.added.length > 0) throw mixed(at);
  const columns = columnsIn(query, given, at);
  const select = [...new Set([...(query.select ?? []), ...columns])];
  return tellComputed({ ...query, select }, given, at);
}

/** Whole records that hold further columns, and tell values computed under names of their own. */
export function addColumns(
  query: QueryData,
  given: readonly unknown[],
  at: string,
): QueryData {
  if (query.select !== undefined) throw mixed(at);
  // Whatever is not left out is there already.
  const columns = columnsIn(query, given, at).filter(
    ({ isOmitted }) => isOmitted,
  );
  const added = [...new Set([...query.added, ...columns])];
  return tellComputed({ ...query, added }, given, at);
}

function columnsIn(
  { definition }: QueryData,
  given: readonly unknown[],
  at: string,
): ColumnDefinition[] {
  const names = given.filter((each) => !isPlainObject(each));
  return names.length === 0 && computedIn(given).length > 0
    ? []
    : parseColumns(definition, names, at);
}

function tellComputed(
  query: QueryData,
  given: readonly unknown[],
  at: string,
): QueryData {
  return computedIn(given).reduce<QueryData>((telling, [property, sql]) => {
    checkTold(telling, property, at);
    const value = fragmentOf(sql);
    if (value === undefined)
      throw new TypeMismatchError(
        `${at}: ${JSON.stringify(property)}`,
        "sql`…`",
        describeValue(sql),
      );
    const told: ToldValue = {
      property,
      value,
      type: undefined,
      at: property,
      join: undefined,
    };
    return { ...telling, told: [...telling.told, told] };
  }, query);
}

function computedIn(given: readonly unknown[]): [string, unknown][] {
  return given.filter(isPlainObject).flatMap((each) => Object.entries(each));
}

function mixed(at: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${at}: a query gives plain rows by select or whole records by addSelect, not both.`,
    { hint: "Name every column in select, or leave select out." },
  );
}
