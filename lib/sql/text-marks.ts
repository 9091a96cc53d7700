import { endOfComment } from "../util/leading-comments";

/** A place of SQL text that may be a placeholder. */
export interface TextMark {
  /** `?`, the doubled `??`, `:name`, or `$1`. */
  readonly kind: "?" | "??" | ":" | "$";
  readonly start: number;
  readonly end: number;
  /** The name of `:name`, the digits of `$1`. */
  readonly name: string;
}

/**
 * Whatever is more than plain text. A word is taken whole, so that a dollar sign
 * or an E in it begins nothing; casts and assignments have colons of their own.
 * See PostgreSQL's manual, 4.1 "Lexical Structure".
 */
const begins =
  /--|\/\*|[eE]?'|"|\$0*[1-9]\d*|\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|\?\??|:[a-z_\u0080-\uffff][\w\u0080-\uffff]*|::|[\w\u0080-\uffff][\w$\u0080-\uffff]*/gi;

/** The places of SQL text that are neither in quotes nor in comments and may be placeholders. */
export function findMarks(text: string): TextMark[] {
  const marks: TextMark[] = [];
  const search = new RegExp(begins);
  for (
    let found = search.exec(text);
    found !== null;
    found = search.exec(text)
  ) {
    const [token] = found;
    const start = found.index;
    const mark = markOf(token, start);
    if (mark === undefined) search.lastIndex = endOf(text, token, start);
    else marks.push(mark);
  }
  return marks;
}

function markOf(token: string, start: number): TextMark | undefined {
  const end = start + token.length;
  if (token === "?" || token === "??")
    return { kind: token, start, end, name: "" };
  const name = token.slice(1);
  if (token.startsWith(":") && token !== "::")
    return { kind: ":", start, end, name };
  return /^\$\d/.test(token) ? { kind: "$", start, end, name } : undefined;
}

/** Where what begins with a token ends; what is never closed takes the rest of the text. */
function endOf(text: string, token: string, start: number): number {
  const after = start + token.length;
  if (token === "--" || token === "/*")
    return start + endOfComment(text.slice(start));
  // A doubled quote ends one text and begins the next, which comes to the same.
  if (token === "'" || token === '"' || token.startsWith("$"))
    return after + lengthUpTo(text.slice(after), token);
  return token.endsWith("'") ? endOfEscaped(text, after) : after;
}

function lengthUpTo(text: string, closing: string): number {
  const place = text.indexOf(closing);
  return place === -1 ? text.length : place + closing.length;
}

/** In `E'…'` a backslash takes away the meaning of what follows; the string goes on in the next line where that begins with a quote. */
function endOfEscaped(text: string, start: number): number {
  const stops = /\\[^]|''|'[^\S\n\r]*[\n\r]\s*'|'/g;
  stops.lastIndex = start;
  let stop = stops.exec(text);
  while (stop !== null && stop[0] !== "'") stop = stops.exec(text);
  return stop === null ? text.length : stops.lastIndex;
}
