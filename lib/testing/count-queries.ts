import { runInside } from "../database/context";

/** A statement that was sent. */
export interface CountedStatement {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

/** What a function sent, and what it returned. */
export interface CountedQueries<T> {
  readonly count: number;
  readonly statements: readonly CountedStatement[];
  readonly result: T;
}

/**
 * Runs a function and gives the statements that it sent, on whichever database,
 * in the order they were answered. What begins and ends transactions and
 * savepoints is left out.
 *
 * @example
 * const { count, statements } = await countQueries(() => City.where({ capital: true }).all());
 * expect(count).toBe(1);
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
