import type { ChangeOf, EnumColumn } from "../../schema/change";
import { constantOf } from "../column-default";
import { enumColumnType } from "../enum-columns";
import { renderTableName } from "./render-table";
import { call, object, plain, text, texts } from "./source";
import type { Source } from "./source";

/** An enum type that changes: its values before and after, and its columns when it is made anew. */
export function renderAlterEnum(change: ChangeOf<"alter enum">): Source {
  const { from, to, rebuild, columns } = change;
  const options = object({
    columns: rebuild
      ? {
          kind: "list",
          items: columns.map((column) => renderColumn(column, change)),
        }
      : undefined,
  });
  return call(
    "m",
    "alterEnum",
    renderTableName(to),
    texts(from.values),
    texts(to.values),
    options,
  );
}

function renderColumn(
  { table, column, isArray, to }: EnumColumn,
  change: ChangeOf<"alter enum">,
): Source {
  const entries = object({
    table: renderTableName(table),
    column: text(column),
    array: isArray ? plain(true) : undefined,
    ...renderDefault(to, enumColumnType(change.to, isArray)),
  });
  return entries ?? { kind: "object", entries: [] };
}

function renderDefault(
  sql: string | undefined,
  type: string,
): Readonly<Record<string, Source>> {
  if (sql === undefined) return {};
  const value = constantOf(sql, type);
  return typeof value === "string"
    ? { default: text(value) }
    : { defaultSql: text(sql) };
}
