import { embed } from "../../ast/embeddable";
import type { Embeddable } from "../../ast/embeddable";
import type { Expression } from "../../ast/expression";
import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";

/**
 * SQL that stands in the place of a value.
 * @throws InvalidArgumentError for a query that gives several columns, or none
 */
export function embedValue(value: Embeddable, at: string): Expression {
  const expression = value[embed]();
  if (expression.kind !== "subquery") return expression;
  const count = expression.query.items.length;
  if (count === 1) return expression;
  throw new InvalidArgumentError(
    `${at} is compared with a query of ${String(count)} columns, and takes one.`,
    {
      hint: 'Add .select("id"), or the column that is meant. A search tells a rank as well: give its ids(), awaited.',
    },
  );
}

/**
 * SQL that stands in the place of a list: a query of one column, or a fragment.
 * @throws TypeMismatchError for SQL that is neither, such as a table
 */
export function embedList(value: Embeddable, at: string): Expression {
  const expression = embedValue(value, at);
  if (expression.kind === "subquery" || expression.kind === "fragment")
    return expression;
  throw new TypeMismatchError(at, "an array, a query or sql`…`", "a name");
}
