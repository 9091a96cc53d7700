import { findDifference } from "./canonical.mjs";
import { median, rotate } from "./rounds.mjs";

/** Which runs of a workload are compared before it is timed, unless it says so itself. */
const checkedRuns = [1, 2, 3];

/**
 * Measures one workload: each contestant's content is compared with the first one's, then rounds visit each in turn.
 * @returns a row for each number of workers, with a median for each contestant
 */
export async function compareWorkload(name, workload, all, options) {
  const contestants = await filterAsync(all, (contestant) =>
    contestant.ask("has", { workload: name }),
  );
  await checkContent(name, workload.checkedRuns ?? checkedRuns, contestants);
  const rows = [];
  for (const workers of workload.concurrency) {
    const samples = await measureRounds(name, contestants, workers, options);
    rows.push({ title: workload.title, workers, results: summarise(samples) });
  }
  return rows;
}

async function checkContent(workload, runs, [first, ...others]) {
  for (const run of runs) {
    const expected = await first.ask("check", { workload, run });
    for (const contestant of others) {
      const actual = await contestant.ask("check", { workload, run });
      const difference = findDifference(expected, actual);
      if (difference !== undefined)
        throw new Error(
          `${contestant.name} and ${first.name} differ in "${workload}": ${difference}`,
        );
    }
  }
}

/** Another one begins each round: what runs right after the same neighbour every time is not measured fairly. */
async function measureRounds(workload, contestants, workers, options) {
  const request = { workload, workers, milliseconds: options.roundMs };
  const samples = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round <= options.rounds; round++) {
    for (const contestant of rotate(contestants, round)) {
      const sample = await contestant.ask("measure", request);
      // The first round compiles code.
      if (round > 0) samples.get(contestant.name).push(sample);
    }
  }
  if (options.profileFolder !== undefined)
    await profile(contestants, request, options.profileFolder);
  return samples;
}

/** A longer round more, because what is profiled is slower. */
async function profile(contestants, request, folder) {
  const { workload, workers } = request;
  for (const contestant of contestants) {
    const profileFile = `${folder}/${workload}-${workers}-${contestant.name}.cpuprofile`;
    const frames = await contestant.ask("measure", {
      ...request,
      milliseconds: 2_000,
      profileFile,
    });
    printFrames(
      `${contestant.name}, ${workload}, ${workers} at a time`,
      frames,
    );
  }
}

function summarise(samples) {
  return new Map(
    [...samples].map(([name, rounds]) => [
      name,
      {
        perSecond: median(rounds.map(({ perSecond }) => perSecond)),
        cpu: median(rounds.map(({ cpu }) => cpu)),
      },
    ]),
  );
}

function printFrames(heading, frames) {
  console.log(`\n${heading}`);
  for (const { name, share } of frames)
    console.log(`  ${(share * 100).toFixed(1).padStart(5)} % ${name}`);
}

async function filterAsync(items, test) {
  const kept = await Promise.all(items.map(test));
  return items.filter((_item, index) => kept[index]);
}
