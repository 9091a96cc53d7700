import { InvalidArgumentError } from "../errors/query-error";

/**
 * Refuses SQL text that cannot travel: a NUL would end the text inside the
 * message, and the server would read what follows as something else.
 * @throws InvalidArgumentError
 */
export function checkStatementText(text: string): void {
  if (!text.includes("\0")) return;
  throw new InvalidArgumentError("SQL text cannot hold a NUL character.");
}
