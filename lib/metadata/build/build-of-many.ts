import { suggest } from "../../util/suggest";
import type { Blueprint } from "../blueprint";
import type { ModelDefinition } from "../definition";
import type { OfManyDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** The direction of a column in an order, and where its NULLs stand. */
interface Direction {
  readonly dir: unknown;
  readonly nulls?: unknown;
}

type OrderColumn = readonly [name: string, direction: Direction];

/**
 * The order whose first record is the one of a relation: as its decorator says,
 * and by the key among equals, in the direction of what comes before. Undefined
 * for a mistake, which is reported.
 */
export function buildOfMany(
  drafts: readonly OfManyDraft[],
  property: string,
  target: ModelDefinition,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly unknown[] | undefined {
  const [draft] = drafts;
  if (draft === undefined) return undefined;
  const columns = readColumns(draft) ?? [];
  const mistake = findMistake(drafts, draft, columns, target);
  if (mistake === undefined) return withKey(columns, target);
  context.report(blueprint, property, mistake.message, mistake.fix);
  return undefined;
}

function findMistake(
  drafts: readonly OfManyDraft[],
  draft: OfManyDraft,
  columns: readonly OrderColumn[],
  target: ModelDefinition,
): { readonly message: string; readonly fix: string } | undefined {
  if (drafts.length > 1)
    return {
      message: `has the options ${drafts.map(({ option }) => option).join(" and ")}, which say different things.`,
      fix: "Keep one of them.",
    };
  if (columns.length === 0)
    return {
      message: `has no column in ${draft.option}.`,
      fix: exampleOf(draft, target),
    };
  const [unknown] = columns
    .map(([name]) => name)
    .filter((name) => !Object.hasOwn(target.columns, name));
  if (unknown === undefined) return undefined;
  const near = suggest(unknown, Object.keys(target.columns));
  return {
    message: `finds its record by ${target.name}.${unknown}, which is no column.`,
    fix: near === undefined ? exampleOf(draft, target) : `Write ${near}.`,
  };
}

/** By the key alone: what comes first where nothing is said. */
export function firstByKey(target: ModelDefinition): readonly unknown[] {
  return withKey([], target);
}

function withKey(
  columns: readonly OrderColumn[],
  { primaryKey }: ModelDefinition,
): readonly unknown[] {
  const dir = columns.at(-1)?.[1].dir ?? "asc";
  const named = columns.map(([name]) => name);
  const key = primaryKey
    .filter(({ property }) => !named.includes(property))
    .map(({ property }) => [property, { dir }] as const);
  return Object.freeze(
    [...columns, ...key].map(([name, direction]) =>
      Object.freeze({ [name]: direction }),
    ),
  );
}

function readColumns({
  option,
  value,
}: OfManyDraft): readonly OrderColumn[] | undefined {
  const given: readonly unknown[] = [value].flat();
  if (option === "ofMany") {
    if (!given.every(isObject)) return undefined;
    return given.flatMap((order) =>
      Object.entries(order).map(
        ([name, direction]) => [name, directionOf(direction)] as const,
      ),
    );
  }
  if (!given.every((name) => typeof name === "string")) return undefined;
  const dir = option === "latestOfMany" ? "desc" : "asc";
  // Of PostgreSQL NULL is the greatest, but what has no time yet is not the latest.
  return given.map(
    (name) =>
      [name, { dir, nulls: dir === "desc" ? "last" : undefined }] as const,
  );
}

function directionOf(order: unknown): Direction {
  return isObject(order) ? (order as unknown as Direction) : { dir: order };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function exampleOf(
  { option }: OfManyDraft,
  { columnList }: ModelDefinition,
): string {
  const name =
    columnList.find(({ isPrimaryKey }) => !isPrimaryKey)?.property ?? "id";
  const value = option === "ofMany" ? `{ ${name}: 'desc' }` : `'${name}'`;
  return `Write ${option}: ${value}.`;
}
