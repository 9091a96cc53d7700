import type { CompiledQuery } from "./compiled-query";

/** More would drown the statement in logs, and may come from outside: the address of a request. */
const longest = 1_000;

/** What neither ends a line nor a comment, nor stands for no character at all. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

/** A text as the inside of a comment that it can neither end nor nest another in. */
export function commentText(text: string): string {
  return text
    .slice(0, longest)
    .replace(unprintable, " ")
    .replaceAll("/*", "/ *")
    .replaceAll("*/", "* /")
    .trim();
}

/**
 * A statement with comments behind it. It is not kept prepared: a comment may
 * be another for each request, and what is prepared stays at the server.
 * @param comments made by `commentText`
 */
export function annotate(
  query: CompiledQuery,
  comments: readonly string[],
): CompiledQuery {
  if (comments.length === 0) return query;
  const { text, parameters } = query;
  const behind = comments.map((comment) => ` /* ${comment} */`).join("");
  return { text: text + behind, parameters, isTransient: true };
}
