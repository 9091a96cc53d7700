import { primaryKeyName, uniqueName } from "../../metadata/naming";
import type { TableName } from "../../schema/change";
import type { Table, UniqueConstraint } from "../../schema/schema";
import { referTo } from "../table-reference";
import { renderColumn } from "./render-column";
import { renderExclusion } from "./render-exclusion";
import { call, nameUnless, object, plain, text, texts } from "./source";
import type { Source } from "./source";

/** The body of `createTable`: its columns, then what stands beside them. */
export function renderTable(table: Table): readonly Source[] {
  return [
    ...table.columns.map((column) => renderColumn(column, "t")),
    ...renderPrimaryKey(table),
    ...table.uniques.map((unique) =>
      call("t", "unique", ...renderUnique(table.name, unique)),
    ),
    ...table.checks.map(({ name, expression }) =>
      call("t", "check", text(name), text(expression)),
    ),
    ...table.exclusions.map((exclusion) =>
      call("t", "exclude", ...renderExclusion(exclusion)),
    ),
    ...(table.comment === undefined
      ? []
      : [call("t", "comment", text(table.comment))]),
  ];
}

/** A table as the first argument of a call. */
export function renderTableName(table: TableName): Source {
  const reference = referTo(table);
  return typeof reference === "string"
    ? text(reference)
    : {
        kind: "object",
        entries: [
          ["schema", text(reference.schema)],
          ["name", text(reference.name)],
        ],
      };
}

/** The columns of a unique constraint and what is not usual about it. */
export function renderUnique(
  table: string,
  { name, columns, nullsNotDistinct, deferrable }: UniqueConstraint,
): readonly (Source | undefined)[] {
  const options = object({
    name: nameUnless(uniqueName(table, columns), name),
    nullsNotDistinct: nullsNotDistinct ? plain(true) : undefined,
    deferrable: nameUnless("no", deferrable),
  });
  return [texts(columns), options];
}

function renderPrimaryKey({ name, primaryKey }: Table): readonly Source[] {
  if (primaryKey === undefined) return [];
  const given = nameUnless(primaryKeyName(name), primaryKey.name);
  return [call("t", "primaryKey", texts(primaryKey.columns), given)];
}
