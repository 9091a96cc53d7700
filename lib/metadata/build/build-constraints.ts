import type { Blueprint } from "../blueprint";
import type { UniqueDefinition } from "../definition";
import { primaryKeyName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { isUniqueAlive } from "./build-alive-indexes";
import { buildChecks } from "./build-checks";
import { buildExclusions } from "./build-exclusions";
import { buildUniques } from "./build-uniques";

/** Builds the primary key's name, unique constraints and checks. */
export function buildConstraints(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  definition.primaryKeyName = primaryKeyName(definition.table);
  const uniques = buildUniques(blueprint, context);
  const isAlive = (unique: UniqueDefinition): boolean =>
    isUniqueAlive(unique, blueprint, context);
  definition.uniques = uniques.filter((unique) => !isAlive(unique));
  blueprint.aliveUniques = uniques.filter(isAlive);
  definition.checks = buildChecks(blueprint, context);
  definition.exclusions = buildExclusions(blueprint, context);
}
