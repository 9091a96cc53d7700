import type {
  AggregateExpression,
  BetweenExpression,
  BinaryExpression,
  ExistsExpression,
  Expression,
  FragmentExpression,
  FunctionExpression,
  LogicalExpression,
  MembershipExpression,
  NotExpression,
  NullTestExpression,
} from "../ast/expression";
import { checkOperator } from "./operators";
import type { SqlWriter } from "./writer";

type ExpressionWriters = {
  readonly [Kind in Expression["kind"]]: (
    writer: SqlWriter,
    expression: Extract<Expression, { kind: Kind }>,
  ) => void;
};

const writers: ExpressionWriters = {
  column: (writer, { table, name }) => {
    writer.writePath([table, name]);
  },
  parameter: (writer, parameter) => {
    writer.writeParameter(parameter);
  },
  binary: writeBinary,
  membership: writeMembership,
  "null-test": writeNullTest,
  between: writeBetween,
  logical: writeLogical,
  not: writeNot,
  exists: writeExists,
  boolean: (writer, { value }) => {
    writer.write(String(value));
  },
  function: writeFunction,
  aggregate: writeAggregate,
  output: (writer, { position }) => {
    writer.write(String(position));
  },
  "text-cast": (writer, { operand }) => {
    writeExpression(writer, operand);
    writer.write("::text");
  },
  fragment: writeFragment,
  identifier: (writer, { path }) => {
    writer.writePath(path);
  },
  subquery: (writer, { query }) => {
    writer.writeSubquery(query);
  },
  "array-query": (writer, { query }) => {
    writer.write("array");
    writer.writeSubquery(query);
  },
  row: (writer, { operands }) => {
    writer.write("row(");
    writer.writeList(operands, ", ", (operand) => {
      writeExpression(writer, operand);
    });
    writer.write(")");
  },
  array: (writer, { operands }) => {
    writer.write("array[");
    writer.writeList(operands, ", ", (operand) => {
      writeExpression(writer, operand);
    });
    writer.write("]");
  },
  default: (writer) => {
    writer.write("default");
  },
};

/** Kinds that stand as one word in any place and need no parentheses. */
const atomic: ReadonlySet<Expression["kind"]> = new Set([
  "column",
  "parameter",
  "boolean",
  "function",
  "aggregate",
  "output",
  "text-cast",
  "identifier",
  "subquery",
  "array-query",
  "row",
  "array",
  "default",
]);

/** Writes an expression where nothing can bind to its parts. */
export function writeExpression(
  writer: SqlWriter,
  expression: Expression,
): void {
  // TypeScript does not see that the entry under a kind takes an expression of that kind.
  const write = writers[expression.kind] as (
    writer: SqlWriter,
    expression: Expression,
  ) => void;
  write(writer, expression);
}

/** Writes an expression where text of unknown content must stay one expression. */
export function writeFenced(writer: SqlWriter, expression: Expression): void {
  if (expression.kind === "fragment") writeInParentheses(writer, expression);
  else writeExpression(writer, expression);
}

/** Writes a fragment's pieces; a fragment inside a fragment is continued text, anything else one operand. */
export function writeFragment(
  writer: SqlWriter,
  { texts, operands }: FragmentExpression,
): void {
  texts.forEach((text, index) => {
    writer.write(text);
    const operand = operands[index];
    if (operand === undefined) return;
    if (operand.kind === "fragment") writeFragment(writer, operand);
    else writeOperand(writer, operand);
  });
}

function writeOperand(writer: SqlWriter, expression: Expression): void {
  if (atomic.has(expression.kind)) writeExpression(writer, expression);
  else writeInParentheses(writer, expression);
}

function writeInParentheses(writer: SqlWriter, expression: Expression): void {
  writer.write("(");
  writeExpression(writer, expression);
  writer.write(")");
}

function writeBinary(
  writer: SqlWriter,
  { operator, left, right }: BinaryExpression,
): void {
  checkOperator(operator);
  writeOperand(writer, left);
  writer.write(` ${operator} `);
  writeOperand(writer, right);
}

function writeMembership(
  writer: SqlWriter,
  { left, array, negated }: MembershipExpression,
): void {
  writeOperand(writer, left);
  writer.write(negated ? " <> all(" : " = any(");
  writeExpression(writer, array);
  writer.write(")");
}

function writeNullTest(
  writer: SqlWriter,
  { operand, negated }: NullTestExpression,
): void {
  writeOperand(writer, operand);
  writer.write(negated ? " is not null" : " is null");
}

function writeBetween(
  writer: SqlWriter,
  { operand, low, high, negated }: BetweenExpression,
): void {
  writeOperand(writer, operand);
  writer.write(negated ? " not between " : " between ");
  writeOperand(writer, low);
  writer.write(" and ");
  writeOperand(writer, high);
}

function writeLogical(
  writer: SqlWriter,
  { operator, operands }: LogicalExpression,
): void {
  const [first] = operands;
  if (first === undefined) writer.write(operator === "and" ? "true" : "false");
  else if (operands.length === 1) writeExpression(writer, first);
  else {
    writer.writeList(operands, ` ${operator} `, (operand) => {
      writeLogicalOperand(writer, operand);
    });
  }
}

/** Comparisons bind tighter than `and` and `or`; only these and text of unknown content must be fenced. */
function writeLogicalOperand(writer: SqlWriter, operand: Expression): void {
  if (operand.kind === "logical") writeInParentheses(writer, operand);
  else writeFenced(writer, operand);
}

function writeNot(writer: SqlWriter, { operand }: NotExpression): void {
  writeOperand(writer, operand);
  writer.write(" is not true");
}

function writeExists(
  writer: SqlWriter,
  { query, negated }: ExistsExpression,
): void {
  writer.write(negated ? "not exists " : "exists ");
  writer.writeSubquery(query);
}

function writeFunction(
  writer: SqlWriter,
  { name, operands, cast }: FunctionExpression,
): void {
  writer.write(`${name}(`);
  writer.writeList(operands, ", ", (operand) => {
    writeExpression(writer, operand);
  });
  writer.write(")");
  if (cast !== undefined) writer.write(`::${cast}`);
}

function writeAggregate(
  writer: SqlWriter,
  { name, operands, distinct, filter }: AggregateExpression,
): void {
  writer.write(distinct ? `${name}(distinct ` : `${name}(`);
  if (operands.length === 0) writer.write("*");
  writer.writeList(operands, ", ", (operand) => {
    writeExpression(writer, operand);
  });
  writer.write(")");
  if (filter === undefined) return;
  writer.write(" filter (where ");
  writeExpression(writer, filter);
  writer.write(")");
}
