import type {
  BinaryOperator,
  BooleanExpression,
  Expression,
  FunctionExpression,
  FunctionName,
  ParameterExpression,
} from "./expression";

/** A condition that holds for every row. */
export const always: BooleanExpression = Object.freeze({
  kind: "boolean",
  value: true,
});

/** A condition that holds for no row. */
export const never: BooleanExpression = Object.freeze({
  kind: "boolean",
  value: false,
});

/** A column of the table that has this alias. */
export function columnOf(table: string, name: string): Expression {
  return { kind: "column", table, name };
}

/** The same as text. */
export function textOf(table: string, name: string): Expression {
  return { kind: "text-cast", operand: { kind: "column", table, name } };
}

/** An encoded value that PostgreSQL infers the type of. */
export function parameter(value: string | null): ParameterExpression {
  return { kind: "parameter", value, cast: undefined };
}

/** An encoded value whose type has to be said. */
export function castParameter(
  value: string | null,
  cast: string,
): ParameterExpression {
  return { kind: "parameter", value, cast };
}

/** Two expressions with an operator between them. */
export function binary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): Expression {
  return { kind: "binary", operator, left, right };
}

/** A function of the server, called with these operands. */
export function callOf(
  name: FunctionName,
  operands: readonly Expression[],
): FunctionExpression {
  return { kind: "function", name, operands, cast: undefined };
}

/** `operand is null`, or `is not null`. */
export function nullTest(operand: Expression, negated: boolean): Expression {
  return { kind: "null-test", operand, negated };
}

/** True where every condition is. */
export function allOf(conditions: readonly Expression[]): Expression {
  return combine("and", conditions, true);
}

/** True where any condition is. */
export function anyOf(conditions: readonly Expression[]): Expression {
  return combine("or", conditions, false);
}

/** True where the condition is false or unknown. */
export function negate(condition: Expression): Expression {
  if (condition.kind === "boolean") return condition.value ? never : always;
  return { kind: "not", operand: condition };
}

/** Two conditions that may be missing, as one; missing as well when they hold for every row. */
export function both(
  left: Expression | undefined,
  right: Expression | undefined,
): Expression | undefined {
  const condition = allOf([left ?? always, right ?? always]);
  return condition.kind === "boolean" && condition.value
    ? undefined
    : condition;
}

/** Leaves out operands that decide nothing, and takes apart those of the same kind; one that decides everything stands alone. */
function combine(
  operator: "and" | "or",
  conditions: readonly Expression[],
  neutral: boolean,
): Expression {
  const operands: Expression[] = [];
  const parts = conditions.flatMap((condition) =>
    condition.kind === "logical" && condition.operator === operator
      ? condition.operands
      : [condition],
  );
  for (const part of parts) {
    if (part.kind !== "boolean") operands.push(part);
    else if (part.value !== neutral) return part;
  }
  const [first] = operands;
  if (first === undefined) return neutral ? always : never;
  return operands.length === 1
    ? first
    : { kind: "logical", operator, operands };
}
