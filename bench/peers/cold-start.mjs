import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { median, rotate } from "./rounds.mjs";

const here = import.meta.dirname;
const report = join(here, "../cold-start/report.cjs");
const program = join(here, "first-row.mjs");

/**
 * Milliseconds from the start of a process to its first row, without those that Node and the program itself take: the
 * time that passes and its processor time. A process each time, interleaved.
 */
export async function measureColdStarts(names, rounds, signal) {
  const starts = [undefined, ...names];
  const samples = new Map(starts.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of rotate(starts, round))
      samples.get(name).push(await startProgram(name, signal));
  const medianOf = (name, figure) =>
    median(samples.get(name).map((sample) => sample[figure]));
  const beyondNothing = (name, figure) =>
    medianOf(name, figure) - medianOf(undefined, figure);
  return new Map(
    names.map((name) => [
      name,
      { wall: beyondNothing(name, "wall"), cpu: beyondNothing(name, "cpu") },
    ]),
  );
}

async function startProgram(name, signal) {
  const contestant = name === undefined ? [] : [name];
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ["--require", report, program, ...contestant],
    { stdio: ["ignore", "ignore", "inherit", "pipe"], signal },
  );
  let cpu = "";
  child.stdio[3].on("data", (chunk) => (cpu += chunk));
  const [code] = await once(child, "close");
  const wall = performance.now() - started;
  if (code !== 0) throw new Error(`${name} gave no first row.`);
  return { wall, cpu: Number(cpu) };
}
