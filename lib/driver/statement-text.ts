import { InvalidArgumentError } from "../errors/query-error";
import { skipLeadingComments } from "../util/leading-comments";

/** How many parameters travel with one statement at most: the protocol counts them in 16 bits. */
const mostParameters = 65_535;

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
  return copiesHere(text) ? copyRefusal() : undefined;
}

/**
 * Whether a text means the same result each time that it is run. What a cursor,
 * a statement of PREPARE or a procedure gives is up to whatever has its name then,
 * and the server does not look at it anew as it does with a table. What opens or
 * ends a cursor has its name in it, and hardly comes twice.
 */
export function hasLastingColumns(text: string): boolean {
  return !/^(call|close|declare|execute|fetch)\b/i.test(
    skipLeadingComments(text),
  );
}

/** The error for a COPY whose data would pass through the program. */
export function copyRefusal(): InvalidArgumentError {
  return new InvalidArgumentError(
    "COPY from or to the program cannot run as a query.",
    { hint: "Use Model.insertAll(rows) to write many rows." },
  );
}

/** The error for a statement after which texts would be read and written wrongly. */
export function encodingRefusal(): InvalidArgumentError {
  return new InvalidArgumentError(
    "client_encoding must stay UTF8: the session that was given another one has been ended.",
    {
      hint: "Convert in the statement: convert_from(bytes, 'LATIN1'), convert_to(text, 'LATIN1').",
    },
  );
}

/** The error for a statement that is longer than the engine's longest string. */
export function lengthRefusal(): InvalidArgumentError {
  return new InvalidArgumentError(
    "The statement and its parameters are too long: together they take more than 512 MB.",
    { hint: "Send it in pieces." },
  );
}

/** The error for a value of a result that is longer than the engine's longest string. */
export function valueLengthRefusal(): InvalidArgumentError {
  return new InvalidArgumentError(
    "The result has a value that is too long: it takes more than 512 MB as text.",
    { hint: "Read it in pieces: substring(column from 1 for 100000000)" },
  );
}

/** What is wrong with the parameters, if anything. */
export function findParameterProblem(
  parameters: readonly unknown[],
): InvalidArgumentError | undefined {
  const { length } = parameters;
  if (length > mostParameters)
    return new InvalidArgumentError(
      `A statement takes at most ${String(mostParameters)} parameters, not ${String(length)}.`,
      { hint: "Pass a list as one parameter: where id = any($1)" },
    );
  const wrong = parameters.findIndex(isNeitherTextNorNull);
  if (wrong === -1) return undefined;
  return new InvalidArgumentError(
    `Parameter $${String(wrong + 1)} is to be a text or null, not ${typeof parameters[wrong]}.`,
    { hint: "Values of other types go through sql`…` or db.query." },
  );
}

function isNeitherTextNorNull(parameter: unknown): boolean {
  return typeof parameter !== "string" && parameter !== null;
}

function copiesHere(text: string): boolean {
  return (
    /^copy\b/i.test(skipLeadingComments(text)) &&
    /\b(from\s+stdin|to\s+stdout)\b/i.test(text)
  );
}
