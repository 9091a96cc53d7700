// Compiles the type tests with three versions of TypeScript: once as they are, and once without their
// `@ts-expect-error` comments, to see that each error says what the comment above it expects.
//
//     npm run test:types
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../..");
const compilers = {
  5.9: "typescript-5.9",
  "6.0": "typescript",
  "7.0": "typescript-7",
};

const failures = Object.entries(compilers).flatMap(([version, folder]) => {
  const compiler = join(root, "node_modules", folder, "bin/tsc");
  return [...compileAsWritten(compiler), ...compareMessages(compiler)].map(
    (failure) => `TypeScript ${version}: ${failure}`,
  );
});
for (const failure of failures) console.error(failure);
if (failures.length === 0)
  console.log(
    `Type tests pass on TypeScript ${Object.keys(compilers).join(", ")}.`,
  );
process.exitCode = failures.length === 0 ? 0 : 1;

function compileAsWritten(compiler) {
  return [...compile(compiler, here).values()].map(
    ({ place, text }) => `${place}: ${text}`,
  );
}

/** Every expected message appears in the error of its line, and no line has an error that is not expected. */
function compareMessages(compiler) {
  const copy = mkdtempSync(join(tmpdir(), "arx-types-"));
  try {
    const expected = copyStripped(copy);
    const errors = compile(compiler, copy);
    const missing = [...expected].flatMap(([place, fragment]) => {
      const text = errors.get(place)?.text;
      if (text === undefined)
        return [`${place}: expected an error: ${fragment}`];
      return normalize(text).includes(normalize(fragment))
        ? []
        : [`${place}: expected: ${fragment}\n  found: ${text}`];
    });
    const surplus = [...errors].filter(([place]) => !expected.has(place));
    return [
      ...missing,
      ...surplus.map(([place, { text }]) => `${place}: ${text}`),
    ];
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Copies the tests with their comments taken away, and returns what is expected of which line. */
function copyStripped(copy) {
  const expected = new Map();
  for (const file of readdirSync(here).filter((name) => name.endsWith(".ts"))) {
    const lines = readFileSync(join(here, file), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (line.trim() !== "// @ts-expect-error") continue;
      lines[index] = "";
      const fragment = /^\s*\/\/ expected: (.*)$/.exec(
        lines[index - 1] ?? "",
      )?.[1];
      if (fragment === undefined)
        throw new Error(
          `${file}(${index + 1}): "// expected: …" is missing above.`,
        );
      expected.set(`${file}(${index + 2})`, fragment);
    }
    writeFileSync(join(copy, file), lines.join("\n"));
  }
  const config = JSON.parse(readFileSync(join(here, "tsconfig.json"), "utf8"));
  config.compilerOptions.paths = {
    arx: [join(root, "lib/index.ts")],
    "#lib/*": [join(root, "lib/*.ts")],
  };
  config.compilerOptions.typeRoots = [join(root, "node_modules/@types")];
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify(config));
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  return expected;
}

/** The errors of one project by place, `file(line)`, the lines of each joined. */
function compile(compiler, project) {
  const { stdout } = spawnSync(
    process.execPath,
    [compiler, "-p", project, "--pretty", "false"],
    {
      cwd: project,
      encoding: "utf8",
    },
  );
  const errors = new Map();
  let current;
  for (const line of stdout.split("\n")) {
    const [, path, row, text] =
      /^(.+?)\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
    if (path === undefined) {
      if (current !== undefined) current.text += `\n${line}`;
      continue;
    }
    const place = `${relative(project, join(project, path))}(${row})`;
    current = errors.get(place) ?? { place, text: "" };
    current.text += `\n${text}`;
    errors.set(place, current);
  }
  return errors;
}

/** Compilers differ in whether they escape quotes in a name. */
function normalize(text) {
  return text.replaceAll('\\"', '"').replace(/\s+/g, " ");
}
