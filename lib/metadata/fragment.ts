import type { Expression, FragmentExpression } from "../ast/expression";
import { quoteName, quoteText } from "../util/quote";
import type { SqlText } from "./draft";

/** Whether a value is what the sql tag makes; other values of this shape are not told apart. */
export function isFragment(value: unknown): value is FragmentExpression {
  if (typeof value !== "object" || value === null) return false;
  const { kind, texts, operands } = value as Partial<FragmentExpression>;
  return kind === "fragment" && Array.isArray(texts) && Array.isArray(operands);
}

/** The fragment alone: what the sql tag makes can be awaited, and would run when it met an await by accident. */
export function plainFragment({
  texts,
  operands,
}: FragmentExpression): FragmentExpression {
  return Object.freeze({
    kind: "fragment",
    texts: Object.freeze([...texts]),
    operands: Object.freeze([...operands]),
  });
}

/**
 * SQL that becomes part of a table's definition, where PostgreSQL takes no
 * parameters: values become literals. Undefined when a part cannot be written so.
 */
export function inlineSql(sql: SqlText): string | undefined {
  if (typeof sql === "string") return sql;
  return isFragment(sql) ? inlineFragment(sql) : undefined;
}

function inlineFragment({
  texts,
  operands,
}: FragmentExpression): string | undefined {
  let text = texts[0] ?? "";
  for (const [index, operand] of operands.entries()) {
    const part = inlineOperand(operand);
    if (part === undefined) return undefined;
    text += part + (texts[index + 1] ?? "");
  }
  return text;
}

function inlineOperand(operand: Expression): string | undefined {
  if (operand.kind === "fragment") return inlineFragment(operand);
  if (operand.kind === "identifier")
    return operand.path.map(quoteName).join(".");
  if (operand.kind !== "parameter") return undefined;
  const literal = operand.value === null ? "null" : quoteText(operand.value);
  return operand.cast === undefined ? literal : `${literal}::${operand.cast}`;
}
