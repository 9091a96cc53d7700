import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MigrationError } from "../errors/migration-error";
import type { ModelDefinition } from "../metadata/definition";
import { defaultRegistry } from "../metadata/registry";
import { selectConnection } from "../metadata/select-connection";
import { schemaOf } from "../schema/from-metadata";
import type { Step } from "../schema/hazard";
import { loadModule } from "../util/load-module";
import { defaultMigrationName, toFileName } from "./default-name";
import { listMigrations, nextMigrationId } from "./directory";
import type { ModuleLoader } from "./load";
import { renderMigration } from "./migration-file";
import { planMigration } from "./planner";
import type { PlannedMigration, PlanSource } from "./planner";
import { prove } from "./prove";
import { findRefusals } from "./refusals";
import { refuse } from "./refuse";
import { applyRenameFlags } from "./rename-flags";
import { toScript } from "./run-changes";
import { checkServerVersion } from "./server-version";
import { withShadow } from "./shadow";

/**
 * What to compare with what.
 *
 * @example
 * ```ts
 * const options: CompareOptions = { models: [City.meta, Country.meta], directory: "migrations" };
 * await findDrift(options);
 * ```
 */
export interface CompareOptions {
  /** Every model registered so far, unless given. */
  readonly models?: readonly ModelDefinition[] | undefined;
  /** Of these, the models bound to this connection; those bound to none unless given. */
  readonly connection?: string | undefined;
  /** `migrations` in the working directory unless said otherwise. */
  readonly directory?: string | undefined;
  /** Gives the exports of a migration file; by default what `require` can load. */
  readonly load?: ModuleLoader | undefined;
}

/**
 * How to generate a migration.
 *
 * @example
 * ```ts
 * const options: GenerateOptions = {
 *   name: "rename area to size",
 *   renames: ["cities.area=size"],
 *   dryRun: true,
 * };
 * await generate(options);
 * ```
 */
export interface GenerateOptions extends CompareOptions {
  /** In a few words; made from the changes unless given. */
  readonly name?: string | undefined;
  /** Losses that are meant: `drop column cities.area`. */
  readonly allow?: readonly string[] | undefined;
  /** Renames: `cities.area=size`, `posts=articles`. */
  readonly renames?: readonly string[] | undefined;
  /** The oldest PostgreSQL that the migrations must run on; 14 unless said otherwise. */
  readonly minServerVersion?: number | undefined;
  /** Plans and proves, but writes no file. */
  readonly dryRun?: boolean | undefined;
}

/**
 * A migration that was planned and proven.
 *
 * @example
 * ```ts
 * const generated: GeneratedMigration | undefined = await generate({ dryRun: true });
 * console.log(generated?.text ?? "Nothing to migrate.");
 * ```
 */
export interface GeneratedMigration {
  /** The digits that begin its file: the time in UTC, to the second. */
  readonly id: string;
  /** What follows them. */
  readonly name: string;
  /** The path of the file. */
  readonly file: string;
  /** The text of the file. */
  readonly text: string;
  /** What it does, in order, with what can go wrong. */
  readonly steps: readonly Step[];
  /** What `up` runs. */
  readonly sql: string;
}

/**
 * Writes the migration that turns what the migration files make into what the
 * models declare, after it was proven on a PostgreSQL inside this process.
 * Undefined when nothing differs.
 *
 * @example
 * ```ts
 * await generate({ models: registry.definitions(), directory: "migrations" });
 * // migrations/20261120093000_create_articles.ts
 * ```
 * @throws DestructiveChangeError, UndecidedChangeError when a step needs a word of the user
 */
export async function generate(
  options: GenerateOptions = {},
): Promise<GeneratedMigration | undefined> {
  const source = await readSource(options);
  return withShadow(async (shadow) => {
    const planned = await planMigration(shadow, source);
    if (planned.plan.steps.length === 0) return undefined;
    refuse(findRefusals(planned.plan.steps, options.allow ?? []));
    checkServerVersion(planned.plan.steps, options.minServerVersion ?? 14);
    const generated = describe(planned, source, options);
    await prove(shadow, generated, generated.text, planned);
    if (options.dryRun !== true) await write(generated);
    return generated;
  });
}

/**
 * The steps that `generate` would write; none when models and migration files agree.
 *
 * @example
 * ```ts
 * const steps = await findDrift({ directory: "migrations" });
 * ```
 */
export async function findDrift(
  options: CompareOptions = {},
): Promise<readonly Step[]> {
  const source = await readSource(options);
  return withShadow(async (shadow) => {
    const { plan } = await planMigration(shadow, source);
    return plan.steps;
  });
}

interface Source extends PlanSource {
  readonly directory: string;
}

/** Finds what is wrong with models, flags and file names before PostgreSQL is started. */
async function readSource(options: GenerateOptions): Promise<Source> {
  const directory = resolve(options.directory ?? "migrations");
  const definitions = selectConnection(
    options.models ?? defaultRegistry().definitions(),
    options.connection,
  );
  return {
    directory,
    wanted: applyRenameFlags(schemaOf(definitions), options.renames ?? []),
    files: await listMigrations(directory),
    load: options.load ?? loadModule,
  };
}

function describe(
  { plan }: PlannedMigration,
  { directory, files }: Source,
  options: GenerateOptions,
): GeneratedMigration {
  const changes = plan.steps.map(({ change }) => change);
  const name =
    options.name === undefined
      ? defaultMigrationName(changes, files.length === 0)
      : toFileName(options.name);
  const id = nextMigrationId(files, new Date());
  return {
    id,
    name,
    file: join(directory, `${id}_${name}.ts`),
    text: renderMigration(plan),
    steps: plan.steps,
    sql: toScript(changes),
  };
}

/** Whoever lists the directory meanwhile sees the whole file or none. */
async function write({ file, text }: GeneratedMigration): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(unfinished, text, { flag: "wx" });
    await rename(unfinished, file);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new MigrationError(
      `${file} cannot be written: ${code === "" ? message : code}.`,
      undefined,
      {
        hint: "Nothing was changed. See that its folder can be made and written to, and that the disk has room.",
        cause: error,
      },
    );
  }
}
