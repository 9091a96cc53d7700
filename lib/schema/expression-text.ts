import { quoteName } from "../util/quote";

/**
 * The words of an expression as PostgreSQL prints it: string literals, quoted
 * names, bare words, numbers, `::`, and everything else one character at a time.
 */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\s+|::|./gsu;

const simpleName = /^[a-z_][a-z0-9_$]*$/;

/**
 * An expression in a form in which `"user"` and `user` are the same, because
 * whether PostgreSQL prints quotes depends on its list of keywords.
 */
export function expressionKey(expression: string): string {
  return tokensOf(expression)
    .map((text) => (isSimple(nameIn(text)) ? nameIn(text) : text))
    .join("");
}

/** The same of an expression that may be missing. */
export function optionalKey(
  expression: string | undefined,
): string | undefined {
  return expression === undefined ? undefined : expressionKey(expression);
}

/**
 * The expression as PostgreSQL prints it after columns were renamed. Where it
 * guesses wrong, a constraint is made anew instead of being kept.
 */
export function renameColumnsIn(
  expression: string,
  renames: ReadonlyMap<string, string>,
): string {
  const tokens = tokensOf(expression);
  return tokens
    .map((text, index) => {
      const renamed = renames.get(nameIn(text) ?? "");
      const isColumn =
        tokens[index - 1] !== "::" &&
        tokens[index - 1] !== "." &&
        tokens[index + 1] !== "(";
      return renamed === undefined || !isColumn ? text : writeName(renamed);
    })
    .join("");
}

/** Whether one of these columns seems to be read. A name that is a type or function is told apart by what stands beside it. */
export function mentionsAny(
  expression: string,
  columns: ReadonlySet<string>,
): boolean {
  if (columns.size === 0) return false;
  const tokens = tokensOf(expression);
  return tokens.some((text, index) => {
    const name = nameIn(text);
    return (
      name !== undefined &&
      columns.has(name) &&
      tokens[index - 1] !== "::" &&
      tokens[index + 1] !== "("
    );
  });
}

/** The expression without the parentheses around the whole of it. */
export function stripParentheses(expression: string): string {
  let text = expression;
  while (text.startsWith("(") && closesAtEnd(text)) text = text.slice(1, -1);
  return text;
}

function tokensOf(expression: string): string[] {
  return expression.match(token) ?? [];
}

/** The name that a token stands for when it may be one. */
function nameIn(text: string): string | undefined {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  return /^[\p{L}_]/u.test(text) ? text : undefined;
}

function isSimple(name: string | undefined): name is string {
  return name !== undefined && simpleName.test(name);
}

function writeName(name: string): string {
  return isSimple(name) ? name : quoteName(name);
}

/** Whether the parenthesis that opens the text is closed by its last character. */
function closesAtEnd(text: string): boolean {
  let depth = 0;
  let position = 0;
  for (const part of tokensOf(text)) {
    if (part === "(") depth++;
    if (part === ")") depth--;
    position += part.length;
    if (depth === 0) return position === text.length;
  }
  return false;
}
