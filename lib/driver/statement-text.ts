import { InvalidArgumentError } from "../errors/query-error";
import { skipLeadingComments } from "../util/leading-comments";

/** How many parameters travel with one statement at most; `postgres` stops a little before the protocol does. */
const mostParameters = 65_533;

/**
 * What is wrong with SQL text that must not travel, if anything. A NUL would
 * end the text inside the message, and the server would read what follows as
 * something else. COPY from or to the program waits for a stream that neither
 * driver gives it, and with it all that is sent after it.
 */
export function findTextProblem(
  text: string,
): InvalidArgumentError | undefined {
  if (text.includes("\0"))
    return new InvalidArgumentError("SQL text cannot hold a NUL character.");
  if (!copiesHere(text)) return undefined;
  return new InvalidArgumentError(
    "COPY from or to the program cannot run as a query.",
    { hint: "Use Model.insertAll(rows) to write many rows." },
  );
}

/** What is wrong with the number of parameters, if anything. */
export function findParameterProblem(
  parameters: readonly unknown[],
): InvalidArgumentError | undefined {
  const { length } = parameters;
  if (length <= mostParameters) return undefined;
  return new InvalidArgumentError(
    `A statement takes at most ${String(mostParameters)} parameters, not ${String(length)}.`,
    { hint: "Pass a list as one parameter: where id = any($1)" },
  );
}

function copiesHere(text: string): boolean {
  return (
    /^copy\b/i.test(skipLeadingComments(text)) &&
    /\b(from\s+stdin|to\s+stdout)\b/i.test(text)
  );
}
