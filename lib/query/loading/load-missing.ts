import { isRecord } from "../../record/record-state";
import { batchOfRecords } from "./batch";
import { inheritedPreloads } from "./inherited-preloads";
import { allDone, preload } from "./preload";
import type {
  PolymorphicPreload,
  Preload,
  QueryData,
  TargetedPreload,
} from "../query-data";
import { findRelated } from "../related/related-value";
import { splitByVariant } from "./split-by-variant";

/**
 * Loads relations onto those records that do not have them yet. What is loaded
 * stays as it is, and is gone into: of its records, what is missing of the
 * relations below is loaded, in one statement with that of the others.
 */
export async function loadMissing(
  records: readonly object[],
  preloads: readonly Preload[],
): Promise<void> {
  if (records.length === 0) return;
  await allDone(
    preloads.map((each) =>
      "queries" in each
        ? loadMissingVariants(records, each)
        : loadMissingRelation(records, each),
    ),
  );
}

async function loadMissingRelation(
  records: readonly object[],
  asked: TargetedPreload,
): Promise<void> {
  const { relation, query } = asked;
  const [loaded, missing] = partByLoaded(records, asked);
  // Plain rows cannot be gone into later: they come with what is below them.
  const isWhole = loaded.length === 0 || query.select !== undefined;
  const below = isWhole ? query.preloads : [];
  await preload(batchOfRecords(missing), [
    { relation, query: { ...query, preloads: below } },
  ]);
  await loadBelow(isWhole ? loaded : records, asked, query);
}

async function loadMissingVariants(
  records: readonly object[],
  asked: PolymorphicPreload,
): Promise<void> {
  const [loaded, missing] = partByLoaded(records, asked);
  await preload(batchOfRecords(missing), [asked]);
  const parts = [...splitByVariant(batchOfRecords(loaded), asked.relation)];
  await allDone(
    parts.map(async ([variant, { owners }]) => {
      const query = variant && asked.queries.get(variant);
      if (query !== undefined) await loadBelow(owners, asked, query);
    }),
  );
}

function partByLoaded(
  records: readonly object[],
  { relation }: Preload,
): readonly [loaded: readonly object[], missing: readonly object[]] {
  const isLoaded = (record: object): boolean =>
    findRelated(record, relation) !== undefined;
  return [
    records.filter(isLoaded),
    records.filter((record) => !isLoaded(record)),
  ];
}

/** Goes on from what the relation of some records holds. */
async function loadBelow(
  records: readonly object[],
  { relation }: Preload,
  query: QueryData,
): Promise<void> {
  if (query.preloads.length === 0) return;
  const held = records.flatMap((record) => {
    const related = findRelated(record, relation);
    return Array.isArray(related) ? (related as unknown[]) : [related];
  });
  const found = [...new Set(held)].filter(isRecord);
  await loadMissing(found, inheritedPreloads(query));
}
