import type { Expression } from "../ast/expression";
import type { ShapeKey } from "./shape-key";

type ExpressionShapers = {
  readonly [Kind in Expression["kind"]]: (
    shape: ShapeKey,
    expression: Extract<Expression, { kind: Kind }>,
  ) => void;
};

/** Each kind begins with a mark of its own; its parts follow in the order the compiler writes them. */
const shapers: ExpressionShapers = {
  column: (shape, { table, name }) => {
    shape.add("c");
    shape.addText(table);
    shape.addText(name);
  },
  parameter: (shape, parameter) => {
    shape.addParameter(parameter);
  },
  binary: (shape, { operator, left, right }) => {
    shape.add("b");
    shape.addText(operator);
    addExpression(shape, left);
    addExpression(shape, right);
  },
  membership: (shape, { left, array, negated }) => {
    shape.add(negated ? "M" : "m");
    addExpression(shape, left);
    addExpression(shape, array);
  },
  "null-test": (shape, { operand, negated }) => {
    shape.add(negated ? "Z" : "z");
    addExpression(shape, operand);
  },
  between: (shape, { operand, low, high, negated }) => {
    shape.add(negated ? "W" : "w");
    addExpression(shape, operand);
    addExpression(shape, low);
    addExpression(shape, high);
  },
  logical: (shape, { operator, operands }) => {
    shape.add(operator === "and" ? "&" : "|");
    shape.addList(operands, addExpression);
  },
  not: (shape, { operand }) => {
    shape.add("!");
    addExpression(shape, operand);
  },
  exists: (shape, { query, negated }) => {
    shape.add(negated ? "E" : "e");
    shape.addQuery(query);
  },
  boolean: (shape, { value }) => {
    shape.add(value ? "T" : "F");
  },
  function: (shape, { name, operands, cast }) => {
    shape.add("f");
    shape.addText(name);
    shape.addList(operands, addExpression);
    shape.addOptional(cast);
  },
  aggregate: (shape, { name, operands, distinct, filter }) => {
    shape.add(distinct ? "A" : "a");
    shape.addText(name);
    shape.addList(operands, addExpression);
    addOptionalExpression(shape, filter);
  },
  output: (shape, { position }) => {
    shape.add(`o${String(position)};`);
  },
  "text-cast": (shape, { operand }) => {
    shape.add("t");
    addExpression(shape, operand);
  },
  fragment: (shape, { texts, operands }) => {
    shape.add("x");
    shape.add(`${String(texts.length)},`);
    texts.forEach((text, index) => {
      shape.addText(text);
      addOptionalExpression(shape, operands[index]);
    });
  },
  identifier: (shape, { path }) => {
    shape.add("i");
    shape.addTexts(path);
  },
  subquery: (shape, { query }) => {
    shape.add("q");
    shape.addQuery(query);
  },
  "array-query": (shape, { query }) => {
    shape.add("Q");
    shape.addQuery(query);
  },
  row: (shape, { operands }) => {
    shape.add("r");
    shape.addList(operands, addExpression);
  },
  array: (shape, { operands }) => {
    shape.add("[");
    shape.addConstantList(operands, addExpression);
  },
  default: (shape) => {
    shape.add("d");
  },
};

/** Adds an expression to the key and its parameters to the list. */
export function addExpression(shape: ShapeKey, expression: Expression): void {
  // TypeScript does not see that the entry under a kind takes an expression of that kind.
  const add = shapers[expression.kind] as (
    shape: ShapeKey,
    expression: Expression,
  ) => void;
  add(shape, expression);
}

/** Adds an expression that may be missing. */
export function addOptionalExpression(
  shape: ShapeKey,
  expression: Expression | undefined,
): void {
  if (expression === undefined) shape.add("_");
  else addExpression(shape, expression);
}
