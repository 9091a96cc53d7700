import { always, columnOf } from "../../../ast/build-expression";
import type { Join, SelectItem } from "../../../ast/expression";
import type { TargetedDefinition } from "../../../metadata/definition";
import { isToMany } from "../../../metadata/is-to-many";
import { inheritedPreloads } from "../inherited-preloads";
import { givesNothing } from "../../narrow";
import { noSettings } from "../../query-data";
import type { Preload, QueryData, TargetedPreload } from "../../query-data";
import { relatedRows } from "../../related/related-rows";
import { rootScope } from "../../scope";
import type { Scope } from "../../scope";
import type { JoinedRelation, Selection } from "../../selection";
import { resultSelectionOf } from "../../tell-values";
import { cellName, selectList, selectOne } from "./joined-select";

/** PostgreSQL gives no wider rows than 1,664 cells; nobody wants nearly as many. */
const widestRow = 1_000;

/** So many owners at most are worth the work that the server has with each of them. */
const fewOwners = 10;

/**
 * What a query reads, with the relations that come in the same statement: the
 * one record of a relation in cells behind the others, the list of many in one
 * cell. What cannot come so is loaded by statements of its own, as without.
 * @param count how many owners the statement goes through at most, where that is known
 */
export function withJoined(
  query: QueryData,
  selection: Selection,
  count = countRows(query),
): Selection {
  return query.preloads.length > 0 && isJoined(query, count)
    ? joinRelations(query, selection)
    : selection;
}

/** What an offset leaves out is computed all the same. */
function countRows({ limit, offset = 0 }: QueryData): number | undefined {
  return limit === undefined ? undefined : limit + offset;
}

/** The relations of a query that are not part of its statement. */
export function separatePreloads(
  query: QueryData,
  { joined }: Selection,
): readonly Preload[] {
  const preloads = inheritedPreloads(query);
  return joined.length === 0
    ? preloads
    : preloads.filter(
        ({ relation }) => !joined.some((each) => each.relation === relation),
      );
}

/** What is locked is read anew, what is equal is told by the query's own cells alone, and of a statement in place of the table nobody knows what it costs. */
function isJoined(
  { strategy, distinct, lock, source }: QueryData,
  count: number | undefined,
): boolean {
  if (distinct || lock !== undefined || source !== undefined) return false;
  switch (strategy) {
    case "joined":
      return true;
    case "split":
      return false;
    case "auto":
      return count !== undefined && count <= fewOwners;
  }
}

function joinRelations(query: QueryData, base: Selection): Selection {
  const joined: JoinedRelation[] = [];
  const items = [...base.items];
  const joins: Join[] = [];
  for (const preload of inheritedPreloads(query)) {
    if ("queries" in preload) continue;
    const part = joinRelation(query, preload, joins.length);
    if (part === undefined || items.length + part.items.length > widestRow)
      continue;
    joined.push(part.joined);
    items.push(...part.items);
    joins.push(...part.joins);
  }
  return joined.length === 0 ? base : { ...base, items, joins, joined };
}

interface JoinedPart {
  readonly joined: JoinedRelation;
  readonly items: readonly SelectItem[];
  readonly joins: readonly Join[];
}

function joinRelation(
  owner: QueryData,
  { relation, query }: TargetedPreload,
  place: number,
): JoinedPart | undefined {
  if (!canJoin(owner, relation, query)) return undefined;
  const isMany = isToMany(relation);
  // Whether there is the one record is told by its key.
  const needed = isMany ? [] : query.definition.primaryKey;
  const selection = joinRelations(query, resultSelectionOf(query, needed));
  const width = isMany ? 1 : selection.items.length;
  const joined: JoinedRelation = {
    relation,
    query,
    related: relatedRows(relation),
    selection,
    width,
  };
  const scope = rootScope(owner.definition);
  if (!isMany) return besideOwner(scope, joined, place);
  const list = selectList(scope, joined);
  const expression = { kind: "array-query", query: list } as const;
  return { joined, items: [{ expression, name: undefined }], joins: [] };
}

/** The cells of the one record stand beside those of its owner, whose row stays where there is none. */
function besideOwner(
  owner: Scope,
  joined: JoinedRelation,
  place: number,
): JoinedPart {
  // An alias that no table of a model has, and that no SQL of a user can mean.
  const alias = `arx_one${String(place + 1)}`;
  const source = {
    kind: "lateral",
    alias,
    query: selectOne(owner, joined),
  } as const;
  return {
    joined,
    items: joined.selection.items.map((_, cell) => ({
      expression: columnOf(alias, cellName(cell)),
      name: undefined,
    })),
    joins: [{ kind: "left", source, on: always }],
  };
}

/** Whether the rows of a relation are no more than rows of tables, in the database of the owner. */
function canJoin(
  owner: QueryData,
  relation: TargetedDefinition,
  query: QueryData,
): boolean {
  return (
    isOfTables(relation) &&
    relation.target.connection === owner.definition.connection &&
    !givesNothing(query) &&
    !isOwnStatement(query, owner)
  );
}

/** A tree is walked for all owners at once. */
function isOfTables(relation: TargetedDefinition): boolean {
  switch (relation.kind) {
    case "belongsTo":
    case "hasMany":
    case "hasOne":
    case "manyToMany":
    case "through":
      return true;
    case "ancestors":
    case "descendants":
      return false;
  }
}

/** Whether a query says what only a statement of its own can do, or what only the answer to one tells the type of. */
function isOwnStatement(query: QueryData, owner: QueryData): boolean {
  const { annotations, source, distinct, lock, told, timeoutMs } = query;
  return (
    distinct ||
    told.some(({ type }) => type === undefined) ||
    [source, lock, timeoutMs].some((each) => each !== undefined) ||
    query.settings !== noSettings ||
    (annotations.length > 0 && annotations !== owner.annotations)
  );
}
