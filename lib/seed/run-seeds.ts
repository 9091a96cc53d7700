import type { Database } from "../database/database";
import { withExclusiveLock } from "../database/exclusive-lock";
import type { ModelClass } from "../metadata/definition";
import { collectUnits } from "./collect-units";
import { currentEnvironment } from "./environment";
import { findModels } from "./find-models";
import { createLedger, readLedger } from "./ledger";
import { planUnits } from "./plan";
import type { PlanOptions } from "./plan";
import { runUnits } from "./run-units";
import type { Seed } from "./seed";
import type { SeedUnit } from "./seed-entry";
import type { SeedListener, SeedOutcome } from "./seed-event";
import { readFileSeeds } from "./seed-files";
import type { LoadModule } from "./seed-files";
import { foretell } from "./seed-outcome";

/**
 * Which seeds run, and how.
 *
 * @example
 * ```ts
 * const options: RunSeedsOptions = { seeds: ["seeds/*.js"], env: "test", dryRun: true };
 * await runSeeds(db, options);
 * ```
 */
export interface RunSeedsOptions {
  /** Seeds, and patterns of files that export one: `["seeds/**\/*.ts"]`. */
  readonly seeds?: readonly (Seed | string)[] | undefined;
  /** The models whose declared rows run too; when left out, every loaded model that is bound to this connection, or to none when none is bound to it. */
  readonly models?: readonly ModelClass[] | undefined;
  /** `ARX_ENV`, then `NODE_ENV`, then `development` when left out. */
  readonly env?: string | undefined;
  /** Run these alone, by name. */
  readonly only?: readonly string[] | undefined;
  /** Say what would run, and change nothing. */
  readonly dryRun?: boolean | undefined;
  /** Run what is recorded as well. */
  readonly force?: boolean | undefined;
  /** Gives the exports of a file; by default what `require` can load. */
  readonly load?: LoadModule | undefined;
  /** How long to wait for another process that migrates or seeds; 60000 when left out. */
  readonly lockWaitMs?: number | undefined;
  /** Told of each step, for a progress bar. */
  readonly onEvent?: SeedListener | undefined;
  /** Ends the run when it is aborted; the seed that runs leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What became of every seed, in the order in which they run.
 *
 * @example
 * ```ts
 * const report: SeedReport = await runSeeds(db, { seeds: ["seeds/*.js"] });
 * report.seeds.map(({ name, action }) => `${name} ${action}`);   // ["languages ran"]
 * ```
 */
export interface SeedReport {
  /** The environment that they ran for. */
  readonly environment: string;
  /** One outcome a seed. */
  readonly seeds: readonly SeedOutcome[];
}

/**
 * Runs the seeds that have not run yet, each in a transaction with the note in
 * the ledger `arx_seeds` that keeps it from running again.
 *
 * @example
 * ```ts
 * await runSeeds(db, { seeds: ["seeds/*.js"], models: [Country, City] });
 * // …; begin; insert into "languages" …; …; insert into "public"."arx_seeds" …; commit; …
 * ```
 *
 * @throws ConfigError when a given model is bound to another connection
 * @throws SeedError when a seed fails; what ran before it is kept, of itself nothing
 * @throws CircularSeedError before any SQL when seeds wait for each other
 */
export async function runSeeds(
  database: Database,
  options: RunSeedsOptions = {},
): Promise<SeedReport> {
  const environment = options.env ?? currentEnvironment();
  const definitions = findModels(database, options.models);
  const files = await readFileSeeds(options.seeds ?? [], options.load);
  const units = collectUnits(definitions, files, options.only);
  const plan = { environment, isForced: options.force ?? false };
  const seeds = await database.run(() =>
    options.dryRun === true
      ? foresee(database, units, plan)
      : seedUnderLock(database, units, plan, options),
  );
  return { environment, seeds };
}

async function foresee(
  database: Database,
  units: readonly SeedUnit[],
  plan: PlanOptions,
): Promise<readonly SeedOutcome[]> {
  return foretell(planUnits(units, await readLedger(database), plan));
}

function seedUnderLock(
  database: Database,
  units: readonly SeedUnit[],
  plan: PlanOptions,
  { lockWaitMs = 60_000, onEvent = ignore, signal }: RunSeedsOptions,
): Promise<readonly SeedOutcome[]> {
  const onWait = (holder: string): void => {
    onEvent({ kind: "waiting", holder });
  };
  return withExclusiveLock(
    database,
    { waitMs: lockWaitMs, onWait, signal },
    async () => {
      await createLedger(database);
      const planned = planUnits(units, await readLedger(database), plan);
      return runUnits(database, planned, plan.environment, onEvent);
    },
  );
}

function ignore(): void {
  // Nobody listens.
}
