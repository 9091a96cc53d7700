import type {
  Expression,
  OrderTerm,
  SelectItem,
  SelectStatement,
} from "../../ast/expression";
import type { ToldValue } from "../query-data";

/** What would be computed again where it is said again, or be two values to PostgreSQL because of its parameters. */
const computed: ReadonlySet<Expression["kind"]> = new Set([
  "subquery",
  "exists",
  "fragment",
]);

/**
 * A statement whose order names what its rows tell anyway by the place that it has among them.
 * @param items those of the statement, under the names by which results tell them
 */
export function placeOrder(
  statement: SelectStatement,
  told: readonly ToldValue[],
  items = statement.items,
): SelectStatement {
  if (told.length === 0) return statement;
  const placed = statement.orderBy.map((term) => {
    const place = placeOf(items, told, term);
    return place === undefined
      ? term
      : { ...term, expression: outputAt(place + 1) };
  });
  return { ...statement, orderBy: placed };
}

/**
 * Which of the items a term orders by, from 0, because the results tell it;
 * undefined where it is none, or one that costs nothing to say again.
 */
export function placeOf(
  items: readonly SelectItem[],
  told: readonly ToldValue[],
  { expression }: Pick<OrderTerm, "expression">,
): number | undefined {
  const wanted = withoutParentheses(expression);
  if (!computed.has(wanted.kind)) return undefined;
  // The items of an equal query may stand for these, so that the names tell them.
  const name = told.find(({ value }) => value === wanted)?.property;
  const place = items.findIndex((item) => item.name === name);
  return name === undefined || place < 0 ? undefined : place;
}

function outputAt(position: number): Expression {
  return { kind: "output", position };
}

function withoutParentheses(expression: Expression): Expression {
  if (expression.kind !== "fragment") return expression;
  const { texts, operands } = expression;
  const [first, ...others] = operands;
  return texts[0] === "(" && texts[1] === ")" && others.length === 0
    ? (first ?? expression)
    : expression;
}
