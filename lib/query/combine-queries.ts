import { isDeepStrictEqual } from "node:util";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import { mergeJoins } from "./add-joins";
import { replaceEqualities } from "./combine-conditions";
import { mergePreloads } from "./loading/merge-preloads";
import { allOfModel, noSettings } from "./query-data";
import type { QueryData } from "./query-data";

type Part = keyof QueryData;

/** The methods that say a part of a query, where they are called otherwise. */
const methods: Readonly<Partial<Record<Part, string>>> = {
  source: "fromSql",
  preloads: "with",
  strategy: "a strategy of with",
  added: "addSelect",
  annotations: "annotate",
  timeoutMs: "timeout",
  told: "computed values",
  deleted: "withDeleted or onlyDeleted",
};

/** Conditions, and what a program cannot say. */
const unsaidParts: ReadonlySet<Part> = new Set([
  "where",
  "given",
  "madeIn",
  "owner",
  "telling",
  "isOrderDeclared",
]);

/**
 * The conditions of a query, for another one of the same model.
 * @throws TypeMismatchError when it is of another model
 * @throws InvalidArgumentError when it says what conditions cannot, a limit for instance, unless both say the same
 */
export function requireConditionsOnly(
  query: QueryData,
  other: QueryData,
  at: string,
): QueryData {
  requireSameModel(query, other, at);
  const differing = saidParts(other).filter(
    (part) => !isDeepStrictEqual(other[part], query[part]),
  );
  if (differing.length === 0) return other;
  throw new InvalidArgumentError(
    `${at} takes the conditions of a query, and this one has ${listParts(differing)} as well.`,
    {
      hint: "Say that of the whole, after the conditions, or of both queries.",
    },
  );
}

/**
 * One query that says what both say; where only one can be right, it is the second.
 * @throws TypeMismatchError when they are of different models
 * @throws InvalidArgumentError when the second makes something else of the results
 */
export function mergeQueries(
  query: QueryData,
  other: QueryData,
  at: string,
): QueryData {
  requireSameModel(query, other, at);
  const said = saidParts(other);
  const reshaping = said.filter((part) => part === "select" || part === "told");
  if (reshaping.length > 0)
    throw new InvalidArgumentError(
      `${at} keeps the kind of its results, and the other query has ${listParts(reshaping)}.`,
      { hint: "Call that after merge." },
    );
  return {
    ...query,
    ...Object.fromEntries(said.map((part) => [part, other[part]])),
    ...replaceEqualities(query, other),
    preloads: mergePreloads(query.preloads, other.preloads),
    joins: mergeJoins(query.joins, other.joins, at),
    added: union(query.added, other.added),
    annotations: union(query.annotations, other.annotations),
    settings: mergeSettings(query, other),
  };
}

/** A query without settings is told by its having none of its own. */
function mergeSettings(
  { settings }: QueryData,
  other: QueryData,
): QueryData["settings"] {
  return other.settings === noSettings
    ? settings
    : { ...settings, ...other.settings };
}

/** What a query says beside its conditions. */
export function saidParts(query: QueryData): Part[] {
  const unsaid = allOfModel(query.definition);
  return (Object.keys(query) as Part[]).filter(
    (part) =>
      !unsaidParts.has(part) &&
      !(part === "orderBy" && query.isOrderDeclared) &&
      !isDeepStrictEqual(query[part], unsaid[part]),
  );
}

function requireSameModel(
  { definition }: QueryData,
  other: QueryData,
  at: string,
): void {
  if (other.definition === definition) return;
  throw new TypeMismatchError(
    at,
    `a query of ${definition.name}`,
    `a query of ${other.definition.name}`,
  );
}

/** Parts of a query, by what says them. */
export function listParts(parts: readonly Part[]): string {
  return parts.map((part) => methods[part] ?? part).join(" and ");
}

function union<Item>(
  items: readonly Item[],
  others: readonly Item[],
): readonly Item[] {
  const added = others.filter(
    (other) => !items.some((item) => isDeepStrictEqual(item, other)),
  );
  return added.length === 0 ? items : [...items, ...added];
}
