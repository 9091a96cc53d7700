import type { ColumnField } from "../typing/column-field";
import type { ColumnNaming } from "../typing/column-naming";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";

/** The options of `@PublicId`. */
export interface PublicIdOptions extends ColumnNaming {
  /** The version of the UUID: 4, random, unless this is 7, sorted by time. */
  version?: 4 | 7;
  /** Whether the program makes it, so that it is there before the insert; the database does unless this is true. */
  client?: boolean;
}

/** A decorator of a field that holds a UUID. */
export type PublicIdDecorator = <T extends object, K extends keyof T & string>(
  target: T,
  property: ColumnField<T, K, { type: "uuid" }>,
) => void;

/**
 * Makes a field the id that others may see, a UUID beside the primary key:
 * it does not tell how many rows there are, nor which came first.
 *
 * @example
 * ```ts
 * @Table()
 * class Invoice extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @PublicId() declare uuid: string;
 *   declare [Defaulted]?: "uuid";
 * }
 * // "uuid" uuid not null default gen_random_uuid()
 * // constraint "invoices_uuid_key" unique ("uuid")
 *
 * const { uuid } = await Invoice.create({});   // insert into "invoices" default values returning "id", "uuid"
 * await Invoice.findByPublicId(uuid);   // select … from "invoices" where "uuid" = $1 limit $2
 * ```
 */
export function PublicId(options: PublicIdOptions = {}): PublicIdDecorator {
  const { version = 4, client = false, ...rest } = options;
  return decorateColumn("publicId", options, publicIdOptionNames, {
    ...rest,
    type: "uuid",
    unique: true,
    default: version === 7 ? "v7" : "v4",
    server: !client,
  });
}

const publicIdOptionNames = optionNames<PublicIdOptions>({
  version: true,
  client: true,
  name: true,
  comment: true,
  renamedFrom: true,
});
