import type { Call, Source, SourceOf } from "./source";

const width = 80;

/** Where a piece begins, and what must still fit after it on its last line. */
interface Place {
  readonly indent: number;
  /** Columns of the line that are taken already. */
  readonly used: number;
  /** Columns that must follow: a comma, a semicolon. */
  readonly after: number;
}

/**
 * A piece as text, laid out as Prettier does with its default settings, so
 * that a generated file passes a project's formatting check.
 */
export function layOut(source: Source, indent: number): string {
  return print(source, { indent, used: indent, after: 1 });
}

function print(source: Source, place: Place): string {
  const flat = flatten(source);
  if (flat !== undefined && fits(flat, place)) return flat;
  switch (source.kind) {
    case "text":
      return source.text;
    case "list":
      return enclose("[", source.items.map(atLine(place.indent)), "]", place);
    case "object":
      return enclose("{", printEntries(source, place.indent), "}", place);
    case "chain":
      return printChain(source, place, "statement");
    case "arrow":
      return printArrow(source, place);
    case "block":
      return printBlock(source, place);
  }
}

function fits(line: string, { used, after }: Place): boolean {
  return used + line.length + after <= width;
}

/** The piece on one line, or undefined when it always takes several. */
function flatten(source: Source): string | undefined {
  switch (source.kind) {
    case "text":
      return source.text;
    case "list":
      return isTable(source) ? undefined : join("[", source.items, "]");
    case "object": {
      const entries = source.entries.map(([key, value]) => {
        const flat = flatten(value);
        return flat === undefined ? undefined : `${quoteKey(key)}: ${flat}`;
      });
      return entries.includes(undefined)
        ? undefined
        : `{ ${entries.join(", ")} }`;
    }
    case "chain": {
      const calls = source.calls.map(flattenCall);
      return calls.includes(undefined)
        ? undefined
        : `${source.root}${calls.join("")}`;
    }
    case "arrow": {
      const body = flatten(source.body);
      return body === undefined
        ? undefined
        : `(${source.parameter}) => ${body}`;
    }
    case "block":
      return source.statements.length === 0
        ? `(${source.parameter}) => {}`
        : undefined;
  }
}

function flattenCall({ method, args }: Call): string | undefined {
  return join(`.${method}(`, args, ")");
}

function join(
  open: string,
  items: readonly Source[],
  close: string,
): string | undefined {
  const flat = items.map(flatten);
  return flat.includes(undefined)
    ? undefined
    : `${open}${flat.join(", ")}${close}`;
}

/** Several objects of several entries each read best one a line. */
function isTable({ items }: SourceOf<"list">): boolean {
  return (
    items.length > 1 &&
    items.every((item) => item.kind === "object" && item.entries.length > 1)
  );
}

/** A key that is no plain name stands in quotes. */
function quoteKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** Prints a piece on a line of its own, one level deeper. */
function atLine(indent: number): (source: Source) => string {
  const inner = indent + 2;
  return (source) => print(source, { indent: inner, used: inner, after: 1 });
}

function enclose(
  open: string,
  lines: readonly string[],
  close: string,
  { indent }: Place,
): string {
  const inner = lines.map((line) => `${" ".repeat(indent + 2)}${line},\n`);
  return `${open}\n${inner.join("")}${" ".repeat(indent)}${close}`;
}

function printEntries(
  { entries }: SourceOf<"object">,
  indent: number,
): readonly string[] {
  const inner = indent + 2;
  return entries.map(([key, value]) => {
    const head = `${quoteKey(key)}:`;
    const place = { indent: inner, used: inner + head.length + 1, after: 1 };
    const printed = print(value, place);
    const isTooLong = value.kind === "text" && !fits(printed, place);
    // After a short key a line break would win too little.
    return isTooLong && head.length > 5
      ? `${head}\n${" ".repeat(inner + 2)}${printed}`
      : `${head} ${printed}`;
  });
}

function printArrow(
  { parameter, body }: SourceOf<"arrow">,
  { indent, after }: Place,
): string {
  const inner = indent + 2;
  const place = { indent: inner, used: inner, after };
  const flat = flatten(body);
  const printed =
    flat !== undefined && fits(flat, place)
      ? flat
      : printChain(body, place, "body");
  return `(${parameter}) =>\n${" ".repeat(inner)}${printed}`;
}

function printBlock(
  { parameter, statements }: SourceOf<"block">,
  { indent }: Place,
): string {
  const lines = statements.map(
    (statement) =>
      `${" ".repeat(indent + 2)}${layOut(statement, indent + 2)};\n`,
  );
  return `(${parameter}) => {\n${lines.join("")}${" ".repeat(indent)}}`;
}

/** Calls stay on the line of their root while there are few; else each has a line of its own. */
function printChain(
  { root, calls }: SourceOf<"chain">,
  place: Place,
  position: "statement" | "body",
): string {
  if (calls.length <= (position === "statement" ? 2 : 1))
    return printInLine(root, calls, place);
  const inner = place.indent + 2;
  const lines = calls.map((call, index) => {
    const after = index === calls.length - 1 ? place.after : 0;
    return position === "statement" && index === 0
      ? root +
          printCall(call, { ...place, used: place.used + root.length, after })
      : `\n${" ".repeat(inner)}${printCall(call, { indent: inner, used: inner, after })}`;
  });
  return position === "statement" ? lines.join("") : root + lines.join("");
}

function printInLine(
  root: string,
  calls: readonly Call[],
  place: Place,
): string {
  return calls.reduce((printed, call, index) => {
    const next = calls[index + 1];
    const line = printed.slice(printed.lastIndexOf("\n") + 1).length;
    const used = printed.includes("\n") ? line : place.used + line;
    const after = next === undefined ? place.after : lengthOfStart(next);
    return printed + printCall(call, { ...place, used, after });
  }, root);
}

/** How much of a call must stay on the line of the call before it. */
function lengthOfStart({ method, args }: Call): number {
  return method.length + (args.length === 0 ? 4 : 2);
}

function printCall(call: Call, place: Place): string {
  const flat = flattenCall(call);
  if (flat !== undefined && fits(flat, place)) return flat;
  if (call.args.length === 0) return flat ?? "";
  return printHugged(call, place) ?? printSpread(call, place);
}

/** `.method(first, {` … `})`: only the last argument takes several lines. */
function printHugged({ method, args }: Call, place: Place): string | undefined {
  const last = args[args.length - 1] as Source;
  if (!isHuggable(last, args[args.length - 2])) return undefined;
  const before = args.slice(0, -1).map(flatten);
  if (before.includes(undefined)) return undefined;
  const head = `.${method}(${before.map((flat) => `${String(flat)}, `).join("")}`;
  if (!fits(head + startOf(last), { ...place, after: 0 })) return undefined;
  const { indent } = place;
  const body = print(last, { indent, used: width, after: 1 });
  return last.kind === "arrow"
    ? `${head}${body},\n${" ".repeat(indent)})`
    : `${head}${body})`;
}

function isHuggable(last: Source, before: Source | undefined): boolean {
  if (last.kind === "text" || last.kind === "chain") return false;
  if (last.kind === "list" && last.items.length === 0) return false;
  const isFunction = last.kind === "arrow" || last.kind === "block";
  return !(isFunction ? before?.kind === "arrow" : before?.kind === last.kind);
}

/** What must stand on the line of the call for its last argument to be opened there. */
function startOf(last: Source): string {
  if (last.kind === "arrow") return `(${last.parameter}) =>`;
  if (last.kind === "block") return `(${last.parameter}) => {`;
  return "{";
}

function printSpread({ method, args }: Call, place: Place): string {
  return enclose(`.${method}(`, args.map(atLine(place.indent)), ")", place);
}
