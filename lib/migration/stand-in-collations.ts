import type { Database } from "../database/database";
import type { Change } from "../schema/change";
import type { Column, Schema } from "../schema/schema";
import { compileStandIn } from "../sql/ddl/collation";

/**
 * Names that servers give to the collations of their operating system and of
 * ICU: `de_DE.utf8`, `de-x-icu`. The shadow has hardly any of them.
 */
const ofServers =
  /^([a-z]{2,3}(-[A-Za-z0-9-]+)?-x-icu|[a-z]{2,3}_[A-Z]{2}([.@].*)?)$/;

/**
 * Gives the shadow the collations of servers that columns use, by name alone:
 * nothing is sorted there. A name that no server would give is left to fail.
 */
export async function standInForCollations(
  shadow: Database,
  columns: readonly Column[],
): Promise<void> {
  const names = new Set(columns.flatMap(({ type }) => collationOf(type)));
  for (const name of names) await shadow.send(compileStandIn(name));
}

/** The columns of a schema. */
export function columnsOf({ tables }: Schema): readonly Column[] {
  return tables.flatMap(({ columns }) => columns);
}

/** The columns that changes make. */
export function columnsIn(changes: readonly Change[]): readonly Column[] {
  return changes.flatMap((change) => {
    if (change.kind === "create table") return change.table.columns;
    if (change.kind === "add column") return [change.column];
    return change.kind === "alter column" ? [change.alteration.to] : [];
  });
}

function collationOf(type: string): string[] {
  const quoted = / COLLATE "((?:[^"]|"")*)"$/s.exec(type)?.[1];
  const name = quoted?.replaceAll('""', '"');
  return name !== undefined && ofServers.test(name) ? [name] : [];
}
