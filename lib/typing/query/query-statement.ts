/**
 * A statement as it is sent: the text and the encoded parameters.
 *
 * @example
 * ```ts
 * const { text, parameters }: StatementText = City.where({ name: "Bonn" }).toSQL();
 * parameters;   // ["Bonn"]
 * ```
 */
export interface StatementText {
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** The values in PostgreSQL's text format; null is NULL. */
  readonly parameters: readonly (string | null)[];
}

/** The statement that a query is. */
export interface QueryStatement {
  /**
   * Stops the query when it takes longer, its relations included: what waits
   * for a connection is withdrawn, what runs is cancelled at the server.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).timeout(500);   // select … from "cities" where "capital" = $1
   * ```
   *
   * @param milliseconds above 0, from the moment it runs
   * @throws InvalidArgumentError when it is no number above 0
   */
  timeout(milliseconds: number): this;
  /**
   * The statement, without running it.
   *
   * @example
   * ```ts
   * City.where({ capital: true }).limit(1).toSQL().parameters;   // ["true", "1"]
   * ```
   */
  toSQL(): StatementText;
}
