import { ArxError } from "./arx-error";

/**
 * One mistake in the declaration of a model.
 *
 * @example
 * ```ts
 * const problem: DefinitionProblem = {
 *   at: "City.population",
 *   message: "has no type.",
 *   fix: 'Write @Column({ type: "integer" }).',
 * };
 * ```
 */
export interface DefinitionProblem {
  /** The class and property: `City.population`, or `City` alone. */
  readonly at: string;
  /** What is wrong. */
  readonly message: string;
  /** The line to write instead. */
  readonly fix: string;
}

/**
 * Raised when models are declared wrongly; it lists every mistake at once.
 *
 * @example
 * ```ts
 * try {
 *   registry.definitions();
 * } catch (error) {
 *   if (!(error instanceof DefinitionError)) throw error;
 *   for (const { at, message, fix } of error.problems)
 *     console.error(`${at} ${message} ${fix}`);
 * }
 * ```
 */
export class DefinitionError extends ArxError {
  readonly code = "DEFINITION";
  /** The mistakes, class by class in the order of loading. */
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    super(describeProblems(problems), { hint: problems[0]?.fix });
    this.problems = problems;
  }
}

function describeProblems(problems: readonly DefinitionProblem[]): string {
  const lines = problems.map(
    ({ at, message, fix }) => `  ${at}: ${message}\n    ${fix}`,
  );
  const count =
    problems.length === 1 ? "1 mistake" : `${String(problems.length)} mistakes`;
  return `The models have ${count}:\n${lines.join("\n")}`;
}
