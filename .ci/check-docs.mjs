// Compiles every TypeScript snippet of the documentation: the fenced blocks of the Markdown files and the
// examples in doc comments. What readers copy must compile.
//
// A block is a module of its own. "```ts continue" goes on with the block before it, so that a page can tell a
// story. Examples in doc comments may use everything arx exports and the models of __tests__/docs/models.ts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const fastGlob = require("fast-glob");
const ts = require("typescript");
const folder = join("__tests__", "docs", ".snippets");
const entries = {
  arx: "lib/index.ts",
  "arx/migration": "lib/migration/index.ts",
  "arx/seed": "lib/seed/index.ts",
  "arx/testing": "lib/testing/index.ts",
};

const snippets = [...markdownSnippets(), ...commentSnippets()];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sources = new Map();
for (const [index, { source, text }] of snippets.entries()) {
  const file = `snippet-${String(index).padStart(3, "0")}.ts`;
  sources.set(file, source);
  writeFileSync(join(folder, file), `${text}\nexport {};\n`);
}
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({
    extends: "../../../tsconfig.json",
    compilerOptions: {
      rootDir: "../../..",
      module: "esnext",
      moduleResolution: "bundler",
    },
    include: ["*.ts"],
    exclude: [],
  }),
);
const { stdout } = spawnSync(
  process.execPath,
  [require.resolve("typescript/bin/tsc"), "-p", folder],
  { encoding: "utf8" },
);
const faults = stdout.split("\n").filter((line) => line.includes("error TS"));
for (const line of faults) {
  console.error(
    line.replace(
      /^.*?(snippet-\d+\.ts)/,
      (_, file) => `${sources.get(file)} [${file}]`,
    ),
  );
}
console.log(`${snippets.length} snippets, ${faults.length} errors`);
if (faults.length === 0) rmSync(folder, { recursive: true, force: true });
process.exit(faults.length === 0 && snippets.length > 0 ? 0 : 1);

function markdownSnippets() {
  const found = [];
  for (const file of fastGlob.sync(["*.md", "docs/**/*.md", "bench/*.md"])) {
    const text = readFileSync(file, "utf8");
    for (const match of text.matchAll(/^```ts( continue)?\n([\s\S]*?)^```/gm)) {
      const line = text.slice(0, match.index).split("\n").length;
      const previous = found.at(-1);
      if (match[1] !== undefined && previous !== undefined)
        previous.text += `\n${match[2]}`;
      else found.push({ source: `${file}:${line}`, text: match[2] });
    }
  }
  return found;
}

function commentSnippets() {
  const found = [];
  const prelude = preludeFor();
  for (const file of fastGlob.sync(["lib/**/*.ts"])) {
    const text = readFileSync(file, "utf8");
    for (const match of text.matchAll(/^ *\* ```ts\n([\s\S]*?)^ *\* ```/gm)) {
      const line = text.slice(0, match.index).split("\n").length;
      const code = match[1].replace(/^ *\* ?/gm, "");
      const ownImports = code.match(/^import .*$/gm)?.join("\n") ?? "";
      found.push({
        source: `${file}:${line}`,
        text: `${prelude(ownImports)}\n${code}`,
      });
    }
  }
  return found;
}

/** Imports of everything public, minus what the example imports or declares itself. */
function preludeFor() {
  const program = ts.createProgram(Object.values(entries), {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    experimentalDecorators: true,
    skipLibCheck: true,
    strict: true,
  });
  const checker = program.getTypeChecker();
  const exported = Object.entries(entries).map(([name, file]) => {
    const symbol = checker.getSymbolAtLocation(program.getSourceFile(file));
    return [
      name,
      symbol === undefined
        ? []
        : checker
            .getExportsOfModule(symbol)
            .map((item) => item.name)
            .filter((item) => item !== "default"),
    ];
  });
  const models =
    fastGlob.sync("__tests__/docs/models.ts").length === 0
      ? []
      : [
          ...readFileSync("__tests__/docs/models.ts", "utf8").matchAll(
            /^export (?:abstract )?(?:class|const|let|function) (\w+)/gm,
          ),
        ].map((match) => match[1]);
  return (ownImports) => {
    const taken = new Set(ownImports.match(/\w+/g));
    const seen = new Set();
    const lines = [...exported, ["../models", models]].map(([name, names]) => {
      const free = names.filter((item) => !taken.has(item) && !seen.has(item));
      free.forEach((item) => seen.add(item));
      return free.length === 0
        ? ""
        : `import { ${free.join(", ")} } from "${name}";`;
    });
    return lines.join("\n");
  };
}
