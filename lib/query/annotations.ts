import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { commentText } from "../sql/annotate";
import { describeValue } from "../types/describe-value";
import type { QueryData } from "./query-data";

/** Adds to what the statements of a query say of themselves. */
export function addAnnotation(
  { annotations }: QueryData,
  text: unknown,
  at: string,
): readonly string[] {
  if (typeof text !== "string")
    throw new TypeMismatchError(at, "a text", describeValue(text));
  const comment = commentText(text);
  if (comment === "")
    throw new InvalidArgumentError(`${at} was given an empty text.`);
  return [...annotations, comment];
}
