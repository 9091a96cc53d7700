// The values that documentation shows beside expressions: `cities.length;   // 3`.
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { parse, readComments } from "./syntax.mjs";

const ts = createRequire(import.meta.url)("typescript");

/**
 * The statements of a text whose value a comment on their last line shows: where
 * the expression stands, or the name of the variable, and the value. Comments
 * that are no JSON are prose.
 */
export function readValueComments(text) {
  const file = parse(text);
  const comments = new Map(
    readComments(text).map((comment) => [comment.line, comment]),
  );
  const found = [];
  const visit = (node) => {
    const subject = subjectOf(node);
    const { line } = file.getLineAndCharacterOfPosition(node.end);
    const comment = comments.get(line);
    const shown = comment === undefined ? undefined : readValue(comment.body);
    if (subject !== undefined && shown !== undefined && comment.pos >= node.end)
      found.push({ ...subject, ...shown, line });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a value is what is shown: what JSON cannot say, such as a class, does not count. */
export function isShownValue(actual, { value }) {
  const plain =
    actual === undefined ? undefined : JSON.parse(JSON.stringify(actual));
  return isDeepStrictEqual(plain, value);
}

function subjectOf(node) {
  if (ts.isExpressionStatement(node))
    return { start: node.expression.getStart(), end: node.expression.end };
  if (!ts.isVariableStatement(node)) return undefined;
  const { declarations } = node.declarationList;
  const [{ name }] = declarations;
  return declarations.length === 1 && ts.isIdentifier(name)
    ? { name: name.text, end: node.end }
    : undefined;
}

function readValue(body) {
  const text = body.trim();
  if (text === "undefined") return { value: undefined };
  // Most comments are prose, and an error for each takes its time.
  if (!/^["[{\d-]|^(true|false|null)$/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
