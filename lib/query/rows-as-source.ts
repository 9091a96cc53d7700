import { columnOf } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { Expression, OrderTerm, SelectStatement } from "../ast/expression";
import type { QueryData } from "./query-data";

/** A statement that reads the rows of another, and what that one's parts are called in it. */
interface OuterSelect {
  readonly statement: SelectStatement;
  /** Its items, which are those of the other. */
  readonly columns: readonly Expression[];
  /** The order of the other; the rows of a source have none of their own. */
  readonly orderBy: readonly OrderTerm[];
}

const alias = "arx_rows";

/** Whether a query gives some of its rows only, so that a further condition or order must look at those alone. */
export function isCutOff({ limit, offset }: QueryData): boolean {
  return limit !== undefined || offset !== undefined;
}

/**
 * The rows of a statement as the source of another, so that its limit and
 * offset have done their work when the other begins.
 * @param first what they are sorted by before their own order, and nobody outside is told of
 */
export function rowsAsSource(
  rows: SelectStatement,
  first: readonly OrderTerm[] = [],
): OuterSelect {
  const items = rows.items.map(({ expression }, index) => ({
    expression,
    name: `item${String(index + 1)}`,
  }));
  const terms = rows.orderBy.map(({ expression }, index) => ({
    expression,
    name: `order${String(index + 1)}`,
  }));
  const query = {
    ...rows,
    items: [...items, ...terms],
    orderBy: [...first, ...rows.orderBy],
  };
  const columns = items.map(({ name }) => columnOf(alias, name));
  const statement: SelectStatement = {
    ...emptySelect,
    items: rows.items.map(({ name }, index) => ({
      expression: columns[index] as Expression,
      name,
    })),
    from: { kind: "lateral", alias, query },
  };
  const orderBy = rows.orderBy.map((term, index) => ({
    ...term,
    expression: columnOf(alias, `order${String(index + 1)}`),
  }));
  return { statement, columns, orderBy };
}
