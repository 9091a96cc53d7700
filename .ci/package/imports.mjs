import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./run.mjs";

/** What no import may load: each takes longer than everything else together, and is asked for when it is used. */
const heavy = [
  "@electric-sql/pglite",
  "class-validator",
  "ts-node",
  "typescript",
  "yargs",
];

/** Importing an entry point connects to nothing, prints nothing, keeps nothing open, does not end the process. */
const probe = (load) => `
process.exitCode = 3;
process.on("exit", () => { if (process.exitCode === 3) console.log("the import ended the process"); });
const before = process.getActiveResourcesInfo().sort().join();
const then = () => {
  const after = process.getActiveResourcesInfo().sort().join();
  if (after !== before) console.log("open: " + after);
  process.exitCode = 0;
};
${load}
`;

/** Every entry point, by require and by import, in a process of its own, while what must not be loaded is away. */
export async function checkImports(folder) {
  const modules = join(folder, "node_modules");
  await withoutPackages(modules, heavy, async () => {
    for (const entry of readEntries(modules)) {
      const file = join(folder, "probe.cjs");
      for (const load of [
        `require("${entry}"); then();`,
        `import("${entry}").then(then);`,
      ]) {
        writeFileSync(file, probe(load));
        const { stdout, stderr } = await runNode([file], { cwd: folder });
        if (stdout + stderr !== "")
          throw new Error(`${load}\n${stdout}${stderr}`);
      }
    }
  });
}

/** Runs a function while some packages are not there. */
export async function withoutPackages(modules, names, run) {
  const moved = names.map((name) => [
    join(modules, name),
    join(modules, `.away-${name.replace("/", "-")}`),
  ]);
  for (const [from, to] of moved) renameSync(from, to);
  try {
    return await run();
  } finally {
    for (const [from, to] of moved) renameSync(to, from);
  }
}

function readEntries(modules) {
  const manifest = readFileSync(join(modules, "arx/package.json"), "utf8");
  return Object.keys(JSON.parse(manifest).exports)
    .filter((path) => !path.endsWith(".json"))
    .map((path) => join("arx", path));
}
