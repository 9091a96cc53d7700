// Packs the package as npm would publish it, installs it into an empty project and uses it there: by require and
// by import, with a model, its generated migration, a row and a query, on an embedded database.
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = mkdtempSync(join(tmpdir(), "arx-package-"));
const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: project, encoding: "utf8", ...options });

try {
  const packed = JSON.parse(
    run(
      "npm",
      ["pack", "--json", "--ignore-scripts", "--pack-destination", project],
      { cwd: process.cwd(), stdio: ["ignore", "pipe", "ignore"] },
    ),
  );
  const [{ filename, files, size, unpackedSize }] = Array.isArray(packed)
    ? packed
    : Object.values(packed);
  for (const { path } of files) {
    if (
      !/^(dist\/(lib|cli)\/|package\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(
        path,
      )
    )
      throw new Error(`${path} does not belong in the package.`);
  }
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "arx-user", private: true }),
  );
  run(
    "npm",
    [
      "install",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      join(project, filename),
    ],
    { stdio: "ignore" },
  );

  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        module: "nodenext",
        strict: true,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
      },
    }),
  );
  mkdirSync(join(project, "models"));
  writeFileSync(
    join(project, "models", "note.ts"),
    `import { Column, ManagedObject, PrimaryKey, Table } from "arx";
@Table()
export class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
}
`,
  );
  writeFileSync(
    join(project, "arx.config.ts"),
    `import { defineConfig } from "arx";
export default defineConfig({ database: "pglite:data", models: ["models/*.ts"], migrations: "migrations", seeds: [] });
`,
  );
  const arx = (...args) => run("npx", ["--no-install", "arx", ...args]);
  const version = arx("--version").trim();
  arx("migrate", "generate");
  arx("migrate");
  run(process.execPath, [
    join("node_modules", "typescript", "bin", "tsc"),
    "-p",
    ".",
  ]);
  writeFileSync(
    join(project, "use.cjs"),
    `const { connect } = require("arx");
const { Note } = require("./models/note.js");
(async () => {
  const db = await connect({ database: "pglite:data" });
  await Note.create({ text: "hello" });
  const esm = await import("arx");
  if (esm.ManagedObject !== require("arx").ManagedObject) throw new Error("import and require gave two copies of arx");
  console.log(JSON.stringify(await Note.where({ text: "hello" })));
  await db.close();
})();
`,
  );
  writeFileSync(
    join(project, "use.mjs"),
    `import { ManagedObject, connect, sql } from "arx";
const db = await connect({ database: "pglite:memory" });
console.log(JSON.stringify(await sql\`select 1 as one\`), typeof ManagedObject);
await db.close();
`,
  );
  expect(run(process.execPath, ["use.cjs"]), '[{"id":1,"text":"hello"}]\n');
  expect(run(process.execPath, ["use.mjs"]), '[{"one":1}] function\n');
  const installed = readdirSync(join(project, "node_modules")).length;
  console.log(
    `arx ${version}: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked, ${installed} packages installed; require, import and the command work`,
  );
} finally {
  rmSync(project, { recursive: true, force: true });
}

function expect(actual, wanted) {
  if (actual !== wanted)
    throw new Error(`Expected ${wanted} and got ${actual}`);
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} kB`;
}
