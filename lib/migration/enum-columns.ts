import type { EnumColumn } from "../schema/change";
import type { EnumType } from "../schema/schema";
import { quoteName } from "../util/quote";
import { defaultToSql } from "./column-default";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";

/**
 * A column that goes along when its enum type is made anew.
 *
 * @example
 * ```ts
 * const status: EnumColumnOptions = { table: "articles", column: "status", default: "draft" };
 * m.alterEnum("article_status", ["draft", "old"], ["draft", "done"], { columns: [status] });
 * // …; alter table "articles" alter column "status" drop default,
 * //   alter column "status" type "article_status" using "status"::text::"article_status",
 * //   alter column "status" set default 'draft'::public.article_status; …
 * ```
 */
export interface EnumColumnOptions {
  /** The table it is in. */
  readonly table: TableReference;
  /** Its name. */
  readonly column: string;
  /** Whether it holds an array of the type. */
  readonly array?: boolean | undefined;
  /** The value that it has by default afterwards; none unless given. */
  readonly default?: string | undefined;
  /** The same as SQL. */
  readonly defaultSql?: string | undefined;
}

/** A column as the change of its type carries it; what its default was is not known, so that it is dropped in any case. */
export function buildEnumColumn(
  options: EnumColumnOptions,
  type: EnumType,
): EnumColumn {
  const isArray = options.array ?? false;
  const to =
    options.default === undefined
      ? options.defaultSql
      : defaultToSql(options.default, enumColumnType(type, isArray));
  return {
    table: resolveTable(options.table),
    column: options.column,
    isArray,
    from: "null",
    to,
  };
}

const simpleName = /^[a-z_][a-z0-9_]*$/;

/** The type of such a column, as PostgreSQL prints it for most names. */
export function enumColumnType(type: EnumType, isArray: boolean): string {
  const name = [type.schema, type.name]
    .map((part) => (simpleName.test(part) ? part : quoteName(part)))
    .join(".");
  return isArray ? `${name}[]` : name;
}
