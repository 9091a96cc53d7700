import { foreignKeyName } from "../metadata/naming";
import type { ForeignKey, ReferentialAction } from "../schema/schema";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";

/** What a foreign key may be beside its columns. */
export interface ForeignKeyOptions {
  /** `<table>_<columns>_fkey` unless said otherwise. */
  readonly name?: string | undefined;
  readonly onDelete?: ReferentialAction | undefined;
  readonly onUpdate?: ReferentialAction | undefined;
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
