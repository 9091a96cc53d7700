import { isDeepStrictEqual } from "node:util";
import { always, both } from "../ast/build-expression";
import { fragmentOf } from "../ast/embeddable";
import type { Join, Source } from "../ast/expression";
import { InvalidArgumentError, TypeMismatchError } from "../errors/query-error";
import type {
  RelationDefinition,
  TargetedDefinition,
} from "../metadata/definition";
import { findRelation } from "../metadata/find-relation";
import { columnName, fitName } from "../metadata/naming";
import { describeValue } from "../types/describe-value";
import { isPlainObject } from "./conditions/values";
import type { QueryData, QueryJoin, RelationJoin } from "./query-data";
import { relatedRows } from "./related/related-rows";
import { isOwnedBy, ownerColumns } from "./related/related-tables";
import { rowsFromOwner } from "./related/rows-within";
import { rootScope } from "./scope";
import type { Scope } from "./scope";
import { standingCondition } from "./standing";
import type { TableNames } from "./related/table-names";

/** `inner` leaves out records without a related one, `left` keeps them, with NULL in place of its columns. */
export type JoinKind = "inner" | "left";

/** A model within a statement. */
export interface Place {
  readonly scope: Scope;
  /** The relations that lead there from the query's own model. */
  readonly path: readonly string[];
}

/** Where the query's own model is. */
export function rootPlace({ definition }: QueryData): Place {
  return { scope: rootScope(definition), path: [] };
}

/**
 * Joins relations: by a name, by an object of names at any depth, or as SQL
 * says. One that is joined already stays one join.
 * @throws UnknownColumnError for a name that is no relation
 */
export function addJoins(
  query: QueryData,
  relations: readonly unknown[],
  kind: JoinKind,
  at: string,
): QueryData {
  return relations.reduce<QueryData>((joined, given) => {
    const written = kind === "inner" ? fragmentOf(given) : undefined;
    if (written !== undefined)
      return { ...joined, joins: [...joined.joins, written] };
    const tree = typeof given === "string" ? { [given]: true } : given;
    return joinTree(joined, rootPlace(query), tree, kind, at);
  }, query);
}

/** The query with the rows of a relation beside those of a place, and the place where they are. */
export function joinRelation(
  query: QueryData,
  from: Place,
  relation: RelationDefinition,
  kind: JoinKind,
  at: string,
): { readonly query: QueryData; readonly place: Place } {
  const path = [...from.path, relation.property];
  const join =
    findJoin(query.joins, path.join(".")) ??
    makeJoin(query, from.scope, relation, path, at);
  return {
    query: { ...query, joins: withRelation(query.joins, join, kind, at) },
    place: { scope: join.scope, path },
  };
}

/** The joins of two queries of one model, each of them once. */
export function mergeJoins(
  joins: readonly QueryJoin[],
  others: readonly QueryJoin[],
  at: string,
): readonly QueryJoin[] {
  return others.reduce((merged, other) => {
    if (other.kind === "relation")
      return withRelation(merged, other, other.join.kind, at);
    return merged.some((join) => isDeepStrictEqual(join, other))
      ? merged
      : [...merged, other];
  }, joins);
}

/** Records without a related one are left out as soon as any part of the query wants it. */
function withRelation(
  joins: readonly QueryJoin[],
  added: RelationJoin,
  kind: Join["kind"],
  at: string,
): readonly QueryJoin[] {
  const known = findJoin(joins, added.path);
  if (known === undefined) requireOwnNames(joins, added, at);
  else if (kind === "left" || known.join.kind === kind) return joins;
  const join: RelationJoin = { ...added, join: { ...added.join, kind } };
  return known === undefined
    ? [...joins, join]
    : joins.map((each) => (each === known ? join : each));
}

function findJoin(
  joins: readonly QueryJoin[],
  path: string,
): RelationJoin | undefined {
  return joins.find(
    (join): join is RelationJoin =>
      join.kind === "relation" && join.path === path,
  );
}

function joinTree(
  query: QueryData,
  from: Place,
  tree: unknown,
  kind: JoinKind,
  at: string,
): QueryData {
  if (!isPlainObject(tree))
    throw new TypeMismatchError(at, "names of relations", describeValue(tree));
  const names = Object.keys(tree).filter((name) => tree[name] !== undefined);
  return names.reduce<QueryData>((joined, name) => {
    const relation = findRelation(from.scope.definition, name);
    const next = joinRelation(joined, from, relation, kind, at);
    return tree[name] === true
      ? next.query
      : joinTree(next.query, next.place, tree[name], kind, `${at}.${name}`);
  }, query);
}

function makeJoin(
  query: QueryData,
  from: Scope,
  relation: RelationDefinition,
  path: readonly string[],
  at: string,
): RelationJoin {
  if (relation.kind === "polymorphic")
    throw new InvalidArgumentError(
      `${at}: ${relation.at} leads to records of several models, which are not in one table.`,
      { hint: "Write the join of one of them: joins(sql`left join … on …`)." },
    );
  const scope: Scope = {
    definition: relation.target,
    alias: aliasOf(path.map(columnName).join("_"), query),
    depth: 0,
  };
  return {
    kind: "relation",
    path: path.join("."),
    scope,
    join: joinOf(from, relation, scope, query),
  };
}

/** A link whose record is not there is no link: an outer join takes all of the tables or none. */
function joinOf(
  from: Scope,
  relation: TargetedDefinition,
  target: Scope,
  query: QueryData,
): Join {
  const found = relatedRows(relation, joinNames(target, query));
  // A join has a row for each way, as every join that leads to many repeats its records.
  const rows = { ...found, repeats: "never" } as const;
  const isOwn = isOwnedBy(rows, from, ownerColumns(relation));
  const {
    from: first,
    joins,
    where,
    standing,
  } = rowsFromOwner(rows, isOwn, standingCondition(target, "without"));
  const source = joins.reduce<Source>(
    (joined, join) => ({ kind: "joined", first: joined, join }),
    first,
  );
  const on = both(where, standing) ?? always;
  return { kind: "left", source, on };
}

/** The tables on the way go by the name of the target: `labels_link`, then `labels_link2`. */
function joinNames(target: Scope, query: QueryData): TableNames {
  let links = 0;
  return {
    link: (definition) => {
      links += 1;
      const suffix = links === 1 ? "link" : `link${String(links)}`;
      const alias = aliasOf(`${target.alias}_${suffix}`, query);
      return { definition, alias, depth: 0 };
    },
    target: () => target,
  };
}

/**
 * The name of a joined table: its path, written as columns are. It depends on
 * the path alone, so that what names it stays true whatever else is joined.
 */
function aliasOf(path: string, { definition }: QueryData): string {
  const name = fitName(path);
  const isReserved =
    name === rootScope(definition).alias || /^(t\d+|arx_.*)$/.test(name);
  return isReserved ? fitName(`${name}_joined`) : name;
}

/** @throws InvalidArgumentError for a table whose name another has: PostgreSQL would not know which is meant */
function requireOwnNames(
  joins: readonly QueryJoin[],
  added: RelationJoin,
  at: string,
): void {
  const names = namesOf(added);
  for (const other of joins) {
    const alias = namesOf(other).find((name) => names.includes(name));
    if (other.kind !== "relation" || alias === undefined) continue;
    throw new InvalidArgumentError(
      `${at}: ${other.path} and ${added.path} would have one name in SQL, "${alias}".`,
      {
        hint: "Write one of the joins yourself: joins(sql`join … as … on …`).",
      },
    );
  }
}

/** The names of its tables; what SQL joins is its user's to name. */
function namesOf(join: QueryJoin): readonly string[] {
  return join.kind === "relation" ? sourceNames(join.join.source) : [];
}

function sourceNames(source: Source): readonly string[] {
  switch (source.kind) {
    case "joined":
      return [source.first, source.join.source].flatMap(sourceNames);
    case "tree":
      return [source.table.alias];
    case "table":
    case "unnest":
    case "lateral":
    case "statement":
      return [source.alias];
  }
}
