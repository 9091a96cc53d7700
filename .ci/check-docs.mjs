// Checks the documentation: everything public is described, and what the descriptions show is true.
//
// - Every name that the entry points export has a doc comment with an example (docs/doc-rules.mjs).
// - Every example, and every TypeScript block of the Markdown files, compiles.
// - The SQL, errors and values that they show are those that they send, throw and give (docs/run-examples.mjs).
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { compileModules } from "./docs/compile.mjs";
import { completeExamples, preludes } from "./docs/complete-example.mjs";
import { checkDocComments } from "./docs/doc-rules.mjs";
import { entryPoints } from "./docs/entry-points.mjs";
import { readSnippets } from "./docs/markdown-snippets.mjs";
import { createProgram } from "./docs/program.mjs";
import { listPublicSymbols } from "./docs/public-symbols.mjs";
import { runExamples } from "./docs/run-examples.mjs";

const fastGlob = createRequire(import.meta.url)("fast-glob");

const program = createProgram([
  ...[...entryPoints.values()].map((file) => resolve(file)),
  ...preludes,
]);
const symbols = listPublicSymbols(program);
const { faults, examples } = checkDocComments(symbols);
const modules = completeExamples(program, examples);
const snippets = fastGlob
  .sync(["*.md", "docs/**/*.md", "bench/*.md"])
  .flatMap(readSnippets)
  .map((snippet, index) => place(snippet, `snippet-${String(index)}.ts`));
// The first block of docs/models.md is "./models" to every page.
const models = place(readSnippets("docs/models.md")[0], "models.ts");

faults.push(...compileModules([...modules, ...snippets, models], program));
const { compared, faults: lies } = await runExamples(modules, [
  ...snippets,
  models,
]);
faults.push(...lies);

for (const fault of faults) console.error(fault);
const members = symbols.flatMap((symbol) => symbol.members);
console.log(
  [
    `${symbols.length} names and ${members.length} members described`,
    `${modules.length} examples and ${snippets.length} snippets compiled`,
    `${compared.statements} statements, ${compared.errors} errors and ${compared.values} values as shown`,
    `${faults.length} faults`,
  ].join("; "),
);
process.exit(faults.length === 0 && modules.length > 0 ? 0 : 1);

function place(snippet, name) {
  return {
    ...snippet,
    path: resolve("__tests__/docs/.snippets", snippet.path ?? name),
  };
}
