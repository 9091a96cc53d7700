import type { Database } from "../database/database";
import { MigrationError } from "../errors/migration-error";
import { introspect } from "../introspect/introspect";
import { diffSchemas } from "../schema/diff";
import type { Schema } from "../schema/schema";
import { describeChange } from "./describe-change";
import { evaluateMigration } from "./evaluate";
import type { Migration } from "./migration";
import type { PlannedMigration } from "./planner";
import type { MigrationName } from "./run-changes";
import { runMigration } from "./shadow";

/** A migration as it is to be written. */
interface WrittenMigration extends MigrationName {
  readonly text: string;
}

/**
 * Runs the texts of migration files, up, down and up again, in the shadow that
 * stands at the current state: the models must be reached, and left by the way back.
 * @throws MigrationError when they are not; the files must not be written then
 */
export async function prove(
  shadow: Database,
  files: readonly WrittenMigration[],
  { current, desired }: Pick<PlannedMigration, "current" | "desired">,
): Promise<void> {
  const migrations: (readonly [MigrationName, Migration])[] = [];
  for (const file of files)
    migrations.push([file, await evaluateMigration(file.text)]);
  const run = async (direction: "up" | "down", goal: Schema): Promise<void> => {
    const ordered = direction === "up" ? migrations : migrations.toReversed();
    for (const [name, migration] of ordered)
      await runProof(shadow, name, migration, direction);
    await compare(shadow, direction, goal);
  };
  await run("up", desired);
  if (migrations.some(([, { down }]) => down === undefined)) return;
  await run("down", current);
  await run("up", desired);
}

async function compare(
  shadow: Database,
  direction: "up" | "down",
  goal: Schema,
): Promise<void> {
  const left = diffSchemas(await introspect(shadow), goal);
  if (left.length === 0) return;
  const rest = left.map(describeChange).join(", ");
  throw new MigrationError(
    `The migration that was planned does not hold: after its ${direction} there is still to do: ${rest}. Nothing was written.`,
    undefined,
    {
      hint: "This is a mistake in arx. Please report it with the models that lead to it.",
    },
  );
}

/** The migration has a name, but there is no file that one could look for. */
async function runProof(
  ...[shadow, name, migration, direction]: Parameters<typeof runMigration>
): Promise<void> {
  try {
    await runMigration(shadow, name, migration, direction);
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    throw new MigrationError(
      `${error.message}. Nothing was written.`,
      undefined,
      { cause: error, hint: error.hint },
    );
  }
}
