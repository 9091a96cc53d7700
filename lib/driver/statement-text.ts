import { InvalidArgumentError } from "../errors/query-error";

/**
 * What is wrong with SQL text that cannot travel, if anything: a NUL would end
 * the text inside the message, and the server would read what follows as
 * something else.
 */
export function findTextProblem(
  text: string,
): InvalidArgumentError | undefined {
  if (!text.includes("\0")) return undefined;
  return new InvalidArgumentError("SQL text cannot hold a NUL character.");
}
