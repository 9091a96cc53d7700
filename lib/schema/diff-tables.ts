import type { Change } from "./change";
import { toPlainColumn } from "./column";
import { diffChecks } from "./diff-checks";
import { diffColumns } from "./diff-columns";
import { diffComments } from "./diff-comments";
import { diffExclusions } from "./diff-exclusions";
import { diffIndexes } from "./diff-indexes";
import { diffPrimaryKey } from "./diff-primary-key";
import { diffUniques } from "./diff-uniques";
import { diffTriggers } from "./diff-triggers";
import type { Table } from "./schema";
import type { TablePair, TablePairs } from "./table-pair";

/** What turns tables into the wanted ones, all but their foreign keys. */
export function diffTables({ created, dropped, kept }: TablePairs): Change[] {
  return [
    ...dropped.flatMap(dropTable),
    ...created.flatMap(createTable),
    ...kept.flatMap(alterTable),
  ];
}

function createTable(pair: TablePair): Change[] {
  return [
    { kind: "create table", table: withoutOwnChanges(pair.to) },
    ...diffIndexes(pair),
    ...diffTriggers(pair),
  ];
}

/** Indexes and triggers are dropped one by one although they would go with the table, so that the way back makes them again. */
function dropTable(pair: TablePair): Change[] {
  return [
    ...diffIndexes(pair),
    ...diffTriggers(pair),
    { kind: "drop table", table: withoutOwnChanges(pair.from) },
  ];
}

function alterTable(pair: TablePair): Change[] {
  return [
    ...diffComments(pair),
    ...diffColumns(pair),
    ...diffPrimaryKey(pair),
    ...diffUniques(pair),
    ...diffChecks(pair),
    ...diffExclusions(pair),
    ...diffIndexes(pair),
    ...diffTriggers(pair),
  ];
}

/** The table without the parts that are changes of their own. */
function withoutOwnChanges(table: Table): Table {
  return {
    ...table,
    renamedFrom: undefined,
    columns: table.columns.map(toPlainColumn),
    foreignKeys: [],
    ignoredColumns: [],
    indexes: [],
    triggers: [],
  };
}
