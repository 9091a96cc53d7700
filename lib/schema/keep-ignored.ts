import { hasType } from "./diff-enums";
import { mentionsAny } from "./expression-text";
import type { Schema, Table, Trigger } from "./schema";
import { indexTables, tableKey } from "./table";

/**
 * The wanted schema with what the columns that it leaves alone need beside
 * their table: their enum types, and the triggers and functions of arx that
 * keep them.
 */
export function keepIgnored(from: Schema, to: Schema): Schema {
  if (to.tables.every(({ ignoredColumns }) => ignoredColumns.length === 0))
    return to;
  const before = indexTables(from);
  const kept = to.tables.map((table) => {
    const source = before.get(tableKey(table));
    return source === undefined
      ? { columns: [], triggers: [] }
      : keptOf(source, table, from);
  });
  const columns = kept.flatMap((each) => each.columns);
  const triggers = kept.flatMap((each) => each.triggers);
  return {
    ...to,
    enums: addMissing(
      to.enums,
      from.enums.filter((type) => columns.some((each) => hasType(each, type))),
    ),
    functions: addMissing(
      to.functions,
      from.functions.filter((each) =>
        triggers.some((trigger) => calls(trigger, each)),
      ),
    ),
    tables: to.tables.map((table, index) => ({
      ...table,
      triggers: [...table.triggers, ...(kept[index]?.triggers ?? [])],
    })),
  };
}

/** The columns that are left alone, and the triggers whose functions read them. */
function keptOf(
  source: Table,
  { ignoredColumns }: Table,
  { functions }: Schema,
): Pick<Table, "columns" | "triggers"> {
  const names = new Set(ignoredColumns);
  return {
    columns: source.columns.filter(({ name }) => names.has(name)),
    triggers: source.triggers.filter((trigger) =>
      functions.some(
        (each) => calls(trigger, each) && mentionsAny(each.body, names),
      ),
    ),
  };
}

function calls(
  trigger: Trigger,
  { schema, name }: Schema["functions"][number],
): boolean {
  return trigger.functionSchema === schema && trigger.function === name;
}

function addMissing<
  Item extends { readonly schema: string; readonly name: string },
>(there: readonly Item[], more: readonly Item[]): Item[] {
  const keys = new Set(there.map(tableKey));
  return [...there, ...more.filter((item) => !keys.has(tableKey(item)))];
}
