import type { Blueprint } from "./blueprint";
import { buildBelongsTo } from "./build/build-belongs-to";
import { buildColumns } from "./build/build-columns";
import { buildConstraints } from "./build/build-constraints";
import { buildHas } from "./build/build-has";
import { buildIndexes } from "./build/build-indexes";
import {
  buildInheritance,
  inheritConstraints,
  inheritRelations,
} from "./build/build-inheritance";
import { buildManyToMany } from "./build/build-many-to-many";
import { buildMembers } from "./build/build-members";
import { buildPolymorphic } from "./build/build-polymorphic";
import { buildSeeds } from "./build/build-seeds";
import { buildTrees } from "./build/build-trees";
import { buildThrough } from "./build/build-through";
import { pairKeys } from "./build/pair-keys";
import { selectColumns } from "./build/select-columns";
import { checkConnections } from "./check/check-connections";
import { checkDraft } from "./check/check-draft";
import { checkEncryption } from "./check/check-encryption";
import { checkEnumTypes } from "./check/check-enum-types";
import { checkShared } from "./check/check-inheritance";
import { checkNames } from "./check/check-names";
import { checkTelling } from "./check/check-telling";
import type { ModelClass, ModelDefinition } from "./definition";
import { finish } from "./finish";
import { ResolveContext } from "./resolve-context";

type Step = (blueprint: Blueprint, context: ResolveContext) => void;

/** Each step runs for every model before the next one begins, because it reads what the last one left in other models. */
const steps: readonly Step[] = [
  checkDraft,
  pairKeys,
  buildColumns,
  buildInheritance,
  buildBelongsTo,
  buildPolymorphic,
  inheritRelations,
  buildHas,
  buildManyToMany,
  buildTrees,
  inheritRelations,
  buildThrough,
  inheritRelations,
  checkConnections,
  buildConstraints,
  buildIndexes,
  inheritConstraints,
  checkShared,
  checkEncryption,
  selectColumns,
  buildMembers,
  checkTelling,
  checkSeeds,
];

/**
 * Turns the drafts of these models, and of those they refer to, into frozen
 * definitions that are linked with each other. Nothing is kept when anything is wrong.
 * @param others definitions that are there already and whose names are taken
 * @throws DefinitionError with every mistake of every model
 */
export function resolveModels(
  models: Iterable<ModelClass>,
  others: readonly ModelDefinition[],
): readonly ModelDefinition[] {
  const context = new ResolveContext(models);
  const blueprints = context.open;
  for (const step of steps) {
    for (const blueprint of blueprints) step(blueprint, context);
  }
  const definitions = blueprints
    .filter(({ parent }) => parent === undefined)
    .map(({ definition }) => definition);
  checkNames(
    [...others, ...definitions],
    context.problems,
    new Set(definitions),
  );
  checkEnumTypes(
    [...others, ...definitions],
    context.problems,
    new Set(definitions),
  );
  context.problems.throwAny(blueprints.map(({ name }) => name));
  return blueprints.map(finish);
}

function checkSeeds(blueprint: Blueprint, context: ResolveContext): void {
  buildSeeds(
    blueprint.definition,
    blueprint.chain.at(-1)?.seeds ?? [],
    context.problems,
  );
}
