import type { Expression, FragmentExpression } from "../ast/expression";

/** An expression as a value of another type. */
export function castTo(operand: Expression, type: string): FragmentExpression {
  return { kind: "fragment", texts: ["", `::${type}`], operands: [operand] };
}
