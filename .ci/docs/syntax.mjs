// An example or snippet as TypeScript's parser sees it.
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)("typescript");

const parsed = new Map();

/** The syntax of a text, which is parsed once. */
export function parse(text) {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const file = ts.createSourceFile(
    "text.ts",
    text,
    ts.ScriptTarget.ES2022,
    true,
  );
  parsed.set(text, file);
  return file;
}

/**
 * The comments to the end of a line, in order: their line, from 0, where they
 * begin, and what they say. Functions that a module exports are left out: they
 * do not run by themselves.
 */
export function readComments(text) {
  const file = parse(text);
  const comments = new Map();
  const add = (ranges) => {
    for (const { pos, end, kind } of ranges ?? [])
      if (kind === ts.SyntaxKind.SingleLineCommentTrivia)
        comments.set(pos, {
          line: file.getLineAndCharacterOfPosition(pos).line,
          pos,
          body: text.slice(pos + "//".length, end),
        });
  };
  const visit = (node) => {
    if (isExportedFunction(node)) return;
    add(ts.getLeadingCommentRanges(text, node.pos));
    add(ts.getTrailingCommentRanges(text, node.end));
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return [...comments.values()].sort((left, right) => left.pos - right.pos);
}

function isExportedFunction(node) {
  return (
    ts.isFunctionDeclaration(node) &&
    (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0
  );
}
