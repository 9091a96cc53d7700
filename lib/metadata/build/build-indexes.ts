import { quoteName, quoteText } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition, IndexDefinition } from "../definition";
import type { IndexDraft } from "../draft";
import { indexName, prefixed } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { buildAliveIndexes } from "./build-alive-indexes";
import { buildIndexKeys } from "./build-index-keys";
import { buildPlainIndex } from "./build-plain-index";
import { collectIndexes } from "./collect-indexes";
import { columnsOf } from "./columns-of";
import { finishVectorKeys } from "./finish-vector-keys";
import { buildSearchIndexes } from "./build-search-index";
import { inlineIndexSql } from "./inline-index-sql";

/** Builds the indexes of a model: those of its class, of its columns, and of its foreign keys. */
export function buildIndexes(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { definition } = blueprint;
  const indexes: IndexDefinition[] = [];
  for (const draft of collectIndexes(blueprint, context)) {
    const index = buildIndex(draft, blueprint, context);
    if (index !== undefined)
      addIndex(index, draft, indexes, blueprint, context);
  }
  indexes.push(
    ...singleIndexes(blueprint),
    ...buildAliveIndexes(blueprint),
    ...buildSearchIndexes(blueprint),
  );
  for (const relation of blueprint.ownProperties) {
    if (relation.kind !== "belongsTo" && relation.kind !== "polymorphic")
      continue;
    if (!relation.indexed) continue;
    const { property } = relation;
    const built =
      blueprint.findBelongsTo(property) ?? blueprint.findPolymorphic(property);
    const columns = built?.columns ?? [];
    if (columns.length === 0 || isCovered(columns, blueprint, indexes))
      continue;
    indexes.push(buildPlainIndex(definition.table, columns));
  }
  definition.indexes = indexes;
}

/** Of a polymorphic relation, @HasOne makes the key unique among the rows of its model alone. */
function singleIndexes(blueprint: Blueprint): IndexDefinition[] {
  const { table, softDelete } = blueprint.definition;
  // As every other unique key of a model with @SoftDelete: among the rows that live.
  const alive =
    softDelete === undefined
      ? ""
      : ` and ${quoteName(softDelete.name)} is null`;
  return [...blueprint.variantClaims].flatMap(([property, claims]) => {
    const relation = blueprint.findPolymorphic(property);
    if (relation === undefined || relation.isDelegated) return [];
    const { keyColumn, typeColumn } = relation;
    return [...claims]
      .filter(([, { kind }]) => kind === "hasOne")
      .map(([alias]) => ({
        ...buildPlainIndex(table, [keyColumn]),
        name: indexName(table, [keyColumn.name, alias]),
        unique: true,
        where: `${quoteName(typeColumn.name)} = ${quoteText(alias)}${alive}`,
      }));
  });
}

function buildIndex(
  draft: IndexDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): IndexDefinition | undefined {
  const { declaredBy, options } = draft;
  checkGivenName(options.name, "index", undefined, blueprint, context);
  const keys = draft.keys.map((key) =>
    buildIndexKeys(key, declaredBy, blueprint, context),
  );
  const include = options.include.map((name) =>
    columnsOf(name, declaredBy, blueprint, context),
  );
  if ([...keys, ...include].includes(undefined)) return undefined;
  const built = finishVectorKeys(
    draft,
    keys.flatMap((key) => key ?? []),
    blueprint,
    context,
  );
  const names = built.map(({ column }) => column?.name ?? "expr");
  return {
    name:
      (options.name === undefined ? undefined : prefixed(options.name)) ??
      indexName(blueprint.definition.table, names, options.method),
    keys: built,
    unique: options.unique,
    method: options.method ?? "btree",
    where: inlineIndexSql(
      options.where,
      `${declaredBy} where`,
      blueprint,
      context,
    ),
    include: include.flatMap((columns) => columns ?? []),
    nullsNotDistinct: options.nullsNotDistinct,
    with: options.with,
    concurrently: options.concurrently,
  };
}

/** The same index said twice is one; two indexes of one name are a mistake. */
function addIndex(
  index: IndexDefinition,
  { declaredBy }: IndexDraft,
  indexes: IndexDefinition[],
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const earlier = indexes.find(({ name }) => name === index.name);
  if (earlier === undefined) indexes.push(index);
  else if (describeIndex(earlier) !== describeIndex(index)) {
    const message = `${declaredBy} makes the index "${index.name}" a second time, and not the same.`;
    context.report(
      blueprint,
      undefined,
      message,
      "Give one of them another name: { name: '…' }.",
    );
  }
}

function describeIndex({ keys, include, ...rest }: IndexDefinition): string {
  const named = keys.map(({ column, ...key }) => ({
    ...key,
    column: column?.name,
  }));
  return JSON.stringify({
    ...rest,
    keys: named,
    include: include.map(({ name }) => name),
  });
}

/** Whether some constraint or index begins with these columns, so that one of their own would only cost. */
function isCovered(
  columns: readonly ColumnDefinition[],
  { definition }: Blueprint,
  indexes: readonly IndexDefinition[],
): boolean {
  const lists: (readonly (ColumnDefinition | undefined)[])[] = [
    definition.primaryKey,
    ...definition.uniques.map((unique) => unique.columns),
    ...indexes
      .filter(({ method, where }) => method === "btree" && where === undefined)
      .map(({ keys }) => keys.map(({ column }) => column)),
  ];
  return lists.some((list) =>
    columns.every((column, index) => list[index] === column),
  );
}
