import type { ColumnDraft, ColumnRole, SqlText } from "../metadata/draft";
import { draftIndexOptions, indexOptionNames } from "../metadata/draft-index";
import type { ColumnField } from "../typing/column-field";
import type {
  ColumnOptions,
  FittingColumnOptions,
} from "../typing/column-options";
import { optionNames } from "../util/option-names";
import { appendProperty, checkOptions, propertyDraft } from "./append";
import { designTypeOf } from "./design-type";
import { draftValues } from "./draft-values";
import { draftEncryption } from "./encryption";
import { soundOption } from "./option-kinds";

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
  return (target: object, property: unknown) => {
    const draft = propertyDraft(target, property);
    checkOptions(draft, property as string, options, columnOptionNames);
    const indexed = options?.indexed;
    if (typeof indexed === "object")
      checkOptions(draft, property as string, indexed, indexOptionNames);
    appendProperty(
      target,
      property as string,
      draftColumn(target, property as string, "plain", options ?? {}),
    );
  };
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

/** The options of `@Column`, and those that only other decorators of columns have. */
interface DraftOptions extends ColumnOptions {
  server?: boolean;
  trigger?: boolean;
}

/** What a column decorator says, with everything that was left out filled in. */
export function draftColumn(
  target: object,
  property: string,
  role: ColumnRole,
  options: DraftOptions,
): ColumnDraft {
  const indexed = soundOption("indexed", options.indexed) ?? false;
  return {
    kind: "column",
    property,
    role,
    designType: designTypeOf(target, property),
    type: soundOption("type", options.type),
    nullable: soundOption("nullable", options.nullable) ?? false,
    unique: soundOption("unique", options.unique) ?? false,
    indexed: typeof indexed === "object" ? draftIndexOptions(indexed) : indexed,
    default: options.default,
    length: options.length,
    precision: options.precision,
    scale: options.scale,
    mode: options.mode,
    dimensions: options.dimensions,
    enum: options.enum,
    native: options.native,
    store: options.store,
    array: options.array ?? false,
    collate: options.collate,
    generatedAs: options.generatedAs as SqlText | undefined,
    virtual: options.virtual ?? false,
    name: options.name,
    comment: options.comment,
    check: options.check as SqlText | undefined,
    renamedFrom: options.renamedFrom,
    values: draftValues(target, property, options),
    encrypt: draftEncryption(target, property, options.encrypt),
    server: options.server,
    trigger: options.trigger,
  };
}
