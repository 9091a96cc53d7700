import type { NoUndef, Where } from "../where";

/** Which records a query gives. */
export interface QueryConditions<T> {
  /**
   * Adds conditions; those given before hold as well.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).where({ name: { startsWith: "B" } });
   * // select … from "cities" where "capital" = $1 and "name" like …
   * ```
   *
   * @throws UndefinedConditionError when a value is undefined
   * @throws TypeMismatchError when a value is not of its column's type
   */
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): this;
}
