import { foreignKeyName } from "../metadata/naming";
import type { ForeignKey, ReferentialAction } from "../schema/schema";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";

/**
 * What a foreign key may be beside its columns.
 *
 * @example
 * ```ts
 * const options: ForeignKeyOptions = { onDelete: "cascade", deferrable: "initially deferred" };
 * m.addForeignKey("articles", ["author_id"], "users", ["id"], options);
 * // alter table "articles" add constraint "articles_author_id_fkey" foreign key ("author_id")
 * //   references "users" ("id") on delete cascade deferrable initially deferred
 * ```
 */
export interface ForeignKeyOptions {
  /** `<table>_<columns>_fkey` unless said otherwise. */
  readonly name?: string | undefined;
  /** What happens to the row when the other is deleted; `no action` unless said otherwise. */
  readonly onDelete?: ReferentialAction | undefined;
  /** What happens to the row when the key of the other changes; `no action` unless said otherwise. */
  readonly onUpdate?: ReferentialAction | undefined;
  /** Whether the check may wait for the end of the transaction; `no` unless said otherwise. */
  readonly deferrable?: ForeignKey["deferrable"] | undefined;
}

/** The foreign key that the arguments of `addForeignKey` describe. */
export function buildForeignKey(
  table: string,
  columns: readonly string[],
  referenced: TableReference,
  referencedColumns: readonly string[],
  options: ForeignKeyOptions,
): ForeignKey {
  const target = resolveTable(referenced);
  return {
    name: options.name ?? foreignKeyName(table, columns),
    columns,
    referencedSchema: target.schema,
    referencedTable: target.name,
    referencedColumns,
    onDelete: options.onDelete ?? "no action",
    onUpdate: options.onUpdate ?? "no action",
    deferrable: options.deferrable ?? "no",
  };
}
