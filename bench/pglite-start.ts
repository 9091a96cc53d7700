/**
 * How long PGlite takes until it answers its first statement: by itself, and
 * through `connect` with what arx keeps to begin with. Every start is a process
 * of its own; rounds are interleaved, so that a machine that is busy for a
 * while is busy for all.
 *
 *   node bench/run.cjs pglite-start
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../lib/database/current";
import { findDrift } from "../lib/migration/generate";
import { sandbox } from "../lib/testing/sandbox";

const rounds = Number(process.env["ROUNDS"] ?? 5);
const migrations = join(__dirname, "../migrations");

async function answer(database: string, snapshot?: Uint8Array): Promise<void> {
  const db = await connect({ database, snapshot });
  await db.query("select 1");
}

async function startAlone(): Promise<void> {
  const { PGlite } = await import("@electric-sql/pglite");
  await new PGlite("memory://").query("select 1");
}

/** What is measured, by name; `cold` keeps nothing. */
const starts: Readonly<
  Record<
    string,
    { readonly cold?: true; readonly run: (root: string) => Promise<unknown> }
  >
> = {
  "PGlite by itself, in memory": { run: startAlone },
  "connect, in memory, nothing kept": {
    cold: true,
    run: () => answer("pglite:memory"),
  },
  "connect, in memory": { run: () => answer("pglite:memory") },
  "connect, in memory, from db.snapshot()": {
    run: (root) =>
      answer("pglite:memory", readFileSync(join(root, "snapshot"))),
  },
  "connect, a new directory, nothing kept": {
    cold: true,
    run: (root) => answer(`pglite:${mkdtempSync(join(root, "new-"))}`),
  },
  "connect, a new directory": {
    run: (root) => answer(`pglite:${mkdtempSync(join(root, "new-"))}`),
  },
  "connect, a directory opened again": {
    run: (root) => answer(`pglite:${join(root, "data")}`),
  },
  "sandbox, migrations of the example, nothing kept": {
    cold: true,
    run: () => sandbox((db) => db.query("select 1"), { migrations }),
  },
  "sandbox, migrations of the example": {
    run: () => sandbox((db) => db.query("select 1"), { migrations }),
  },
  "migrate check of the example, nothing kept": {
    cold: true,
    run: () => findDrift({ models: [], directory: migrations }),
  },
  "migrate check of the example": {
    run: () => findDrift({ models: [], directory: migrations }),
  },
};

async function measureHere(name: string, root: string): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await starts[name]?.run(root);
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(JSON.stringify([elapsed, (user + system) / 1000]));
  process.exit();
}

async function prepare(root: string): Promise<void> {
  const db = await connect({ database: `pglite:${join(root, "data")}` });
  await db.script("create table notes (body text)");
  writeFileSync(join(root, "snapshot"), await db.snapshot());
  await db.close();
  // What later starts begin with is kept by the first one.
  await sandbox((sandboxed) => sandboxed.query("select 1"), { migrations });
}

function measure(name: string, root: string): readonly [number, number] {
  const nowhere = join(root, "snapshot", "below a file");
  const cache = starts[name]?.cold === true ? nowhere : "";
  const words = [join(__dirname, "run.cjs"), "pglite-start", name, root];
  const env = { ...process.env, ARX_CACHE_DIR: cache };
  const output = execFileSync(process.execPath, words, { env });
  return JSON.parse(output.toString()) as [number, number];
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((left, right) => left - right);
  return String(Math.round(sorted[Math.floor(sorted.length / 2)] ?? NaN));
}

async function main(): Promise<void> {
  const [name, given] = process.argv.slice(3);
  if (name !== undefined && given !== undefined)
    return measureHere(name, given);
  const root = mkdtempSync(join(tmpdir(), "arx-bench-"));
  await prepare(root);
  const results = Object.keys(starts).map((kind) => ({
    kind,
    taken: [] as (readonly [number, number])[],
  }));
  for (let round = 0; round < rounds; round++)
    for (const { kind, taken } of results) taken.push(measure(kind, root));
  rmSync(root, { recursive: true });
  for (const { kind, taken } of results) {
    const elapsed = median(taken.map(([ms]) => ms));
    const cpu = median(taken.map(([, ms]) => ms));
    console.log(`${kind}: ${elapsed} ms, CPU ${cpu} ms`);
  }
  process.exit();
}

void main();
