import { mkdirSync, writeFileSync } from "node:fs";
import { compareWorkload } from "./compare.mjs";
import { Contestant } from "./contestant.mjs";
import { footprints } from "./footprint.mjs";
import { loadContestant, loadWorkload } from "./registry.mjs";
import { createDatabase } from "./server.mjs";
import { cpuTable, footprintTable, throughputTable } from "./tables.mjs";

/** Makes the dataset, compares, and prints the tables. The signal ends it before. */
export async function main(options, signal) {
  if (options.profileFolder !== undefined)
    mkdirSync(options.profileFolder, { recursive: true });
  const database = await createDatabase();
  try {
    process.env.ARX_BENCH_DATABASE = database.url;
    const tables = [
      `Node ${process.version}, PostgreSQL ${database.version}, medians of ${options.rounds} rounds of ${options.roundMs} ms.`,
      ...(await compareAll(options, signal)),
    ];
    const text = `${tables.join("\n\n")}\n`;
    console.log(`\n${text}`);
    if (options.markdownFile !== undefined)
      writeFileSync(options.markdownFile, text);
  } finally {
    await database.remove();
  }
}

async function compareAll(options, signal) {
  const columns = await Promise.all(
    options.contestants.map(async (name) => ({
      name,
      title: (await loadContestant(name)).title,
    })),
  );
  const throughput = await measureWorkloads(options, signal);
  const costs = await measureFootprints(options, signal);
  return [
    ...(throughput.length > 0 ? [throughputTable(throughput, columns)] : []),
    ...(throughput.length > 0 && options.cpu
      ? [cpuTable(throughput, columns)]
      : []),
    ...(costs.length > 0 ? [footprintTable(costs, columns)] : []),
  ];
}

async function measureWorkloads(options, signal) {
  if (options.workloads.length === 0) return [];
  const contestants = [];
  try {
    for (const name of options.contestants)
      contestants.push(await Contestant.start(name, signal));
    const rows = [];
    for (const name of options.workloads) {
      process.stderr.write(`${name} …\n`);
      const workload = await loadWorkload(name);
      rows.push(
        ...(await compareWorkload(name, workload, contestants, options)),
      );
    }
    return rows;
  } finally {
    for (const contestant of contestants) contestant.kill();
  }
}

async function measureFootprints(options, signal) {
  const rows = [];
  for (const name of options.footprints) {
    process.stderr.write(`${name} …\n`);
    rows.push(...(await footprints[name](options, signal)));
  }
  return rows;
}
