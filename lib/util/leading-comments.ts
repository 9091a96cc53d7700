/** SQL text from its first word on, without the comments and the space before it. */
export function skipLeadingComments(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const end = endOfComment(rest);
    if (end === 0) return rest;
    rest = rest.slice(end).trimStart();
  }
}

/** Where a comment that the text begins with ends; 0 when it begins with none. */
export function endOfComment(text: string): number {
  if (text.startsWith("--")) {
    const newline = text.search(/[\n\r]/);
    return newline === -1 ? text.length : newline + 1;
  }
  return text.startsWith("/*") ? endOfBlock(text) : 0;
}

/** Comments nest in PostgreSQL: `/* a /* b *\/ c *\/`. */
function endOfBlock(text: string): number {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/\/\*|\*\//g)) {
    depth += sign === "/*" ? 1 : -1;
    if (depth === 0) return index + 2;
  }
  return text.length;
}
