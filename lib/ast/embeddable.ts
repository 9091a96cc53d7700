import type { Expression, FragmentExpression } from "./expression";

/** The method by which an object says what it stands for inside an SQL fragment. */
export const embed: unique symbol = Symbol.for("arx.embed") as never;

/** A model (its table), a query (a sub-select) or a fragment: anything that may be a part of sql`…`. */
export interface Embeddable {
  [embed](): Expression;
}

/** Whether a value is a part of SQL and not data. JSON cannot make one: the method's key is a symbol. */
export function isEmbeddable(value: unknown): value is Embeddable {
  if (
    value === null ||
    (typeof value !== "object" && typeof value !== "function")
  )
    return false;
  return typeof (value as Partial<Embeddable>)[embed] === "function";
}

/** What a value made with the sql tag says; undefined for any other value, and for one that only looks like it. */
export function fragmentOf(value: unknown): FragmentExpression | undefined {
  if (!isEmbeddable(value)) return undefined;
  const expression = value[embed]();
  return expression.kind === "fragment" ? expression : undefined;
}
