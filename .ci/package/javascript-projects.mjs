import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutPackages } from "./imports.mjs";
import { run, runNode } from "./run.mjs";

/** Makes the empty database that every project begins with: a directory is opened in a quarter of the time that a new one takes. */
export async function createDatabase(folder) {
  const script = `require("arx").connect({ database: "pglite:data" }).then((db) => db.close())`;
  await runNode(["--eval", script], { cwd: folder });
}

/** Copies a project of `projects/`, and gives it a database. */
export function copyProject(folder, name) {
  const project = join(folder, name);
  cpSync(join(import.meta.dirname, "projects", name), project, {
    recursive: true,
  });
  cpSync(join(folder, "data"), join(project, "data"), { recursive: true });
  return project;
}

/** `require`, and a model end to end. */
export function checkCommonJs(folder) {
  return expectOutput(
    folder,
    "commonjs",
    "use.cjs",
    '2 statements: [{"id":1,"title":"Odes","shelfId":1,"shelf":{"id":1,"name":"poems"}}]\n',
  );
}

/** `import` by name, and a model end to end. */
export function checkEsm(folder) {
  return expectOutput(
    folder,
    "esm",
    "use.mjs",
    '1 statement: [{"name":"plays"},{"name":"poems"}]\n',
  );
}

/** `require` and `import` in one process. */
export function checkOneRegistry(folder) {
  return expectOutput(folder, "registry", "both.mjs", '[{"id":1}] true\n');
}

/**
 * `npx arx` finds the command. One that has nothing to compile and no embedded database to open loads neither
 * TypeScript nor PGlite: it works while they are away.
 */
export async function checkCommand(folder) {
  const project = join(folder, "command");
  mkdirSync(join(project, "models"), { recursive: true });
  writeFileSync(
    join(project, "arx.config.json"),
    JSON.stringify({ database: "pglite:data", models: ["models/*.cjs"] }),
  );
  writeFileSync(
    join(project, "models/shelf.cjs"),
    `const { ManagedObject, PrimaryKey, Table } = require("arx");
const Shelf = Table()(class Shelf extends ManagedObject {});
PrimaryKey({ type: "bigint" })(Shelf.prototype, "id");
`,
  );
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  const away = ["@electric-sql/pglite", "ts-node", "typescript"];
  await withoutPackages(join(folder, "node_modules"), away, async () => {
    const arx = async (...words) =>
      (await run("npx", ["--no-install", "arx", ...words], { cwd: project }))
        .stdout;
    expect(await arx("--version"), `${version}\n`);
    expect(await arx("models"), "Shelf  shelves  1 column  0 relations\n");
  });
}

async function expectOutput(folder, name, file, wanted) {
  const project = copyProject(folder, name);
  const { stdout, stderr } = await runNode([file], { cwd: project });
  expect(stderr + stdout, wanted);
}

/** Throws when a program printed something else. */
export function expect(actual, wanted) {
  if (actual !== wanted)
    throw new Error(`Expected:\n${wanted}\nPrinted:\n${actual}`);
}
