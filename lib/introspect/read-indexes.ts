import { stripParentheses } from "../schema/expression-text";
import type { ExclusionConstraint, Index, IndexKey } from "../schema/schema";
import { quoteText } from "../util/quote";
import type { IndexKeyRow, IndexRow } from "./catalog-rows";
import { readDeferrable } from "./read-constraints";

const descending = 1;
const nullsFirst = 2;

/** An index as the catalog has it. */
export function readIndex(row: IndexRow): Index {
  return {
    name: row.name,
    method: row.method,
    unique: row.unique,
    keys: row.keys.map(readKey),
    include: row.include,
    where: row.where === null ? undefined : stripParentheses(row.where),
    nullsNotDistinct: row.nullsNotDistinct,
    with: Object.fromEntries(row.options.map(splitOption)),
    concurrently: false,
  };
}

/** The exclusion constraint that an index is of; none where it is of none. */
export function readExclusion(row: IndexRow): ExclusionConstraint[] {
  if (row.exclusion === null) return [];
  const { name, method, where } = readIndex(row);
  const elements = row.keys.map((key) => ({
    ...readKey(key),
    operator: key.operator ?? "",
  }));
  const deferrable = readDeferrable(row.exclusion);
  return [{ name, method, elements, where, deferrable }];
}

function readKey(row: IndexKeyRow): IndexKey {
  const { column, expression, option } = row;
  return {
    column: column ?? undefined,
    expression: expression === null ? undefined : stripParentheses(expression),
    operatorClass: readOperatorClass(row),
    direction: (option & descending) === 0 ? "asc" : "desc",
    nulls: (option & nullsFirst) === 0 ? "last" : "first",
  };
}

/** With its options, as it is written: `gist_trgm_ops(siglen = '32')`. */
function readOperatorClass({
  operatorClass,
  operatorOptions,
}: IndexKeyRow): string | undefined {
  if (operatorClass === null || operatorOptions === null) {
    return operatorClass ?? undefined;
  }
  const options = operatorOptions
    .map(splitOption)
    .map(([name, value]) => `${name} = ${quoteText(value)}`);
  return `${operatorClass}(${options.join(", ")})`;
}

function splitOption(option: string): [name: string, value: string] {
  const cut = option.indexOf("=");
  return [option.slice(0, cut), option.slice(cut + 1)];
}
