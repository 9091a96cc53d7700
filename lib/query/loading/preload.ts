import type { Deadline } from "../../database/deadline";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  RelationDefinition,
  TargetedDefinition,
} from "../../metadata/definition";
import { isToMany } from "../../metadata/is-to-many";
import { tellsPivot } from "../../metadata/tells-pivot";
import { compileCached } from "../../sql/statement-cache";
import { inheritedPreloads } from "./inherited-preloads";
import { announceFound } from "../announce";
import { attach, batchOfRows } from "./batch";
import type { Batch } from "./batch";
import { saidParts } from "../combine-queries";
import { createResults, createShared } from "../create-results";
import type { CreatedResults } from "../create-results";
import { collectKeys, readKey } from "../key-set";
import type { KeySet } from "../key-set";
import { givesNothing } from "../narrow";
import { setRelated } from "../related/related-value";
import type {
  PolymorphicPreload,
  Preload,
  QueryData,
  TargetedPreload,
} from "../query-data";
import { relatedRows, variantRows } from "../related/related-rows";
import { ownerColumns } from "../related/related-tables";
import type { RelatedRows } from "../related/related-tables";
import {
  hasDoubles,
  orderOf,
  relatedStatement,
} from "../related/related-statement";
import { isCutOff } from "../rows-as-source";
import type { Selection } from "../selection";
import { sendQuery } from "../send-query";
import { splitByVariant } from "./split-by-variant";
import { resultSelectionOf, tellEach } from "../tell-values";
import { withinDepth } from "../related/tree-rows";

/** The records or rows found for each key. */
export type Groups = ReadonlyMap<string, readonly object[]>;

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
export async function allDone(loads: readonly Promise<void>[]): Promise<void> {
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
  asked: TargetedPreload,
  deadline: Deadline | undefined,
): Promise<void> {
  const { keys, groups } = await findGroups(batch, asked, deadline);
  attachGroups(batch, asked, keys, groups);
}

/** What a relation leads each owner of a batch to, in their order, by one statement; it is given to nobody. */
export async function findForOwners(
  batch: Batch,
  asked: TargetedPreload,
): Promise<readonly (readonly object[])[]> {
  const { keys, groups } = await findGroups(batch, asked, undefined);
  return keys.byOwner.map((key) =>
    key === null ? [] : (groups.get(key) ?? []),
  );
}

async function findGroups(
  batch: Batch,
  { relation, query }: TargetedPreload,
  deadline: Deadline | undefined,
): Promise<{ readonly keys: KeySet; readonly groups: Groups }> {
  const keys = collectKeys(batch, ownerColumns(relation));
  const groups =
    keys.count === 0 || givesNothing(query)
      ? noGroups
      : await loadGroups(
          withinDepth(relatedRows(relation), query),
          query,
          keys,
          deadline,
        );
  return { keys, groups };
}

/** Gives each owner what was found for its key. */
export function attachGroups(
  batch: Batch,
  { relation, query }: TargetedPreload,
  keys: KeySet,
  groups: Groups,
): void {
  const isMany = isToMany(relation);
  const knowsOwner =
    !batch.isPlain &&
    query.select === undefined &&
    !isInverseNarrowed(relation, query);
  batch.owners.forEach((owner, index) => {
    const key = keys.byOwner[index] ?? null;
    const found = (key === null ? undefined : groups.get(key)) ?? [];
    attach(batch, owner, relation, isMany ? found : (found[0] ?? null));
    if (knowsOwner) attachInverse(owner, relation, found);
  });
}

/** Whether the records were asked for their owner, and for more of it than that it is there: then they hold what they were asked for. */
function isInverseNarrowed(
  relation: TargetedDefinition,
  { preloads }: QueryData,
): boolean {
  if (relation.kind !== "hasMany" && relation.kind !== "hasOne") return false;
  const { property } = relation.inverse;
  const asked = preloads.find((each) => each.relation.property === property);
  if (asked === undefined) return false;
  const queries =
    "queries" in asked ? [...asked.queries.values()] : [asked.query];
  return queries.some(
    (query) => query.where !== undefined || saidParts(query).length > 0,
  );
}

async function loadGroups(
  related: RelatedRows,
  query: QueryData,
  keys: KeySet,
  deadline: Deadline | undefined,
): Promise<Groups> {
  const selection = resultSelectionOf(query, neededColumns(related, query));
  const { statement, keyCells } = relatedStatement(
    related,
    query,
    selection,
    keys,
  );
  const compiled = compileCached(statement);
  const answer = await sendQuery(query, compiled, deadline);
  const { rows } = answer;
  const created = createRelated(related, query, selection, rows);
  tellEach(
    selection,
    { ...answer, rows: created.rows },
    statement.items.length,
    created.owners,
  );
  await preload(
    batchOfRows(selection, created.rows, created.owners),
    inheritedPreloads(query),
    deadline,
  );
  await announceFound(selection, created.owners);
  // The statement compares the key for equality, so no row is without.
  const groups = groupResults(
    created.byRow,
    (index) =>
      readKey(rows[index] ?? [], keyCells, related.keyColumns) as string,
  );
  return hasDoubles(related, query, selection)
    ? withoutDoubles(groups)
    : groups;
}

/** A record that is linked with an owner by several pairs is one of its records once. */
function withoutDoubles(groups: Groups): Groups {
  return new Map([...groups].map(([key, group]) => [key, [...new Set(group)]]));
}

/** Results by the key of their owner. */
export function groupResults(
  results: readonly object[],
  keyOf: (index: number) => string,
): Groups {
  const groups = new Map<string, object[]>();
  results.forEach((result, index) => {
    const key = keyOf(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  });
  return groups;
}

/**
 * Through a join table one record can belong to many owners, and its row comes
 * once for each: it is one record, unless what is told of it depends on the owner.
 */
export function createRelated(
  { tables }: RelatedRows,
  { strictLoading, telling }: QueryData,
  selection: Selection,
  rows: CreatedResults["rows"],
): CreatedResults {
  if (tables.length > 1 && telling === undefined)
    return createShared(selection, rows, strictLoading);
  const owners = createResults(selection, rows, strictLoading);
  return { byRow: owners, owners, rows };
}

/** What rows must have to be given to their owners, and to be ordered among those of one owner. */
function neededColumns(
  { target, keyScope, keyColumns }: RelatedRows,
  query: QueryData,
): ColumnDefinition[] {
  const keys = keyScope === target ? keyColumns : [];
  if (!isCutOff(query)) return [...keys];
  const order = orderOf(query);
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
export function attachInverse(
  owner: object,
  relation: RelationDefinition,
  children: readonly object[],
): void {
  if (tellsPivot(relation))
    for (const child of children) attachPivot(child, relation, owner);
  if (relation.kind !== "hasMany" && relation.kind !== "hasOne") return;
  for (const child of children) setRelated(child, relation.inverse, owner);
}

/** What links a record to the owner it was loaded for knows the owner as well. */
function attachPivot(
  child: object,
  { near }: ManyToManyDefinition,
  owner: object,
): void {
  const { pivot } = child as { readonly pivot: object | null };
  if (pivot !== null) setRelated(pivot, near, owner);
}
