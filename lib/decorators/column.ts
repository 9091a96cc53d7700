import type { ColumnDraft, ColumnRole, SqlText } from "../metadata/draft";
import { draftIndexOptions } from "../metadata/draft-index";
import type { ColumnField } from "../typing/column-field";
import type {
  ColumnOptions,
  FittingColumnOptions,
} from "../typing/column-options";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { designTypeOf } from "./design-type";

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
export function Column<const O extends ColumnOptions = object>(
  options?: O & FittingColumnOptions<O>,
): ColumnDecorator<O> {
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, columnOptionNames);
    appendProperty(
      target,
      property as string,
      draftColumn(target, property as string, "plain", options ?? {}),
    );
  };
}

const columnOptionNames: readonly (keyof ColumnOptions)[] = [
  "type",
  "nullable",
  "unique",
  "indexed",
  "default",
  "length",
  "precision",
  "scale",
  "mode",
  "enum",
  "name",
  "comment",
  "check",
  "renamedFrom",
];

/** What a column decorator says, with everything that was left out filled in. */
export function draftColumn(
  target: object,
  property: string,
  role: ColumnRole,
  options: ColumnOptions,
): ColumnDraft {
  const { indexed = false } = options;
  return {
    kind: "column",
    property,
    role,
    designType: designTypeOf(target, property),
    type: options.type,
    nullable: options.nullable ?? false,
    unique: options.unique ?? false,
    indexed: typeof indexed === "object" ? draftIndexOptions(indexed) : indexed,
    default: options.default,
    length: options.length,
    precision: options.precision,
    scale: options.scale,
    mode: options.mode,
    enum: options.enum,
    name: options.name,
    comment: options.comment,
    check: options.check as SqlText | undefined,
    renamedFrom: options.renamedFrom,
  };
}
