/**
 * How far apart two vectors are: by direction (`cosine`), as the crow flies
 * (`l2`), by the negative inner product, or along each dimension (`l1`).
 */
export type VectorDistance = "cosine" | "l2" | "innerProduct" | "l1";

/** What a field of a vector column holds: a `Vector`, seen by its shape. */
export interface VectorShape {
  /** Its numbers. */
  readonly values: readonly number[];
  /** How many numbers it has. */
  readonly dimensions: number;
  /**
   * The sum of the products of each dimension.
   *
   * @example
   * ```ts
   * Vector.of([1, 2]).innerProduct(Vector.of([3, 4]));   // 11
   * ```
   */
  innerProduct(other: VectorShape): number;
}
