import type { NotJson } from "./json-value";
import type { ReferenceShape, SetShape } from "./markers";
import type { ReadonlyDeep } from "./readonly-deep";
import type { SqlFragment } from "./sql-fragment";

type TextType =
  | "text"
  | "varchar"
  | "char"
  | "citext"
  | "uuid"
  | "date"
  | "time"
  | "timetz"
  | "interval"
  | "numeric"
  | "inet"
  | "cidr"
  | "macaddr"
  | "tsvector";

type NumberType =
  "smallint" | "integer" | "bigint" | "real" | "double precision";

/** The types of columns that a field of the type `V` can have. */
type TypeFor<V> = [V] extends [string]
  ? TextType
  : [V] extends [number]
    ? NumberType
    : [V] extends [boolean]
      ? "boolean"
      : [V] extends [Date]
        ? "timestamptz" | "timestamp"
        : [V] extends [readonly string[]]
          ? `${TextType}[]`
          : [Extract<V, NotJson | ReferenceShape | SetShape>] extends [never]
            ? "json" | "jsonb"
            : never;

/** Options that say nothing about the field. */
interface OtherOptions {
  unique?: unknown;
  indexed?: unknown;
  precision?: unknown;
  scale?: unknown;
  mode?: never;
  enum?: never;
  array?: false;
  transform?: never;
  normalize?: never;
  coerce?: unknown;
  private?: unknown;
  omitByDefault?: unknown;
  collate?: unknown;
  generatedAs?: never;
  name?: unknown;
  comment?: unknown;
  check?: unknown;
  renamedFrom?: unknown;
}

interface RequiredOptions<V> extends OtherOptions {
  type: TypeFor<V>;
  length?: unknown;
  nullable?: false;
  default?: ReadonlyDeep<V> | SqlFragment | (() => ReadonlyDeep<V>);
}

interface InferredOptions<V> extends OtherOptions {
  type?: TypeFor<V>;
  length?: [V] extends [string] ? unknown : never;
  nullable?: false;
  default?: ReadonlyDeep<V> | SqlFragment | (() => ReadonlyDeep<V>);
}

interface NullableOptions<V> extends OtherOptions {
  type: TypeFor<V>;
  length?: unknown;
  nullable: true;
  default?: ReadonlyDeep<V> | SqlFragment | (() => ReadonlyDeep<V>);
}

/**
 * Options of `@Column` that fit a field of the type `V` beyond doubt. Asked of
 * the field first, because fields of one type share the answer and cost the
 * compiler nothing after the first; everything else is looked at in detail.
 */
export type QuickOptions<V> = null extends V
  ? NullableOptions<NonNullable<V>>
  : IsTold<V> extends true
    ? InferredOptions<V>
    : RequiredOptions<V>;

/** Whether compilers note what the field holds; of a union such as `string | number` they note nothing. */
type IsTold<V> = [V] extends [string]
  ? true
  : [V] extends [number]
    ? true
    : [V] extends [boolean]
      ? true
      : [V] extends [Date]
        ? true
        : false;
