import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { copyProject, expect } from "./javascript-projects.mjs";
import { run, runNode } from "./run.mjs";

const require = createRequire(import.meta.url);

/** The compilers that users may have. */
const compilers = {
  5.9: "typescript-5.9",
  "6.0": "typescript",
  "7.0": "typescript-7",
};

/** How a project may resolve and emit modules. */
const forms = {
  commonjs: { type: "commonjs", module: "nodenext" },
  esm: { type: "module", module: "nodenext" },
  bundler: {
    type: "module",
    module: "preserve",
    moduleResolution: "bundler",
  },
};

/** As the README has it, and as strict as the compiler can be; our declarations are checked with the project. */
const compilerOptions = {
  target: "es2022",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  declaration: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  rootDir: ".",
  outDir: "out",
};

const output =
  "initial; countries; 2 statements; Ulm (de), Danube and Iller; Ulm\n";

/** The steps, by name: the command makes the migration, then every compiler compiles what is there, and it runs. */
export function typescriptSteps(folder) {
  const project = join(folder, "typescript");
  return [
    ["TypeScript project: arx migrate generate", () => prepare(folder)],
    ...Object.entries(compilers).map(([version, compiler]) => [
      `TypeScript ${version} project: ${Object.keys(forms).join(", ")}`,
      () =>
        Promise.all(
          Object.keys(forms).map((form) =>
            compileAndRun(project, compiler, form),
          ),
        ),
    ]),
  ];
}

async function prepare(folder) {
  await run("npx", ["--no-install", "arx", "migrate", "generate"], {
    cwd: copyProject(folder, "typescript"),
  });
}

async function compileAndRun(source, compiler, form) {
  const project = `${source}-${compiler}-${form}`;
  const { type, ...moduleOptions } = forms[form];
  cpSync(source, project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ type }));
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { ...compilerOptions, ...moduleOptions },
    }),
  );
  const manifest = require.resolve(`${compiler}/package.json`);
  await runNode([join(dirname(manifest), "bin/tsc"), "-p", "."], {
    cwd: project,
  });
  const { stdout, stderr } = await runNode(["out/main.js"], { cwd: project });
  expect(stderr + stdout, output);
}
