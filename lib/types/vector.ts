import { InvalidArgumentError } from "../errors/query-error";
import { describeValue } from "./describe-value";

/** A number as PostgreSQL prints it and JavaScript writes it: `-1`, `2.5`, `1e-05`. */
const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A value of a `vector` or `halfvec` column of the extension pgvector, frozen:
 * an embedding, for instance. Columns keep its numbers with the precision of
 * four bytes each, or two: 0.123456789 is read as 0.12345679.
 *
 * @example
 * ```ts
 * @Table()
 * class Passage extends ManagedObject {
 *   @PrimaryKey() declare id: number;
 *   @Column({ type: "vector", dimensions: 3, indexed: { method: "hnsw" } }) declare embedding: Vector;
 * }
 * // "embedding" vector(3) not null
 * // create index "idx_passages_embedding_hnsw" on "passages" using "hnsw" ("embedding" vector_cosine_ops)
 *
 * Vector.of([1, 2, 3]).cosineSimilarity(Vector.of([2, 3, 4])).toFixed(4);   // "0.9926"
 * ```
 */
export class Vector {
  /** Its numbers, all of them finite. */
  readonly values: readonly number[];

  private constructor(values: readonly number[]) {
    this.values = Object.freeze(values);
    Object.freeze(this);
  }

  /**
   * The vector of these numbers.
   *
   * @example
   * ```ts
   * Vector.of([1, 2.5, -3]).toString();        // "[1,2.5,-3]"
   * Vector.of(new Float32Array(4)).dimensions;   // 4
   * ```
   *
   * @throws InvalidArgumentError when there are none, or one is not finite
   */
  static of(values: Iterable<number>): Vector {
    const list: readonly unknown[] = isIterable(values) ? [...values] : [];
    if (list.length === 0)
      throw new InvalidArgumentError(
        "Vector.of takes a list of one number or more.",
      );
    return new Vector(list.map(checkNumber));
  }

  /**
   * The vector that a text stands for, as `toString` and PostgreSQL write it.
   *
   * @example
   * ```ts
   * Vector.parse("[1,2.5,-3e-2]").values;   // [1, 2.5, -0.03]
   * ```
   *
   * @throws InvalidArgumentError when the text is none
   */
  static parse(text: string): Vector {
    const vector = readVector(text);
    if (vector !== undefined) return vector;
    throw new InvalidArgumentError("Vector.parse: the text is no vector.", {
      hint: "A vector is written [1,2.5,-3], with finite numbers.",
    });
  }

  /** How many numbers it has. */
  get dimensions(): number {
    return this.values.length;
  }

  /**
   * The text that PostgreSQL reads.
   *
   * @example
   * ```ts
   * Vector.of([1, 2.5]).toString();   // "[1,2.5]"
   * ```
   */
  toString(): string {
    return `[${this.values.map(writeNumber).join(",")}]`;
  }

  /**
   * Its numbers, as they stand in JSON.
   *
   * @example
   * ```ts
   * JSON.stringify({ at: Vector.of([1, 2]) });   // '{"at":[1,2]}'
   * ```
   */
  toJSON(): readonly number[] {
    return this.values;
  }

  /**
   * Its numbers, one after the other.
   *
   * @example
   * ```ts
   * Math.max(...Vector.of([1, 3, 2]));   // 3
   * ```
   */
  [Symbol.iterator](): IterableIterator<number> {
    return this.values[Symbol.iterator]();
  }

  /**
   * How much two vectors point the same way: 1 in the same direction, 0 at a
   * right angle, -1 in the opposite one. A vector of zeros has no direction;
   * with it the result is 0.
   *
   * @example
   * ```ts
   * Vector.of([1, 0]).cosineSimilarity(Vector.of([0, 2]));   // 0
   * ```
   *
   * @throws InvalidArgumentError when the other has another number of dimensions
   */
  cosineSimilarity(other: Vector): number {
    const product = this.innerProduct(other);
    const lengths = lengthOf(this) * lengthOf(other);
    // Rounding leaves the range by a hair.
    return lengths === 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
  }

  /**
   * The distance as the crow flies; `<->` in SQL, `l2` in queries.
   *
   * @example
   * ```ts
   * Vector.of([0, 0]).euclideanDistance(Vector.of([3, 4]));   // 5
   * ```
   *
   * @throws InvalidArgumentError when the other has another number of dimensions
   */
  euclideanDistance(other: Vector): number {
    return Math.sqrt(sum(this, other, (left, right) => (left - right) ** 2));
  }

  /**
   * The sum of the distances along each dimension; `<+>` in SQL, `l1` in queries.
   *
   * @example
   * ```ts
   * Vector.of([0, 0]).manhattanDistance(Vector.of([3, 4]));   // 7
   * ```
   *
   * @throws InvalidArgumentError when the other has another number of dimensions
   */
  manhattanDistance(other: Vector): number {
    return sum(this, other, (left, right) => Math.abs(left - right));
  }

  /**
   * The sum of the products of each dimension; what `<#>` in SQL gives with the
   * sign turned round.
   *
   * @example
   * ```ts
   * Vector.of([1, 2]).innerProduct(Vector.of([3, 4]));   // 11
   * ```
   *
   * @throws InvalidArgumentError when the other has another number of dimensions
   */
  innerProduct(other: Vector): number {
    return sum(this, other, (left, right) => left * right);
  }
}

/** Whether a value is a vector: by its shape, which that of another copy of arx has too. */
export function isVector(value: unknown): value is Vector {
  return (
    typeof value === "object" &&
    value !== null &&
    "values" in value &&
    Array.isArray(value.values) &&
    "innerProduct" in value &&
    typeof value.innerProduct === "function"
  );
}

/** -0 as well, which JavaScript writes as 0. */
function writeNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The vector that a text stands for, or undefined. */
export function readVector(text: unknown): Vector | undefined {
  const [, inner] =
    typeof text === "string" ? (/^\s*\[([^[\]]*)\]\s*$/.exec(text) ?? []) : [];
  if (inner === undefined) return undefined;
  const parts = inner.split(",").map((part) => part.trim());
  if (!parts.every((part) => numberPattern.test(part))) return undefined;
  const values = parts.map(Number);
  return values.every(Number.isFinite) ? Vector.of(values) : undefined;
}

/** Whether its length is 0, by the four bytes in which pgvector adds the squares up, so that it has no direction. */
export function isZero({ values }: Vector): boolean {
  return values.every((value) => Math.fround(value * value) === 0);
}

function isIterable(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value
  );
}

function checkNumber(value: unknown, index: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(
    `Vector.of takes finite numbers, and number ${String(index)} is ${describeValue(value)}.`,
  );
}

function sum(
  one: Vector,
  other: Vector,
  combine: (left: number, right: number) => number,
): number {
  const left = one.values;
  const right = valuesOf(other);
  if (left.length !== right.length)
    throw new InvalidArgumentError(
      `A vector of ${String(left.length)} dimensions and one of ${String(right.length)} cannot be compared.`,
    );
  return left.reduce(
    (total, value, index) => total + combine(value, right[index] ?? 0),
    0,
  );
}

function valuesOf(vector: unknown): readonly number[] {
  if (isVector(vector)) return vector.values;
  throw new InvalidArgumentError(
    `A vector is compared with a Vector, not with ${describeValue(vector)}.`,
    { hint: "Make one of a list of numbers: Vector.of([1, 2, 3])." },
  );
}

function lengthOf(vector: Vector): number {
  return Math.sqrt(vector.innerProduct(vector));
}
