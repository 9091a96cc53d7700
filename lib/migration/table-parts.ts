import type { Change, TableName } from "../schema/change";
import { handleChange } from "../schema/handle-change";
import type { ChangeHandlers } from "../schema/handle-change";
import type { Table } from "../schema/schema";
import { tableKey } from "../schema/table";

/** The names of the indexes and constraints that changes have made, table by table. */
export class TableParts {
  readonly #names = new Map<string, ReadonlySet<string>>();

  /** Whether a change made an index or constraint of this name, and none took it away. */
  has(table: TableName, name: string): boolean {
    return this.#of(table).has(name);
  }

  /** Takes note of what a change makes, renames and drops. */
  follow(change: Change): void {
    if (!("table" in change)) return;
    const { table } = change;
    const { made, gone } = handleChange(effects, change);
    const names = new Set([...this.#of(table), ...made]);
    for (const name of gone) names.delete(name);
    this.#names.delete(tableKey(table));
    const name = change.kind === "rename table" ? change.to : table.name;
    if (change.kind !== "drop table")
      this.#names.set(tableKey({ ...table, name }), names);
  }

  #of(table: TableName): ReadonlySet<string> {
    return this.#names.get(tableKey(table)) ?? new Set();
  }
}

/** The names of parts that come and go with a change. */
interface Effect {
  readonly made: readonly string[];
  readonly gone: readonly string[];
}

const none = (): Effect => ({ made: [], gone: [] });

const effects: ChangeHandlers<Effect> = {
  "create schema": none,
  "drop schema": none,
  "create extension": none,
  "drop extension": none,
  "create enum": none,
  "drop enum": none,
  "rename enum": none,
  "alter enum": none,
  "create function": none,
  "drop function": none,
  "replace function": none,
  "create table": ({ table }) => ({ made: namesIn(table), gone: [] }),
  "drop table": none,
  "rename table": none,
  "comment on table": none,
  "add column": none,
  "drop column": none,
  "rename column": none,
  "alter column": none,
  "add constraint": ({ constraint }) => ({ made: [constraint.name], gone: [] }),
  "drop constraint": ({ constraint }) => ({
    made: [],
    gone: [constraint.name],
  }),
  "rename constraint": ({ constraint, to }) => ({
    made: [to],
    gone: [constraint],
  }),
  "create index": ({ index }) => ({ made: [index.name], gone: [] }),
  "drop index": ({ index }) => ({ made: [], gone: [index.name] }),
  "rename index": ({ index, to }) => ({ made: [to], gone: [index] }),
  "rename sequence": none,
  "create trigger": none,
  "drop trigger": none,
  sql: none,
};

function namesIn(table: Table): string[] {
  const { primaryKey, uniques, checks, exclusions } = table;
  const keys = primaryKey === undefined ? [] : [primaryKey];
  return [...keys, ...uniques, ...checks, ...exclusions].map(
    ({ name }) => name,
  );
}
