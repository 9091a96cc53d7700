import { mkdir, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MigrationError } from "../errors/migration-error";
import type { ModelDefinition } from "../metadata/definition";
import { defaultRegistry } from "../metadata/registry";
import { selectConnection } from "../metadata/select-connection";
import { schemaOf } from "../schema/from-metadata";
import type { Step } from "../schema/hazard";
import { findNotes } from "../schema/notes";
import { loadModule } from "../util/load-module";
import { defaultMigrationName, toFileName } from "./default-name";
import { listMigrations, nextMigrationId } from "./directory";
import type { ModuleLoader } from "./load";
import { renderMigration } from "./migration-file";
import type { Plan } from "./plan";
import { planMigration } from "./planner";
import type { PlannedMigration, PlanSource } from "./planner";
import { prove } from "./prove";
import { findRefusals } from "./refusals";
import { refuse } from "./refuse";
import { applyRenameFlags } from "./rename-flags";
import { toScript } from "./run-changes";
import { checkServerVersion } from "./server-version";
import { withShadow } from "./shadow";
import { splitPlan } from "./split-plan";

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
  /** The oldest PostgreSQL that the migrations must run on; 14 unless said otherwise. */
  readonly minServerVersion?: number | undefined;
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
  /** What is worth knowing of it although nothing is wrong: an index beside a wider one, for instance. */
  readonly notes: readonly string[];
  /** The migration that comes right after it, in a file of its own: indexes that are built `concurrently`. */
  readonly followUp: GeneratedMigration | undefined;
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
    await prove(shadow, filesOf(generated), planned);
    if (options.dryRun !== true)
      for (const file of filesOf(generated)) await write(file);
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
    wanted: applyRenameFlags(
      schemaOf(definitions, { minServerVersion: options.minServerVersion }),
      options.renames ?? [],
    ),
    files: await listMigrations(directory),
    load: options.load ?? loadModule,
  };
}

function describe(
  { plan, desired }: PlannedMigration,
  { directory, files }: Source,
  options: GenerateOptions,
): GeneratedMigration {
  const [first = plan, second] = splitPlan(plan);
  const describePlan = (
    part: Plan,
    id: string,
    title: string | undefined,
  ): GeneratedMigration => {
    const changes = part.steps.map(({ change }) => change);
    const name =
      title === undefined
        ? defaultMigrationName(changes, files.length === 0)
        : toFileName(title);
    return {
      id,
      name,
      file: join(directory, `${id}_${name}.ts`),
      text: renderMigration(part),
      steps: part.steps,
      sql: toScript(changes),
      notes: findNotes(part.steps, desired),
      followUp: undefined,
    };
  };
  const id = nextMigrationId(files, new Date());
  const generated = describePlan(first, id, options.name);
  if (second === undefined) return generated;
  const title = options.name && `${options.name} concurrently`;
  const followUp = describePlan(
    second,
    nextMigrationId([{ id }], new Date()),
    title,
  );
  return { ...generated, followUp };
}

function filesOf(generated: GeneratedMigration): readonly GeneratedMigration[] {
  const { followUp } = generated;
  return followUp === undefined ? [generated] : [generated, followUp];
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
