import type { Expression, FragmentExpression } from "../ast/expression";

/** How much two vectors are alike, from the distance that an operator of pgvector gives. */
export function similarityOf(
  operator: "<=>" | "<->" | "<#>" | "<+>",
  distance: Expression,
): FragmentExpression {
  const texts = {
    // 1 in the same direction, -1 in the opposite one.
    "<=>": ["1 - ", ""],
    // 1 at the same place, towards 0 far away.
    "<->": ["1 / (1 + ", ")"],
    "<+>": ["1 / (1 + ", ")"],
    // The operator gives the product with the sign turned round, because an index only goes upwards.
    "<#>": ["0 - ", ""],
  }[operator];
  return { kind: "fragment", texts, operands: [distance] };
}
