import {
  allOf,
  always,
  anyOf,
  binary,
  never,
  nullTest,
  parameter,
} from "../../ast/build-expression";
import type { BinaryOperator, Expression } from "../../ast/expression";
import type { KeyTerm } from "./key-order";

/** The values of a key, column by column, as texts of PostgreSQL. */
export type KeyTexts = readonly (string | null)[];

/** A column of the key with the value that the walk has come to. */
interface Step extends KeyTerm {
  readonly text: string | null;
}

/** The rows that a walk meets after the row with this key. */
export function afterKey(
  terms: readonly KeyTerm[],
  texts: KeyTexts,
): Expression {
  const steps = toSteps(terms, texts);
  if (isOneComparison(steps)) return compareWhole(steps, false);
  const [first] = steps;
  const after = afterSteps(steps);
  // Says nothing new, but lets an index begin where the walk does.
  return first === undefined || first.text === null || first.nulls === "last"
    ? after
    : allOf([compare(first, true), after]);
}

/** The same with the row of this key, whose columns have no NULL. */
export function fromKey(
  terms: readonly KeyTerm[],
  texts: KeyTexts,
): Expression {
  return compareWhole(toSteps(terms, texts), true);
}

function toSteps(terms: readonly KeyTerm[], texts: KeyTexts): readonly Step[] {
  return terms.map((term, index) => ({ ...term, text: texts[index] ?? null }));
}

/** Whether SQL's comparison of rows says it: one way for all, and no NULL comes after, which it would leave out. */
function isOneComparison(steps: readonly Step[]): boolean {
  return steps.every(
    ({ text, direction, nulls }) =>
      text !== null && nulls !== "last" && direction === steps[0]?.direction,
  );
}

function compareWhole(
  steps: readonly Step[],
  isInclusive: boolean,
): Expression {
  const [first] = steps;
  if (first === undefined) return always;
  if (steps.length === 1) return compare(first, isInclusive);
  return binary(
    operatorOf(first, isInclusive),
    { kind: "row", operands: steps.map(({ expression }) => expression) },
    { kind: "row", operands: steps.map(({ text }) => parameter(text)) },
  );
}

/** After in the first column, or equal there and after in the others. */
function afterSteps([first, ...others]: readonly Step[]): Expression {
  if (first === undefined) return never;
  return anyOf([
    afterStep(first),
    allOf([equalsStep(first), afterSteps(others)]),
  ]);
}

function afterStep(step: Step): Expression {
  const { expression, nulls, text } = step;
  if (text === null)
    return nulls === "first" ? nullTest(expression, true) : never;
  const beyond = compare(step, false);
  return nulls === "last"
    ? anyOf([beyond, nullTest(expression, false)])
    : beyond;
}

function equalsStep({ expression, text }: Step): Expression {
  return text === null
    ? nullTest(expression, false)
    : binary("=", expression, parameter(text));
}

function compare(step: Step, isInclusive: boolean): Expression {
  return binary(
    operatorOf(step, isInclusive),
    step.expression,
    parameter(step.text),
  );
}

function operatorOf(
  { direction }: KeyTerm,
  isInclusive: boolean,
): BinaryOperator {
  if (direction === "asc") return isInclusive ? ">=" : ">";
  return isInclusive ? "<=" : "<";
}
