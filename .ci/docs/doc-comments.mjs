// What a doc comment says: its first words, its parameters and its examples.
import { createRequire } from "node:module";
import { relative } from "node:path";

const ts = createRequire(import.meta.url)("typescript");

/**
 * The doc comment of a node: the text above its tags, and each example with
 * the place where it begins.
 */
export function readDocComment(node) {
  const lines = linesOf(node);
  const parts = [{ tag: undefined, lines: [] }];
  let isFenced = false;
  for (const line of lines) {
    const tag = isFenced ? null : /^@(\w+) ?(.*)$/.exec(line.text);
    if (line.text.startsWith("```")) isFenced = !isFenced;
    if (tag === null) parts.at(-1).lines.push(line);
    else
      parts.push({
        tag: tag[1],
        lines: [{ number: line.number, text: tag[2] }],
      });
  }
  const file = relative(".", node.getSourceFile().fileName);
  return {
    text: textOf(parts[0].lines).trim(),
    parameters: parts
      .filter(({ tag }) => tag === "param")
      .map((part) => /^(\w+) +(.*)$/s.exec(textOf(part.lines).trim()))
      .filter((match) => match !== null)
      .map(([, name]) => name),
    examples: parts
      .filter(({ tag }) => tag === "example")
      .map((part) => readExample(file, part.lines)),
  };
}

/** The lines between the signs of the comment, without the star before each. */
function linesOf(node) {
  const owner = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const comment = (owner.jsDoc ?? []).at(-1);
  if (comment === undefined) return [];
  const source = node.getSourceFile();
  const first = source.getLineAndCharacterOfPosition(comment.pos).line + 1;
  return source.text
    .slice(comment.pos + "/**".length, comment.end - "*/".length)
    .split("\n")
    .map((text, index) => ({
      number: first + index,
      // A comment cannot hold what would end it.
      text: text.replace(/^(?:\s*\* ?| )/, "").replaceAll("*\\/", "*/"),
    }));
}

/** The TypeScript between the fences; undefined when there are none. */
function readExample(file, lines) {
  const start = lines.findIndex(({ text }) => text === "```ts");
  const end = lines.findIndex(({ text }) => text === "```");
  const inside = start < 0 ? [] : lines.slice(start + 1, end);
  return {
    file,
    line: inside[0]?.number ?? lines[0].number,
    text: inside.length === 0 ? undefined : textOf(inside),
  };
}

function textOf(lines) {
  return lines.map(({ text }) => text).join("\n");
}
