import { MigrationError } from "../errors/migration-error";
import type { TableName } from "../schema/change";

/**
 * A table in a migration: `users`, `reports.daily`, or both parts apart when a name
 * has a dot in it.
 *
 * @example
 * ```ts
 * const daily: TableReference = "reports.daily";
 * m.dropTable(daily);                                     // drop table "reports"."daily"
 * m.dropTable({ schema: "reports", name: "daily.v2" });   // drop table "reports"."daily.v2"
 * ```
 */
export type TableReference =
  string | { readonly schema: string; readonly name: string };

/** The full name that a reference stands for; without a schema it is in `public`. */
export function resolveTable(reference: TableReference): TableName {
  if (typeof reference !== "string")
    return { schema: reference.schema, name: reference.name };
  const parts = reference.split(".");
  const [first, second] = parts;
  if (parts.some((part) => part === "") || parts.length > 2) {
    throw new MigrationError(
      `${JSON.stringify(reference)} cannot be read as a table.`,
      undefined,
      { hint: 'Write { schema: "…", name: "…" } for a name with dots in it.' },
    );
  }
  return second === undefined
    ? { schema: "public", name: reference }
    : { schema: first as string, name: second };
}

/** The shortest reference that `resolveTable` reads back as this table. */
export function referTo({ schema, name }: TableName): TableReference {
  if (name.includes(".") || schema.includes(".")) return { schema, name };
  return schema === "public" ? name : `${schema}.${name}`;
}
