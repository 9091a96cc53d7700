import type { StrictLoading } from "../../typing/strict-loading";
import type { Preload, QueryData } from "../query-data";

type Change = (query: QueryData) => QueryData;

/** The relations that a query loads, with what they take over from it: its annotations and its strict loading. */
export function inheritedPreloads({
  preloads,
  annotations,
  strictLoading,
}: QueryData): readonly Preload[] {
  const strict = strictPreloads(preloads, strictLoading);
  return annotations.length === 0
    ? strict
    : changeQueries(strict, (query) => ({
        ...query,
        annotations:
          query.annotations.length === 0
            ? annotations
            : [...annotations, ...query.annotations],
      }));
}

/** Relations whose records load as strictly as those above them, unless they were told otherwise. */
export function strictPreloads(
  preloads: readonly Preload[],
  mode: StrictLoading | undefined,
): readonly Preload[] {
  return mode === undefined
    ? preloads
    : changeQueries(preloads, (query) =>
        query.strictLoading === undefined
          ? { ...query, strictLoading: mode }
          : query,
      );
}

function changeQueries(
  preloads: readonly Preload[],
  change: Change,
): readonly Preload[] {
  return preloads.map((preload) =>
    "queries" in preload
      ? { ...preload, queries: mapValues(preload.queries, change) }
      : { ...preload, query: change(preload.query) },
  );
}

function mapValues<Key>(
  map: ReadonlyMap<Key, QueryData>,
  change: Change,
): ReadonlyMap<Key, QueryData> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
