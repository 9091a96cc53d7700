/** A name in double quotes, so that case, reserved words and any character survive. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const simpleName = /^[a-z_][a-z0-9_]*$/;

/** A name as people write it: in quotes only where something needs them. */
export function writeSimply(name: string): string {
  return simpleName.test(name) ? name : quoteName(name);
}

/**
 * A text as an SQL string literal, whatever `standard_conforming_strings` is
 * set to: a backslash makes it an escape string.
 */
export function quoteText(text: string): string {
  const escaped = text.replaceAll("'", "''");
  return escaped.includes("\\")
    ? `E'${escaped.replaceAll("\\", "\\\\")}'`
    : `'${escaped}'`;
}
