import { isDeepStrictEqual } from "node:util";
import type { Database } from "arx";
import { sourceCities } from "../data/sources";
import { Country } from "../models/country";
import { insertByHand, insertBySeed } from "./insert-cities";
import {
  emptyScratchTable,
  readFingerprint,
  withScratchTable,
} from "./scratch-city";
import { printTable } from "./table";

const rounds = 5;

/** A seed does more than one statement: it may take two and a half times as long. */
const leastRatio = 0.4;

/** What one way did in one round. */
interface Measurement {
  readonly seconds: number;
  readonly fingerprint: unknown;
}

/**
 * Measures how many cities a second a seed inserts, beside a hand-written
 * `insert … select from unnest(…)` of the same rows into the same scratch table.
 * @returns whether arx reached the bar
 */
export async function runBench(db: Database): Promise<boolean> {
  const countries = new Map(
    (await Country.all()).map((country) => [country.code, country]),
  );
  const bySeed: Measurement[] = [];
  const byHand: Measurement[] = [];
  await withScratchTable(db, async () => {
    for (let round = 0; round < rounds; round++) {
      const runs = [
        async () =>
          bySeed.push(await measure(db, () => insertBySeed(db, countries))),
        async () =>
          byHand.push(await measure(db, () => insertByHand(db, countries))),
      ];
      // Each goes first in turn, so that what slows the machine down hits both.
      for (const run of round % 2 === 0 ? runs : runs.reverse()) await run();
    }
  });
  return report(bySeed, byHand);
}

async function measure(
  db: Database,
  insert: () => Promise<void>,
): Promise<Measurement> {
  await emptyScratchTable(db);
  const start = performance.now();
  await insert();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, fingerprint: await readFingerprint(db) };
}

function report(
  bySeed: readonly Measurement[],
  byHand: readonly Measurement[],
): boolean {
  const seed = medianOf(bySeed);
  const hand = medianOf(byHand);
  const ratio = hand / seed;
  const hasSameContent = [...bySeed, ...byHand].every(({ fingerprint }) =>
    isDeepStrictEqual(fingerprint, bySeed[0]?.fingerprint),
  );
  printTable(
    `Inserting ${String(sourceCities.length)} cities, median of ${String(rounds)} rounds`,
    ["way", "seconds", "rows a second"],
    [
      ["seed of arx", seed.toFixed(2), Math.round(sourceCities.length / seed)],
      [
        "unnest by hand",
        hand.toFixed(2),
        Math.round(sourceCities.length / hand),
      ],
    ],
  );
  console.log(`Content: ${hasSameContent ? "the same" : "DIFFERENT"}`);
  console.log(
    `Ratio: ${ratio.toFixed(2)} (bar: at least ${String(leastRatio)})`,
  );
  return hasSameContent && ratio >= leastRatio;
}

function medianOf(measurements: readonly Measurement[]): number {
  const sorted = measurements
    .map(({ seconds }) => seconds)
    .sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
