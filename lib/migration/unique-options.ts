import { uniqueName } from "../metadata/naming";
import type { Deferrable, UniqueConstraint } from "../schema/schema";

/**
 * What a unique constraint may be beside its columns.
 *
 * @example
 * ```ts
 * const options: UniqueOptions = { deferrable: "initially deferred" };
 * m.addUnique("pages", ["position"], options);
 * // alter table "pages" add constraint "pages_position_key" unique ("position") deferrable initially deferred
 * ```
 */
export interface UniqueOptions {
  /** `<table>_<columns>_key` unless said otherwise. */
  readonly name?: string | undefined;
  /** Whether two NULLs count as the same; PostgreSQL 15 or newer. */
  readonly nullsNotDistinct?: boolean | undefined;
  /** Whether the check may wait for the end of the transaction; `no` unless said otherwise. */
  readonly deferrable?: Deferrable | undefined;
}

/** The constraint that the options describe. */
export function buildUnique(
  table: string,
  columns: readonly string[],
  options: UniqueOptions,
): UniqueConstraint {
  return {
    name: options.name ?? uniqueName(table, columns),
    columns,
    nullsNotDistinct: options.nullsNotDistinct ?? false,
    deferrable: options.deferrable ?? "no",
  };
}
