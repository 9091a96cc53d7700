import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type {
  ColumnDefinition,
  IndexDefinition,
  IndexKeyDefinition,
} from "../definition";
import type { IndexDraft, IndexKeyDraft } from "../draft";
import { indexName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { collectIndexes } from "./collect-indexes";
import { columnsOf } from "./columns-of";
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
  for (const relation of blueprint.properties.values()) {
    if (relation.kind !== "belongsTo" || !relation.indexed) continue;
    const columns = blueprint.findBelongsTo(relation.property)?.columns ?? [];
    if (columns.length === 0 || isCovered(columns, blueprint, indexes))
      continue;
    indexes.push(plainIndex(definition.table, columns));
  }
  definition.indexes = indexes;
}

function buildIndex(
  draft: IndexDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): IndexDefinition | undefined {
  const { declaredBy, options } = draft;
  checkGivenName(options.name, "index", undefined, blueprint, context);
  const keys = draft.keys.map((key) =>
    buildKeys(key, declaredBy, blueprint, context),
  );
  const include = options.include.map((name) =>
    columnsOf(name, declaredBy, blueprint, context),
  );
  if ([...keys, ...include].includes(undefined)) return undefined;
  const built = keys.flatMap((key) => key ?? []);
  const names = built.map(({ column }) => column?.name ?? "expr");
  return {
    name: options.name ?? indexName(blueprint.definition.table, names),
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
  };
}

function buildKeys(
  key: IndexKeyDraft,
  declaredBy: string,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly IndexKeyDefinition[] | undefined {
  const { operatorClass, direction, nulls } = key;
  if (key.column !== undefined) {
    const columns = columnsOf(key.column, declaredBy, blueprint, context);
    return columns?.map((column) => ({
      column,
      expression: undefined,
      operatorClass,
      direction,
      nulls,
    }));
  }
  const expression = inlineIndexSql(
    key.expression,
    `${declaredBy} expression`,
    blueprint,
    context,
  );
  return expression === undefined
    ? undefined
    : [{ column: undefined, expression, operatorClass, direction, nulls }];
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

function plainIndex(
  table: string,
  columns: readonly ColumnDefinition[],
): IndexDefinition {
  const names = columns.map(({ name }) => name);
  return {
    name: indexName(table, names),
    keys: columns.map((column) => ({
      column,
      expression: undefined,
      operatorClass: undefined,
      direction: "asc",
      nulls: undefined,
    })),
    unique: false,
    method: "btree",
    where: undefined,
    include: [],
    nullsNotDistinct: false,
    with: {},
  };
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
