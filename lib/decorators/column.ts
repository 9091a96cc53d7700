import type { ColumnField } from "../typing/column-field";
import type {
  ColumnOptions,
  FittingColumnOptions,
} from "../typing/column-options";
import { optionNames } from "../util/option-names";
import { decorateColumn } from "./draft-column";

/** A decorator of a field that fits the options of its column. */
export type ColumnDecorator<O> = <T extends object, K extends keyof T & string>(
  target: T,
  property: ColumnField<T, K, O>,
) => void;

/**
 * Makes a field a column, not null unless said otherwise.
 *
 * @example
 * ```ts
 * @Table()
 * class Article extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "varchar", length: 200, unique: true }) declare slug: string;
 *   @Column({ default: 0 }) declare views: number;
 * }
 * // "slug" varchar(200) not null
 * // "views" integer not null default 0
 * // constraint "articles_slug_key" unique ("slug")
 * ```
 */
export function Column(): ColumnDecorator<object>;
// Without a default for `O`, which would keep the compiler from telling a function among the options what it takes.
export function Column<const O extends ColumnOptions>(
  options: O & FittingColumnOptions<O>,
): ColumnDecorator<O>;
export function Column(options?: ColumnOptions): ColumnDecorator<object> {
  return decorateColumn("plain", options, columnOptionNames, options ?? {});
}

const columnOptionNames = optionNames<ColumnOptions>({
  type: true,
  nullable: true,
  unique: true,
  indexed: true,
  default: true,
  length: true,
  precision: true,
  scale: true,
  mode: true,
  dimensions: true,
  enum: true,
  native: true,
  store: true,
  array: true,
  collate: true,
  generatedAs: true,
  virtual: true,
  name: true,
  comment: true,
  check: true,
  renamedFrom: true,
  transform: true,
  normalize: true,
  coerce: true,
  private: true,
  omitByDefault: true,
  encrypt: true,
});
