// How long a fresh process takes to its first row, and how long the command takes that has nothing to do.
//
//     npm run build && DATABASE_URL=postgres://… node bench/cold-start.mjs [rounds]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const rounds = Number(process.argv[2] ?? 21);
const here = import.meta.dirname;
const command = join(here, "../dist/cli/main.js");
const project = mkdtempSync(join(tmpdir(), "arx-cold-start-"));
process.env.DATABASE_URL ??= "postgres://postgres@127.0.0.1:5432/postgres";
writeFileSync(
  join(project, "arx.config.json"),
  JSON.stringify({ database: process.env.DATABASE_URL, models: [] }),
);

const programs = {
  Node: [join(here, "cold-start/nothing.cjs")],
  "postgres, first row": [join(here, "cold-start/postgres.cjs")],
  "arx, first row": [join(here, "cold-start/arx.cjs")],
  "arx --version": [command, "--version"],
  "arx migrate status": [command, "migrate", "status"],
};

const samples = new Map(Object.keys(programs).map((name) => [name, []]));
try {
  for (let round = 0; round < rounds; round++)
    for (const [name, args] of Object.entries(programs))
      samples.get(name).push(await measure(args));
} finally {
  rmSync(project, { recursive: true });
}
print();

/** Wall clock from start to end, and processor time. */
async function measure(args) {
  const started = performance.now();
  const preload = ["--require", join(here, "cold-start/report.cjs")];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let output = "";
  child.stdio[3].on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  const wall = performance.now() - started;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { wall, cpu: Number(output) };
}

function print() {
  const node = medians("Node");
  const driver = medians("postgres, first row");
  console.log(
    `${rounds} rounds, Node ${process.version} alone ${format(node.wall)} ms, CPU ${format(node.cpu)} ms; medians beyond that:`,
  );
  for (const name of Object.keys(programs).slice(1)) {
    const { wall, cpu } = medians(name);
    const row = [
      name.padEnd(22),
      `${format(wall - node.wall).padStart(5)} ms`,
      ratio(wall - node.wall, driver.wall - node.wall),
      `CPU ${format(cpu - node.cpu).padStart(5)} ms`,
      ratio(cpu - node.cpu, driver.cpu - node.cpu),
    ];
    console.log(row.join("  "));
  }
}

function medians(name) {
  const middle = (values) =>
    values.sort((left, right) => left - right)[Math.floor(rounds / 2)];
  return {
    wall: middle(samples.get(name).map(({ wall }) => wall)),
    cpu: middle(samples.get(name).map(({ cpu }) => cpu)),
  };
}

function format(milliseconds) {
  return milliseconds.toFixed(0);
}

function ratio(part, whole) {
  return `x ${(part / whole).toFixed(2)}`;
}
