import { isEmbeddable } from "../ast/embeddable";
import type { ColumnDefinition } from "../metadata/definition";
import { memoize } from "../util/memoize";
import { Returning } from "./record-state";

/**
 * The values of columns with `normalize`. They stay own, enumerable properties
 * of the record, so that spread, JSON and loops see them, but as accessors: an
 * assignment brings the value into its form. What the database gave is kept as
 * it is. Only records of models with such columns have any of this.
 */
class NormalizedValues extends Returning {
  readonly #values: Record<string, unknown> = Object.create(null) as Record<
    string,
    unknown
  >;

  static of(record: object): Record<string, unknown> {
    if (!(#values in record)) new NormalizedValues(record);
    return (record as NormalizedValues).#values;
  }
}

/** Sets a column with `normalize` to a value as it is, as one that comes from the database. */
export function writeVerbatim(
  record: object,
  column: ColumnDefinition,
  value: unknown,
): void {
  NormalizedValues.of(record)[column.property] = value;
  if (!Object.hasOwn(record, column.property))
    Object.defineProperty(record, column.property, accessorOf(column));
}

/** Sets a column with `normalize` to the form of a value; SQL is for the database. */
export function writeNormalized(
  record: object,
  column: ColumnDefinition,
  value: unknown,
): void {
  const { type, at } = column;
  const normal = isEmbeddable(value) ? value : type.normalize?.(value, at);
  writeVerbatim(record, column, normal);
}

/** One accessor for all records of a model, so that they keep one shape. */
const accessorOf = memoize((column: ColumnDefinition): PropertyDescriptor =>
  Object.freeze({
    get(this: object) {
      return NormalizedValues.of(this)[column.property];
    },
    set(this: object, value: unknown) {
      writeNormalized(this, column, value);
    },
    enumerable: true,
    configurable: true,
  }),
);
