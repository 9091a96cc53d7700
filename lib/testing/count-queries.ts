import { runInside } from "../database/context";

/**
 * A statement that was sent.
 *
 * @example
 * ```ts
 * const { statements } = await countQueries(() => City.find(1));
 * const [first]: readonly CountedStatement[] = statements;
 * first?.parameters;   // ["1"]
 * ```
 */
export interface CountedStatement {
  /** The SQL, with `$1` and so on where its parameters stand. */
  readonly text: string;
  /** The values in PostgreSQL's text format; null is NULL. */
  readonly parameters: readonly (string | null)[];
}

/**
 * What a function sent, and what it returned.
 *
 * @example
 * ```ts
 * const counted: CountedQueries<City[]> = await countQueries(() => City.all());
 * expect(counted.count).toBe(1);
 * expect(counted.result).toHaveLength(3);
 * ```
 */
export interface CountedQueries<T> {
  /** How many statements there were. */
  readonly count: number;
  /** Each of them, in the order they were answered. */
  readonly statements: readonly CountedStatement[];
  /** What the function returned, awaited. */
  readonly result: T;
}

/**
 * Runs a function and gives the statements that it sent, on whichever database,
 * in the order they were answered. What begins and ends transactions and
 * savepoints is left out.
 *
 * @example
 * ```ts
 * const { count, statements } = await countQueries(() => City.where({ capital: true }).all());
 * expect(count).toBe(1);
 * ```
 */
export async function countQueries<T>(
  fn: () => T | PromiseLike<T>,
): Promise<CountedQueries<T>> {
  const statements: CountedStatement[] = [];
  const result = await runInside(
    { database: undefined, scope: undefined },
    fn,
    ({ text, parameters, isControl }) => {
      if (!isControl) statements.push({ text, parameters });
    },
  );
  return { count: statements.length, statements, result };
}
