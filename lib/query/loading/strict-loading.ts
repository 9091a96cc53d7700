import { databaseOf } from "../../database/current";
import {
  StrictLoadingError,
  TypeMismatchError,
} from "../../errors/query-error";
import type { StrictnessSource } from "../../errors/query-error";
import type { RelationDefinition } from "../../metadata/definition";
import {
  isStrictLoading,
  strictLoadingWords,
} from "../../metadata/strict-loading";
import { stateOf } from "../../record/record-state";
import type { RecordState } from "../../record/record-state";
import { describeValue } from "../../types/describe-value";
import type { StrictLoading } from "../../typing/strict-loading";

/**
 * A mode of strict loading as a program gave it.
 * @throws TypeMismatchError when it is none
 */
export function parseStrictLoading(value: unknown, at: string): StrictLoading {
  if (isStrictLoading(value)) return value;
  throw new TypeMismatchError(at, strictLoadingWords, describeValue(value));
}

/** How strict a record is told to be by itself or by the query that gave it, which is what the records below it take over. */
export function inheritedStrictness({
  strictLoading,
  siblings,
}: RecordState): StrictLoading | undefined {
  return strictLoading ?? siblings?.strictLoading;
}

/**
 * Lets a relation be loaded because it is awaited, or refuses it. Of a new
 * record nothing can be loaded that a query would have brought along.
 * @throws StrictLoadingError unless the database only tells of it
 */
export function requireLazyLoad(
  record: object,
  relation: RelationDefinition,
): void {
  const state = stateOf(record);
  if (state.status === "new") return;
  const { mode, source } = decideStrictness(state, relation);
  if (!isRefused(mode, state)) return;
  const database = databaseOf(state.definition);
  if (database.strictLoading.violation === "raise")
    throw new StrictLoadingError(relation.at, relation.property, source);
  database.tellLazyLoad(relation.at, source);
}

interface Strictness {
  readonly mode: StrictLoading;
  readonly source: StrictnessSource;
}

/** The nearest that says anything decides: a `false` lifts what is said further away. */
function decideStrictness(
  { strictLoading, siblings, definition }: RecordState,
  relation: RelationDefinition,
): Strictness {
  const told: readonly (readonly [
    StrictnessSource,
    StrictLoading | undefined,
  ])[] = [
    ["record", strictLoading],
    ["relation", relation.strictLoading],
    ["query", siblings?.strictLoading],
    ["model", definition.strictLoading],
  ];
  for (const [source, mode] of told)
    if (mode !== undefined) return { mode, source };
  return {
    mode: databaseOf(definition).strictLoading.mode,
    source: "database",
  };
}

function isRefused(mode: StrictLoading, { siblings }: RecordState): boolean {
  return mode === "nPlusOneOnly"
    ? siblings !== undefined && siblings.records.length > 1
    : mode;
}
