// One contestant in a process of its own, so that it has its own heap, its own compiled code and its own processor time.
// Does what `contestant.mjs` asks it to: node contestant-process.mjs <name>
import { inspect } from "node:util";
import { loadContestant, loadWorkload } from "./registry.mjs";
import { measure } from "./measure.mjs";
import { recordProfile } from "./profile.mjs";

const name = process.argv[2];
const { open } = await loadContestant(name);
const tools = await open(process.env.ARX_BENCH_DATABASE);
const prepared = new Map();

const actions = {
  /** Whether it takes part in a workload. */
  has: async ({ workload }) => (await prepare(workload)) !== undefined,
  /** What a workload gives, as lines to compare. */
  check: async ({ workload, run }) => {
    const { definition, operation } = await prepare(workload);
    if (definition.check !== undefined)
      return await definition.check(operation);
    return definition.canonical(await operation(definition.argument(run)));
  },
  /** How much of a workload is done in a while; where the time went, when a file is named for its profile. */
  measure: async ({ workload, workers, milliseconds, profileFile }) => {
    const { definition, operation } = await prepare(workload);
    const repeat = (time) =>
      measure(operation, definition.argument, workers, time);
    // Opens connections that were given back, and prepares statements on them.
    if (!definition.isLong) await repeat(50);
    globalThis.gc();
    return profileFile === undefined
      ? await repeat(milliseconds)
      : await recordProfile(profileFile, () => repeat(milliseconds));
  },
  /** Does a workload once. */
  run: async ({ workload }) => {
    const { definition, operation } = await prepare(workload);
    await operation(definition.argument(1));
  },
  /** The most memory that the process has had, in bytes. */
  peakMemory: async () => process.resourceUsage().maxRSS * 1_024,
};

process.on("message", async ({ action, ...request }) => {
  try {
    process.send({ result: await actions[action](request) });
  } catch (error) {
    process.send({ error: `${name}: ${inspect(error)}` });
  }
});
process.send({ result: "ready" });

/** The workload and this contestant's way to do it, or undefined where it has none. */
async function prepare(workload) {
  if (!prepared.has(workload)) {
    const definition = await loadWorkload(workload);
    const operation = definition.contestants[name]?.(tools);
    prepared.set(workload, operation && { definition, operation });
  }
  return prepared.get(workload);
}
