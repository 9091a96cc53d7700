import type { ColumnField } from "../typing/column-field";
import type { ColumnNaming } from "../typing/column-naming";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";

/** The options of `@Version`. */
export type VersionOptions = ColumnNaming;

/** A decorator of a field that holds a number. */
export type VersionDecorator = <T extends object, K extends keyof T & string>(
  target: T,
  property: ColumnField<T, K, { type: "integer" }>,
) => void;

/**
 * Counts the changes of a row, from 1, and checks them: `save` and `destroy`
 * are refused when the row is not as the record was read. A version that is
 * assigned, as a form sends it back, is what the row must have. `updateAll`
 * and `upsertAll` raise it and do not check.
 *
 * @example
 * ```ts
 * @Table()
 * class Page extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column() declare title: string;
 *   @Version() declare version: number;
 *   declare [Defaulted]?: "version";
 * }
 * // "version" integer not null default 1
 *
 * const page = await Page.create({ title: "News" });
 * const same = await Page.find(page.id);
 * await page.update({ title: "Old news" });
 * // update "pages" set "title" = $1, "version" = "version" + $2 where "id" = $3 and "version" = $4 returning …
 * await same.update({ title: "Good news" });   // throws StaleRecordError
 * ```
 */
export function Version(options: VersionOptions = {}): VersionDecorator {
  const column = { ...options, type: "integer" } as const;
  return decorateColumn("version", options, versionOptionNames, column);
}

const versionOptionNames = optionNames<VersionOptions>({
  name: true,
  comment: true,
  renamedFrom: true,
});
