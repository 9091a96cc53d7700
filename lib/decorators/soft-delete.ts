import type { ColumnField } from "../typing/column-field";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";
import type { TimestampOptions } from "./timestamps";

/** The options of `@SoftDelete`, whose column always has an index. */
export type SoftDeleteOptions = Omit<TimestampOptions, "indexed">;

/** A decorator of a field that holds a Date, or null as long as the record lives. */
export type SoftDeleteDecorator = <
  T extends object,
  K extends keyof T & string,
>(
  target: T,
  property: ColumnField<T, K, { type: "timestamptz"; nullable: true }>,
) => void;

/**
 * Keeps the rows of destroyed records: `destroy()` writes the time into this
 * field, and every query, relation and condition passes over such rows unless
 * it says `withDeleted()` or `onlyDeleted()`. Unique columns of the model are
 * unique among the rows that live, so that a deleted value is free again.
 * Foreign keys of other tables see the row as it is: nothing cascades.
 *
 * @example
 * ```ts
 * @Table()
 * class Account extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ unique: true }) declare email: string;
 *   @SoftDelete() declare deletedAt: Date | null;
 * }
 * // "deleted_at" timestamptz
 * // create unique index "accounts_email_key" on "public"."accounts" ("email") where "deleted_at" is null
 *
 * const account = await Account.create({ email: "ada@example.com" });   // insert into "accounts" …
 * await account.destroy();
 * // update "accounts" set "deleted_at" = now() where "id" = $1 and "deleted_at" is null returning …
 * await Account.count();                 // select count(*) … where "deleted_at" is null
 * await Account.withDeleted().count();   // select count(*) from "accounts"
 * await account.restore();               // update "accounts" set "deleted_at" = $1 …
 * ```
 */
export function SoftDelete(
  options: SoftDeleteOptions = {},
): SoftDeleteDecorator {
  const column = { ...options, nullable: true };
  return decorateColumn("softDelete", options, softDeleteOptionNames, column);
}

const softDeleteOptionNames = optionNames<SoftDeleteOptions>({
  name: true,
  comment: true,
  renamedFrom: true,
});
