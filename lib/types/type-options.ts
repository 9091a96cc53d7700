import type { IntegerMode } from "./bigint";

/** The options of `@Column` that decide on the type. */
export interface TypeOptions {
  /** Characters of a `varchar` or `char`. */
  readonly length: number | undefined;
  /** Digits of a `numeric`. */
  readonly precision: number | undefined;
  /** Digits of a `numeric` after the point. */
  readonly scale: number | undefined;
  /** What a `bigint` is in JavaScript. */
  readonly mode: IntegerMode | undefined;
  /** How many numbers a `vector` or `halfvec` has. */
  readonly dimensions: number | undefined;
}

/** Every option left out. */
export const noTypeOptions: TypeOptions = {
  length: undefined,
  precision: undefined,
  scale: undefined,
  mode: undefined,
  dimensions: undefined,
};
