import { suggest } from "../../util/suggest";
import type { Blueprint } from "../blueprint";
import type {
  ModelDefinition,
  NarrowingDefinition,
  RelationDefinition,
  StepDefinition,
  ThroughDefinition,
} from "../definition";
import type { ThroughDraft } from "../draft";
import { isToMany } from "../is-to-many";
import type { ResolveContext } from "../resolve-context";
import { stepsOf } from "../steps-of";
import { buildNarrowing } from "./build-narrowing";
import { buildOfMany, firstByKey } from "./build-of-many";

/** Builds the relations that go through others, each after those that it goes through. */
export function buildThrough(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  for (const draft of blueprint.ownProperties) {
    if (draft.kind === "through") findOrBuild(draft, blueprint, context);
  }
}

/** Undefined for a mistake, which has been reported; null for a relation that leads back to itself. */
function findOrBuild(
  draft: ThroughDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ThroughDefinition | undefined | null {
  const { property } = draft;
  const { throughs, definition } = blueprint;
  if (throughs.has(property)) return throughs.get(property);
  // Met again while its own steps are looked for, it goes through itself.
  throughs.set(property, null);
  const relation = build(draft, blueprint, context);
  throughs.set(property, relation);
  if (relation !== undefined)
    definition.relations[property] = Object.freeze(relation);
  return relation;
}

function build(
  draft: ThroughDraft,
  owner: Blueprint,
  context: ResolveContext,
): ThroughDefinition | undefined {
  const { property, isMany, strictLoading } = draft;
  const followed = context.follow(owner, property, draft.target);
  const path = followed && findPath(draft, followed, owner, context);
  if (followed === undefined || path === undefined) return undefined;
  const { definition: target } = followed;
  const steps = path.flatMap(stepsOf);
  const isFirst = !isMany && steps.some(({ relation }) => isToMany(relation));
  return {
    kind: "through",
    property,
    at: owner.at(property),
    target,
    strictLoading,
    isMany,
    steps: Object.freeze(steps),
    narrowing: narrowingOf(draft, target, path[1], owner, context),
    ofMany: ofManyOf(draft, target, isFirst, owner, context),
  };
}

/** Where it declares no order, its records come in that of the last relation on the way. */
function narrowingOf(
  { narrowing, property }: ThroughDraft,
  target: ModelDefinition,
  last: Passable,
  owner: Blueprint,
  context: ResolveContext,
): NarrowingDefinition {
  const built = buildNarrowing(narrowing, property, target, owner, context);
  return built.orderBy.length > 0
    ? built
    : Object.freeze({ ...built, orderBy: orderOf(last) });
}

/** @param isFirst whether its way leads to several records, of which it is one */
function ofManyOf(
  { ofMany, property }: ThroughDraft,
  target: ModelDefinition,
  isFirst: boolean,
  owner: Blueprint,
  context: ResolveContext,
): readonly unknown[] | undefined {
  const first = buildOfMany(ofMany, property, target, owner, context);
  if (isFirst) return first ?? firstByKey(target);
  const [needless] = ofMany;
  if (needless !== undefined)
    context.report(
      owner,
      property,
      `has ${needless.option}, while its way leads to one record at most.`,
      "Leave it out.",
    );
  return undefined;
}

function findPath(
  draft: ThroughDraft,
  target: Blueprint,
  owner: Blueprint,
  context: ResolveContext,
): readonly [Passable, Passable] | undefined {
  const near = findStep(draft, "through", owner, owner, context);
  const middle = near && context.find(near.target.model);
  const far = middle && findStep(draft, "source", middle, owner, context);
  if (near === undefined || far === undefined) return undefined;
  if (far.target === target.definition) return [near, far];
  const message = `has the source ${far.at}, which leads to ${far.target.name}, not to ${target.name}.`;
  const fix = `Name a relation to ${target.name}, or write () => ${far.target.name} and the type with it.`;
  context.report(owner, draft.property, message, fix);
  return undefined;
}

/** One of the two relations; undefined for a mistake, which is reported unless it was already. */
function findStep(
  draft: ThroughDraft,
  option: "through" | "source",
  holder: Blueprint,
  owner: Blueprint,
  context: ResolveContext,
): Passable | undefined {
  const name: unknown = draft[option];
  const found =
    typeof name === "string" && name !== ""
      ? lookUp(name, option, holder, context)
      : unsaid(option);
  if (found === undefined || "kind" in found) return found;
  const isItself = found.at === owner.at(draft.property);
  const message = isItself ? "goes through itself." : found.message;
  context.report(owner, draft.property, message, found.fix);
  return undefined;
}

/** Why a relation cannot be gone through, and what to write. */
interface Mistake {
  readonly message: string;
  readonly fix: string;
  /** The relation that is still being looked at; undefined for any other mistake. */
  readonly at?: string;
}

function unsaid(option: string): Mistake {
  return {
    message: `has no ${option}.`,
    fix: "Write { through: '…', source: '…' } with a relation of this class and one of the class that it leads to.",
  };
}

/** Undefined for what could not be built, which has been reported by its own class. */
function lookUp(
  name: string,
  option: string,
  holder: Blueprint,
  context: ResolveContext,
): Passable | Mistake | undefined {
  const found = findRelation(name, holder, context);
  if (found === undefined)
    return isRelation(name, holder)
      ? undefined
      : describeMissing(name, option, holder);
  if (found === null)
    return {
      message: `goes through ${holder.at(name)}, which goes through it in turn.`,
      fix: "Name relations that lead to other records by a key or a join model.",
      at: holder.at(name),
    };
  return findHindrance(found) ?? (found as Passable);
}

/** A relation that others can go through. */
type Passable = StepDefinition | ThroughDefinition;

function findRelation(
  name: string,
  holder: Blueprint,
  context: ResolveContext,
): RelationDefinition | undefined | null {
  const draft = holder.properties.get(name);
  if (draft?.kind === "through" && !holder.isDone)
    return findOrBuild(draft, declarerOf(holder, name), context);
  return Object.hasOwn(holder.definition.relations, name)
    ? holder.definition.relations[name]
    : undefined;
}

/** The class of those that share a table in which a property is declared. */
function declarerOf(holder: Blueprint, name: string): Blueprint {
  const { parent } = holder;
  return parent?.properties.get(name) === holder.properties.get(name) &&
    parent !== undefined
    ? declarerOf(parent, name)
    : holder;
}

function isRelation(name: string, { properties }: Blueprint): boolean {
  const draft = properties.get(name);
  return draft !== undefined && draft.kind !== "column";
}

function describeMissing(
  name: string,
  option: string,
  holder: Blueprint,
): Mistake {
  const what = holder.properties.has(name) ? "is a column" : "does not exist";
  return {
    message: `has the ${option} ${holder.at(name)}, which ${what}.`,
    fix: fixMissing(name, option, holder),
  };
}

function fixMissing(name: string, option: string, holder: Blueprint): string {
  const known = [...holder.properties.values()]
    .filter(({ kind }) => kind !== "column")
    .map(({ property }) => property);
  const near = suggest(name, known);
  if (near !== undefined) return `Write ${option}: '${near}'.`;
  return known.length === 0
    ? `Declare a relation in class ${holder.name}; it has none.`
    : `The relations of ${holder.name} are ${known.join(", ")}.`;
}

/** Why no relation can go through this one, and what to do about it. */
function findHindrance(relation: RelationDefinition): Mistake | undefined {
  const { at } = relation;
  switch (relation.kind) {
    case "belongsTo":
    case "manyToMany":
      return undefined;
    case "hasMany":
    case "hasOne":
    case "through":
      return (
        relation.ofMany && {
          message: `goes through ${at}, which is one of many records.`,
          fix: `Go through the relation to all of them, or load one in the other: with({ ${relation.property}: { with: { … } } }).`,
        }
      );
    case "polymorphic":
      return {
        message: `goes through ${at}, which leads to records of several models.`,
        fix: "Name a relation to records of one model.",
      };
    case "ancestors":
    case "descendants":
      return {
        message: `goes through ${at}, which goes up or down a tree.`,
        fix: `Load one in the other: with({ ${relation.property}: { with: { … } } }).`,
      };
  }
}

/** The order that a relation declares of its records. */
function orderOf(relation: Passable): readonly unknown[] {
  return relation.kind === "belongsTo" ? [] : relation.narrowing.orderBy;
}
