import type { Change, TableName } from "./change";
import { optionalKey } from "./expression-text";
import { matchParts } from "./match-parts";
import { indexMentions } from "./part-mentions";
import type { Index, IndexKey } from "./schema";
import type { TablePair } from "./table-pair";

/** What turns the indexes of a table into the wanted ones. A new definition is a new index. */
export function diffIndexes({
  name,
  from,
  to,
  isStale,
  uprooted,
}: TablePair): Change[] {
  const matches = matchParts(
    from.indexes,
    to.indexes,
    defineIndex,
    (index) => isStale(index) || indexMentions(index, uprooted),
  );
  // A new table has no rows, and nobody to stop.
  const isInUse = from.columns.length > 0;
  return [
    ...matches.dropped.map((index) => dropIndex(name, index)),
    ...matches.renamed.map((pair) =>
      renameIndex(name, pair.from.name, pair.to.name),
    ),
    ...matches.added.map((index) =>
      createIndex(name, index, isInUse && index.concurrently),
    ),
  ];
}

function createIndex(
  table: TableName,
  index: Index,
  concurrently: boolean,
): Change {
  return {
    kind: "create index",
    table,
    index: { ...index, concurrently: false },
    concurrently,
  };
}

function dropIndex(table: TableName, index: Index): Change {
  return {
    kind: "drop index",
    table,
    index: { ...index, concurrently: false },
    concurrently: false,
  };
}

function renameIndex(table: TableName, index: string, to: string): Change {
  return { kind: "rename index", table, index, to };
}

function defineIndex(index: Index): string {
  return JSON.stringify([
    index.method,
    index.unique,
    index.keys.map(defineKey),
    index.include,
    optionalKey(index.where),
    index.nullsNotDistinct,
    index.with,
  ]);
}

function defineKey(key: IndexKey): unknown[] {
  return [
    key.column,
    optionalKey(key.expression),
    key.operatorClass,
    key.direction,
    key.nulls,
  ];
}
