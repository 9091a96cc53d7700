import { join } from "node:path";
import { Contestant } from "./contestant.mjs";
import { measureColdStarts } from "./cold-start.mjs";
import { sizeOfArx, sizeOfPackages } from "./installed-size.mjs";
import { loadContestant, loadWorkload } from "./registry.mjs";

const here = import.meta.dirname;

/** What using a library costs whatever is done with it. Each gives rows of figures by the contestants' names. */
export const footprints = {
  "cold-start": async ({ contestants: names, rounds }, signal) => {
    const starts = await measureColdStarts(names, 3 * rounds, signal);
    const figures = (figure) =>
      new Map(names.map((name) => [name, starts.get(name)[figure]]));
    return [
      { title: "first row of a process, ms", figures: figures("wall") },
      { title: "its processor time, ms", figures: figures("cpu") },
    ];
  },
  memory: async ({ contestants: names }, signal) => {
    const connected = new Map();
    const scanning = new Map();
    for (const name of names) {
      const { before, after } = await measureMemory(name, signal);
      connected.set(name, before);
      scanning.set(name, after);
    }
    return [
      { title: "memory when connected, MB", figures: connected },
      { title: "at most while scanning, MB", figures: scanning },
    ];
  },
  "installed-size": async ({ contestants: names }) => {
    const sizes = await Promise.all(
      names.map(async (name) => [name, megabytes(await installedSize(name))]),
    );
    return [{ title: "installed, MB", figures: new Map(sizes) }];
  },
};

/** A process of its own, because memory that a process once had stays with it. */
async function measureMemory(name, signal) {
  const { contestants } = await loadWorkload("scan");
  const contestant = await Contestant.start(name, signal);
  try {
    const before = megabytes(await contestant.ask("peakMemory"));
    if (contestants[name] === undefined) return { before };
    await contestant.ask("run", { workload: "scan" });
    return { before, after: megabytes(await contestant.ask("peakMemory")) };
  } finally {
    contestant.kill();
  }
}

async function installedSize(name) {
  const { packages } = await loadContestant(name);
  return packages === undefined
    ? sizeOfArx(join(here, "../.."))
    : sizeOfPackages(here, packages);
}

function megabytes(bytes) {
  return bytes / 1e6;
}
