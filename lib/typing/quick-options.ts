import type { IsRelation } from "./keys";
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
          : IsRelation<V> extends true
            ? never
            : "json" | "jsonb";

/** Options that say nothing about the field. */
interface OtherOptions {
  unique?: unknown;
  indexed?: unknown;
  length?: unknown;
  precision?: unknown;
  scale?: unknown;
  mode?: "number";
  enum?: never;
  name?: unknown;
  comment?: unknown;
  check?: unknown;
  renamedFrom?: unknown;
}

interface RequiredOptions<V> extends OtherOptions {
  type: TypeFor<V>;
  nullable?: false;
  default?: ReadonlyDeep<V> | SqlFragment;
}

interface InferredOptions<V> extends OtherOptions {
  type?: TypeFor<V>;
  nullable?: false;
  default?: ReadonlyDeep<V> | SqlFragment;
}

interface NullableOptions<V> extends OtherOptions {
  type: TypeFor<V>;
  nullable: true;
  default?: ReadonlyDeep<V> | SqlFragment;
}

/**
 * Options of `@Column` that fit a field of the type `V` beyond doubt. Asked of
 * the field first, because fields of one type share the answer and cost the
 * compiler nothing after the first; everything else is looked at in detail.
 */
export type QuickOptions<V> = null extends V
  ? NullableOptions<NonNullable<V>>
  : [V] extends [string | number | boolean | Date]
    ? InferredOptions<V>
    : RequiredOptions<V>;
