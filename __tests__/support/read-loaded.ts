import { findState } from "../../lib/record/record-state";

/** The relations that are looked at, at every depth: `{ books: { labels: {} } }`. */
export interface Branches {
  readonly [relation: string]: Branches;
}

/**
 * All that there is to see of what was loaded: the class of each record, its
 * properties, the texts that it is compared with when it is saved, and the same
 * of what its relations hold. What is not loaded is loaded by being read.
 */
export async function readLoaded(
  value: unknown,
  branches: Branches,
): Promise<unknown> {
  if (value === null) return null;
  if (Array.isArray(value))
    return Promise.all(value.map((each) => readLoaded(each, branches)));
  const record = value as Record<string, unknown>;
  const state = findState(record);
  const related: Record<string, unknown> = {};
  for (const [name, below] of Object.entries(branches)) {
    const held: unknown = await record[name];
    related[name] = await readLoaded(isSet(held) ? [...held] : held, below);
  }
  const texts = state?.columns.map(({ name }, cell) => [
    name,
    state.row?.[cell],
  ]);
  return {
    class: record.constructor.name,
    values: new Map(
      Object.entries(record).filter(([name]) => !(name in branches)),
    ),
    texts,
    related,
  };
}

function isSet(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value
  );
}
