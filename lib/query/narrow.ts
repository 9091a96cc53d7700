import type { Expression } from "../ast/expression";
import type { GivenCondition, QueryData } from "./query-data";

/** Both conditions as one, whose operands stay what they were: `rewhere` takes some of them away again. */
export function narrow(
  where: Expression | undefined,
  condition: Expression,
): Expression | undefined {
  return conjunctionOf([...operandsOf(where), ...operandsOf(condition)]);
}

/** A condition without some that were given before. */
export function withoutGiven(
  where: Expression | undefined,
  replaced: readonly GivenCondition[],
): Expression | undefined {
  const gone = new Set(replaced.flatMap(({ operands }) => operands));
  return conjunctionOf(operandsOf(where).filter((each) => !gone.has(each)));
}

/** The conditions that must all hold, one by one. */
export function operandsOf(
  where: Expression | undefined,
): readonly Expression[] {
  if (where === undefined || isTrue(where)) return [];
  return where.kind === "logical" && where.operator === "and"
    ? where.operands
    : [where];
}

/** Whether a query is known to give nothing, so that the database need not be asked. */
export function givesNothing({
  where,
  limit,
}: Pick<QueryData, "where" | "limit">): boolean {
  return limit === 0 || operandsOf(where).some(isFalse);
}

/** Unlike `allOf` it keeps a condition beside one that is never true, which may be replaced. */
function conjunctionOf(
  operands: readonly Expression[],
): Expression | undefined {
  const [first] = operands;
  return operands.length > 1
    ? { kind: "logical", operator: "and", operands }
    : first;
}

function isTrue(condition: Expression): boolean {
  return condition.kind === "boolean" && condition.value;
}

function isFalse(condition: Expression): boolean {
  return condition.kind === "boolean" && !condition.value;
}
