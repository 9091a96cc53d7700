import type { Database } from "../database/database";
import { diffSchemas } from "../schema/diff";
import { stepsOf } from "../schema/hazard-rules";
import { reverseChanges } from "../schema/reverse";
import type { Change } from "../schema/change";
import type { Schema } from "../schema/schema";
import { tableKey } from "../schema/table";
import { useDeclaredExpressions } from "./declared-expressions";
import type { MigrationFile } from "./directory";
import type { ModuleLoader } from "./load";
import { guardPartsMadeBySql } from "./made-by-sql";
import { keepForeignEnums } from "./own-enums";
import type { Plan } from "./plan";
import { canonicalizeIn, replay } from "./shadow";

/** What a plan is made from. */
export interface PlanSource {
  /** What the models declare, not canonical yet. */
  readonly wanted: Schema;
  readonly files: readonly MigrationFile[];
  readonly load: ModuleLoader;
}

/** A plan between two states that the shadow has seen. */
export interface PlannedMigration {
  /** What the migration files make; the shadow is left in this state. */
  readonly current: Schema;
  /** What the models declare. */
  readonly desired: Schema;
  readonly plan: Plan;
}

/** Compares the models with what the migration files make; both sides are read back from the shadow. */
export async function planMigration(
  shadow: Database,
  { wanted, files, load }: PlanSource,
): Promise<PlannedMigration> {
  const { schema: current, changes: past } = await replay(shadow, files, load);
  const desired = await canonicalizeIn(shadow, current, wanted);
  const changes = keepForeignEnums(diffSchemas(current, desired), past);
  const steps = stepsOf(useDeclaredExpressions(changes, wanted));
  const plan = {
    steps: guardPartsMadeBySql(steps, past),
    down: findWayBack(changes),
  };
  return { current, desired, plan };
}

function findWayBack(
  changes: readonly Change[],
): readonly Change[] | undefined {
  const back = reverseChanges(changes);
  return "irreversible" in back ? undefined : withoutNeedless(back);
}

/**
 * An index and a trigger go with their table, so that nobody needs to read of
 * it. An extension stays: it may have been there before, others may use it by
 * now, and often only a superuser may drop it.
 */
function withoutNeedless(changes: readonly Change[]): readonly Change[] {
  const dropped = new Set(
    changes.flatMap((change) =>
      change.kind === "drop table" ? [tableKey(change.table)] : [],
    ),
  );
  return changes.filter((change) => {
    if (change.kind === "drop extension") return false;
    return (
      (change.kind !== "drop index" && change.kind !== "drop trigger") ||
      !dropped.has(tableKey(change.table))
    );
  });
}
