/** What a query computes of its records in the database. */
export interface QueryCalculations {
  /**
   * How many records the query gives; a limit counts.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).count();
   * // select count(*) from "cities" where "capital" = $1
   * ```
   */
  count(): Promise<number>;
}
