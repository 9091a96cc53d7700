import { databaseOf } from "../database/current";
import type { Deadline } from "../database/deadline";
import type {
  ColumnDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { isToMany } from "../metadata/is-to-many";
import { annotate } from "../sql/annotate";
import { compileCached } from "../sql/statement-cache";
import { annotatedPreloads } from "./annotations";
import { announceFound } from "./announce";
import { attach, batchOfRows } from "./batch";
import type { Batch } from "./batch";
import { orderByKey } from "./clauses";
import { createResults, createShared } from "./create-results";
import type { CreatedResults } from "./create-results";
import { collectKeys, readKey } from "./key-set";
import type { KeySet } from "./key-set";
import { givesNothing } from "./narrow";
import { setRelated } from "./related-value";
import type {
  PolymorphicPreload,
  Preload,
  QueryData,
  TargetedPreload,
} from "./query-data";
import { ownerColumns, relatedRows, variantRows } from "./related-rows";
import type { RelatedRows } from "./related-rows";
import { relatedStatement } from "./related-statement";
import { selectionOf } from "./selection";
import type { Selection } from "./selection";
import { splitByVariant } from "./split-by-variant";

/** The records or rows found for each key. */
type Groups = ReadonlyMap<string, readonly object[]>;

const noGroups: Groups = new Map();

/** Loads relations for every owner of a batch: one statement per relation and level, whatever the number of owners. */
export async function preload(
  batch: Batch,
  preloads: readonly Preload[],
  deadline?: Deadline,
): Promise<void> {
  if (batch.owners.length === 0) return;
  await allDone(
    preloads.map((each) =>
      "queries" in each
        ? preloadVariants(batch, each, deadline)
        : preloadRelation(batch, each, deadline),
    ),
  );
}

/** Waits for all, even when one fails, so that no statement outlives the call. */
async function allDone(loads: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(loads);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") throw outcome.reason;
  }
}

/** Loads a relation to records of several models: one statement for each model that any owner refers to. */
async function preloadVariants(
  batch: Batch,
  { relation, queries }: PolymorphicPreload,
  deadline: Deadline | undefined,
): Promise<void> {
  const parts = [...splitByVariant(batch, relation)];
  await allDone(
    parts.map(async ([variant, part]) => {
      const query = variant && queries.get(variant);
      const keys = collectKeys(part, [relation.keyColumn]);
      const groups =
        variant === undefined || query === undefined
          ? noGroups
          : await loadGroups(variantRows(variant), query, keys, deadline);
      part.owners.forEach((owner, index) => {
        const [found] = groups.get(keys.byOwner[index] ?? "") ?? [];
        attach(part, owner, relation, found ?? null);
      });
    }),
  );
}

async function preloadRelation(
  batch: Batch,
  { relation, query }: TargetedPreload,
  deadline: Deadline | undefined,
): Promise<void> {
  const keys = collectKeys(batch, ownerColumns(relation));
  const groups =
    keys.count === 0 || givesNothing(query)
      ? noGroups
      : await loadGroups(relatedRows(relation), query, keys, deadline);
  const isMany = isToMany(relation);
  batch.owners.forEach((owner, index) => {
    const key = keys.byOwner[index] ?? null;
    const found = (key === null ? undefined : groups.get(key)) ?? [];
    attach(batch, owner, relation, isMany ? found : (found[0] ?? null));
    if (!batch.isPlain && query.select === undefined)
      attachInverse(owner, relation, found);
  });
}

async function loadGroups(
  related: RelatedRows,
  query: QueryData,
  keys: KeySet,
  deadline: Deadline | undefined,
): Promise<Groups> {
  const selection = selectionOf(query, neededColumns(related, query));
  const { statement, keyCells } = relatedStatement(
    related,
    query,
    selection,
    keys,
  );
  const { rows } = await databaseOf(query.definition).send(
    annotate(compileCached(statement), query.annotations),
    deadline,
  );
  const created = create(related, selection, rows);
  await preload(
    batchOfRows(selection, created.rows, created.owners),
    annotatedPreloads(query),
    deadline,
  );
  await announceFound(selection, created.owners);
  const groups = new Map<string, object[]>();
  rows.forEach((row, index) => {
    // The statement compares the key for equality, so no row is without.
    const key = readKey(row, keyCells, related.keyColumns) as string;
    const result = created.byRow[index] as object;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  });
  return groups;
}

/** Through a join table one record can belong to many owners, and its row comes once for each. */
function create(
  { joins }: RelatedRows,
  selection: Selection,
  rows: CreatedResults["rows"],
): CreatedResults {
  if (joins.length > 0) return createShared(selection, rows);
  const owners = createResults(selection, rows);
  return { byRow: owners, owners, rows };
}

/** What rows must have to be given to their owners, and to be ordered among those of one owner. */
function neededColumns(
  { target, keyScope, keyColumns }: RelatedRows,
  query: QueryData,
): ColumnDefinition[] {
  const keys = keyScope === target ? keyColumns : [];
  if (query.limit === undefined) return [...keys];
  const order =
    query.orderBy.length > 0 ? query.orderBy : orderByKey(query.definition);
  const ordered = query.definition.columnList.filter(({ name }) =>
    order.some(
      ({ expression }) =>
        expression.kind === "column" &&
        expression.table === target.alias &&
        expression.name === name,
    ),
  );
  return [...keys, ...ordered];
}

/** What refers back is loaded as well: the owner of a child is known without a query. */
function attachInverse(
  owner: object,
  relation: RelationDefinition,
  children: readonly object[],
): void {
  if (relation.kind !== "hasMany" && relation.kind !== "hasOne") return;
  for (const child of children) setRelated(child, relation.inverse, owner);
}
