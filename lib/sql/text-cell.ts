import type { Expression } from "../ast/expression";
import type { ColumnType } from "../types/column-type";
import { castTo } from "./cast";

/**
 * A value of a column as a text of an array that is, to the letter, what the
 * server sends for the column itself.
 */
export function textCell(
  value: Expression,
  { name }: Pick<ColumnType, "name">,
): Expression {
  switch (name) {
    case "char":
    case "inet":
      return asSent(value);
    case "boolean":
      return firstLetter(value);
    default:
      return castTo(value, "text");
  }
}

/** A cast would take the padding of one and give the other a mask; neither is ever sent as the empty text. */
function asSent(value: Expression): Expression {
  return {
    kind: "fragment",
    texts: ["nullif(concat(", "), '')"],
    operands: [value],
  };
}

/** As text, true is "true"; the server sends "t". */
function firstLetter(value: Expression): Expression {
  return {
    kind: "fragment",
    texts: ["left(", "::text, 1)"],
    operands: [value],
  };
}
