import {
  InvalidArgumentError,
  TypeMismatchError,
} from "../../errors/query-error";
import type {
  ModelDefinition,
  PolymorphicDefinition,
  TargetedDefinition,
} from "../../metadata/definition";
import { isToMany } from "../../metadata/is-to-many";
import { describeValue } from "../../types/describe-value";
import { listParts, saidParts } from "../combine-queries";
import { allOfModel } from "../query-data";
import type { QueryData } from "../query-data";
import { tellingOf } from "../related/telling";

/** How what a query says becomes a query with methods, and how that is read again. */
export interface QueryFace {
  show(data: QueryData): object;
  /** What a query says; undefined for what is none. */
  read(query: unknown): QueryData | undefined;
}

let face: QueryFace;

/** Told by the queries with methods when they are loaded: they stand above, and are made of what is here. */
export function showQueriesBy(given: QueryFace): void {
  face = given;
}

type Part = keyof QueryData;

/** What the records of a relation can be asked for. */
export const partsOfMany: readonly Part[] = [
  "joins",
  "preloads",
  "select",
  "added",
  "told",
  "orderBy",
  "limit",
  "offset",
  "annotations",
  "settings",
  "deleted",
  "unscoped",
  "strictLoading",
];

/** Of one record, neither its place among others nor whether there is another in its place. */
const partsOfOne = partsOfMany.filter(
  (part) => part !== "orderBy" && part !== "limit" && part !== "offset",
);

/** A row without a class cannot tell which of the models it is of. */
const partsOfVariant = partsOfOne.filter((part) => part !== "select");

/**
 * The query that a function makes of one for all records of a model.
 * @param relation what the records are loaded for
 * @throws TypeMismatchError when it gives something else than a query
 * @throws InvalidArgumentError when it gives another query than the one it is given, or one that says what a relation cannot
 */
export function makeQuery(
  relation: TargetedDefinition | PolymorphicDefinition,
  target: ModelDefinition,
  make: (query: object) => unknown,
  at: string,
): QueryData {
  const asked = {
    ...allOfModel(target),
    telling: relation.kind === "polymorphic" ? undefined : tellingOf(relation),
    madeIn: Symbol("with"),
  };
  const given = make(face.show(asked));
  const query = face.read(given);
  if (query === undefined)
    throw new TypeMismatchError(
      at,
      `a function that gives its query of ${target.name}, narrowed`,
      `one that gives ${describeValue(given)}`,
    );
  if (query.madeIn !== asked.madeIn)
    throw new InvalidArgumentError(
      `${at} gives another query than the one it is given.`,
      { hint: "Write (query) => query.where({ … })." },
    );
  refuseParts(relation, query, at);
  return { ...query, madeIn: undefined };
}

function refuseParts(
  relation: TargetedDefinition | PolymorphicDefinition,
  query: QueryData,
  at: string,
): void {
  const known = partsKnown(relation);
  const refused = saidParts(query).filter((part) => !known.includes(part));
  if (refused.length > 0)
    throw new InvalidArgumentError(
      `${at} loads the records of a relation, which are not asked for with ${listParts(refused)}.`,
      { hint: "Say that of the whole query, or of a query of their own." },
    );
  if (isRequired(relation) && mayGiveNone(query))
    throw new InvalidArgumentError(
      `${at} has conditions, and ${relation.at} is required: it would be null where they do not hold.`,
      {
        hint: `Narrow the records that have it: whereHas("${relation.property}", { … }).`,
      },
    );
}

function partsKnown(
  relation: TargetedDefinition | PolymorphicDefinition,
): readonly Part[] {
  if (relation.kind === "polymorphic") return partsOfVariant;
  return isToMany(relation) ? partsOfMany : partsOfOne;
}

function isRequired(
  relation: TargetedDefinition | PolymorphicDefinition,
): boolean {
  return "isRequired" in relation && relation.isRequired;
}

/** Whether a record may be left out that would be found without the query. */
function mayGiveNone({ where, joins, deleted }: QueryData): boolean {
  return where !== undefined || joins.length > 0 || deleted === "only";
}
