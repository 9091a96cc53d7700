// Compiles every TypeScript snippet of the Markdown files: what readers copy must compile.
//
// A block is a module of its own. "```ts continue" goes on with the block before it, so that a page can tell a story.
// A block that begins with a path, "// models/city.ts", is that file, and can be imported by the others; the first
// block of docs/models.md is "./models" to every page.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const fastGlob = require("fast-glob");
const folder = join("__tests__", "docs", ".snippets");

const snippets = fastGlob
  .sync(["*.md", "docs/**/*.md", "bench/*.md"])
  .flatMap(readSnippets);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sources = new Map();
for (const [index, { source, text }] of snippets.entries()) {
  const file =
    /^\/\/ ((?:[\w-]+\/)*[\w.-]+\.ts)\n/.exec(text)?.[1] ??
    `snippet-${String(index).padStart(3, "0")}.ts`;
  sources.set(file, source);
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\nexport {};\n`);
}
writeFileSync(
  join(folder, "models.ts"),
  readSnippets("docs/models.md")[0].text,
);
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({
    extends: "../../../tsconfig.json",
    compilerOptions: {
      rootDir: "../../..",
      module: "esnext",
      moduleResolution: "bundler",
    },
    include: ["**/*.ts"],
    exclude: [],
  }),
);
const compiler = require.resolve("typescript/bin/tsc");
const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], {
  encoding: "utf8",
});
const faults = stdout.split("\n").filter((line) => line.includes("error TS"));
for (const line of faults) {
  console.error(
    line.replace(
      /^.*?\.snippets\/([\w./-]+\.ts)(?=\()/,
      (_, file) => `${sources.get(file)} [${file}]`,
    ),
  );
}
console.log(`${snippets.length} snippets, ${faults.length} errors`);
if (faults.length === 0) rmSync(folder, { recursive: true, force: true });
process.exit(faults.length === 0 && snippets.length > 0 ? 0 : 1);

function readSnippets(file) {
  const text = readFileSync(file, "utf8");
  const found = [];
  for (const match of text.matchAll(/^```ts( continue)?\n([\s\S]*?)^```/gm)) {
    const previous = found.at(-1);
    if (match[1] !== undefined && previous !== undefined)
      previous.text += `\n${match[2]}`;
    else
      found.push({
        source: `${file}:${text.slice(0, match.index).split("\n").length}`,
        text: match[2],
      });
  }
  return found;
}
