// What models and queries cost the compiler: programs of 20, 100 and 300 models, measured by tsc --extendedDiagnostics.
// Ends with 1 where TypeScript 6.0 needs more instantiations for a model than allowed, or more the more models there are.
//
//     npm run build && npm run bench:types
//     node bench/types.mjs --all        with TypeScript 5.9 and 7.0 as well
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeProject } from "./types/project.mjs";

/** Instantiations for one model and its three queries. */
const limit = 5_000;
/** From so many models on a program keeps the limit with what it pays once included. */
const manyModels = 100;
/** How much more a model may cost in a large program than in a small one. */
const tolerance = 1.1;

const root = join(import.meta.dirname, "..");
/** The first is what a program pays once, whatever the number of its models. */
const sizes = [1, 20, 100, 300];
const compilers = { "6.0": "typescript" };
if (process.argv.includes("--all"))
  Object.assign(compilers, { 5.9: "typescript-5.9", "7.0": "typescript-7" });

const rows = Object.entries(compilers).flatMap(([version, folder]) =>
  sizes.map((count) => ({ version, count, ...measure(folder, count) })),
);
print();
const failures = findFailures(rows.filter(({ version }) => version === "6.0"));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

function measure(compilerFolder, count) {
  const folder = mkdtempSync(join(tmpdir(), "arx-type-cost-"));
  try {
    const types = join(root, "node_modules/@types");
    writeProject(folder, count, packageFolder(), types);
    return compile(compilerFolder, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The package to measure: this one, or another build of it. */
function packageFolder() {
  return resolve(
    process.argv.slice(2).find((word) => !word.startsWith("--")) ?? root,
  );
}

function compile(compilerFolder, folder) {
  const compiler = join(root, "node_modules", compilerFolder, "bin/tsc");
  const { stdout, status } = spawnSync(
    process.execPath,
    [compiler, "-p", folder, "--extendedDiagnostics", "--pretty", "false"],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (status !== 0)
    throw new Error(
      `The program of models does not compile:\n${stdout.slice(0, 5_000)}`,
    );
  return {
    instantiations: figure(stdout, "Instantiations"),
    types: figure(stdout, "Types"),
    seconds: figure(stdout, "Total time"),
    megabytes: figure(stdout, "Memory used") / 1024,
  };
}

function figure(output, name) {
  const [, text] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output) ?? [];
  return Number(text);
}

function findFailures(measured) {
  const costs = measured
    .slice(1)
    .map(({ count }, place) => [count, costOfOne(measured, place + 1)]);
  const dear = costs
    .filter(([, cost]) => cost > limit)
    .map(
      ([count, cost]) =>
        `With ${count} models one costs ${format(cost)} instantiations; the limit is ${format(limit)}.`,
    );
  const shares = measured
    .filter(({ count }) => count >= manyModels)
    .map(({ count, instantiations }) => [count, instantiations / count])
    .filter(([, share]) => share > limit)
    .map(
      ([count, share]) =>
        `A program of ${count} models needs ${format(share)} instantiations for each, with what it pays once; the limit is ${format(limit)}.`,
    );
  const [first] = costs[0].slice(1);
  const steep = costs
    .filter(([, cost]) => cost > first * tolerance)
    .map(
      ([count, cost]) =>
        `One of ${count} models costs ${format(cost)} instantiations, one of ${costs[0][0]} only ${format(first)}: the cost must grow with the models and no faster.`,
    );
  return [...dear, ...shares, ...steep];
}

/** What each model after the first adds. */
function costOfOne(measured, place) {
  const [first] = measured;
  const { count, instantiations } = measured[place];
  return (instantiations - first.instantiations) / (count - first.count);
}

function print() {
  console.log(
    "| TypeScript | models | instantiations | for each | each further | types | time | memory |",
  );
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const { version, count, ...measured } of rows) {
    const same = rows.filter((row) => row.version === version);
    const place = same.findIndex((row) => row.count === count);
    const cells = [
      version,
      count,
      format(measured.instantiations),
      format(measured.instantiations / count),
      place === 0 ? "" : format(costOfOne(same, place)),
      format(measured.types),
      `${measured.seconds.toFixed(1)} s`,
      `${format(measured.megabytes)} MB`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

function format(number) {
  return Math.round(number).toLocaleString("en-US");
}
