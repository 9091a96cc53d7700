import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { commentText } from "../sql/annotate";
import { describeValue } from "../types/describe-value";
import type { Preload, QueryData } from "./query-data";

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

/** The relations that a query loads, whose statements say the same of themselves. */
export function annotatedPreloads({
  preloads,
  annotations,
}: QueryData): readonly Preload[] {
  if (annotations.length === 0) return preloads;
  const annotated = (query: QueryData): QueryData => ({
    ...query,
    annotations,
  });
  return preloads.map((preload) =>
    "queries" in preload
      ? { ...preload, queries: mapValues(preload.queries, annotated) }
      : { ...preload, query: annotated(preload.query) },
  );
}

function mapValues<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  change: (value: Value) => Value,
): ReadonlyMap<Key, Value> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
