import type {
  Expression,
  FragmentExpression,
  ParameterExpression,
} from "../ast/expression";
import { DefinitionError } from "../errors/definition-error";
import { quoteName, quoteText } from "../util/quote";

/**
 * A fragment of SQL as text with its values written into it, because a
 * definition in the catalog has no parameters.
 * @throws DefinitionError when the fragment holds a query
 */
export function writeFragment(
  { texts, operands }: FragmentExpression,
  at: string,
): string {
  return texts.reduce((left, right, index) => {
    const operand = operands[index - 1];
    return `${left}${operand === undefined ? "" : writeOperand(operand, at)}${right}`;
  });
}

function writeOperand(operand: Expression, at: string): string {
  if (operand.kind === "parameter") return writeValue(operand);
  if (operand.kind === "identifier") {
    return operand.path.map(quoteName).join(".");
  }
  if (operand.kind === "fragment") return writeFragment(operand, at);
  throw new DefinitionError([
    {
      at,
      message: `its SQL holds a ${operand.kind}, which the database cannot keep in a definition`,
      fix: "Write it with columns, functions and constants only: sql`now() + interval '1 day'`",
    },
  ]);
}

function writeValue({ value, cast }: ParameterExpression): string {
  const literal = value === null ? "null" : quoteText(value);
  return cast === undefined ? literal : `${literal}::${cast}`;
}
