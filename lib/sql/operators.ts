import type { BinaryOperator } from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";

const operators: Readonly<Record<BinaryOperator, true>> = {
  "=": true,
  "<>": true,
  "<": true,
  "<=": true,
  ">": true,
  ">=": true,
  like: true,
  "not like": true,
  ilike: true,
  "not ilike": true,
  "~": true,
  "~*": true,
  "@>": true,
  "<@": true,
  "&&": true,
  "?": true,
  "@@": true,
  in: true,
  "is distinct from": true,
  "is not distinct from": true,
  "+": true,
  "-": true,
  "||": true,
  "#>": true,
  "#>>": true,
  "<=>": true,
  "<->": true,
  "<#>": true,
  "<+>": true,
};

/**
 * Refuses what is no operator, whatever a program without types lets through:
 * operators are written into the text as they are.
 * @throws InvalidArgumentError
 */
export function checkOperator(operator: BinaryOperator): void {
  if (Object.hasOwn(operators, operator)) return;
  throw new InvalidArgumentError(
    `${JSON.stringify(operator)} is not an operator that a condition can use.`,
    {
      hint: `Use one of ${Object.keys(operators).join(" ")}, or write the condition with sql\`…\`.`,
    },
  );
}
