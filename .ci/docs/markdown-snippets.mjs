// The TypeScript blocks of Markdown files.
//
// A block is a module of its own. "```ts continue" goes on with the block before it, so that a page can tell a story.
// A block that begins with a path, "// models/city.ts", is that file, and can be imported by the others; the first block
// of docs/models.md is "./models" to every page.
import { readFileSync } from "node:fs";

/** The blocks of a page: where they stand, their text, and their file where they name one. */
export function readSnippets(file) {
  const text = readFileSync(file, "utf8");
  const found = [];
  for (const match of text.matchAll(/^```ts( continue)?\n([\s\S]*?)^```/gm)) {
    const line = text.slice(0, match.index).split("\n").length + 1;
    const previous = found.at(-1);
    if (match[1] === undefined || previous === undefined)
      found.push({ file, line, text: match[2] });
    // As many empty lines as stand between the blocks, so that a message names the line of the page.
    else {
      const length = previous.text.split("\n").length - 1;
      previous.text += "\n".repeat(line - previous.line - length) + match[2];
    }
  }
  return found.map((snippet) => ({
    ...snippet,
    path: /^\/\/ ((?:[\w-]+\/)*[\w.-]+\.ts)\n/.exec(snippet.text)?.[1],
  }));
}
