import { TypeMismatchError, UnreadableValueError } from "../errors/query-error";
import type { ColumnType } from "./column-type";
import { describeValue } from "./describe-value";
import { isVector, isZero, readVector, Vector } from "./vector";

/** What a number becomes in the column; infinite when it is beyond its range. */
type Rounding = (value: number) => number;

/** `vector`, from the extension of that name: four bytes for each number. */
export function vectorType(dimensions: number | undefined): ColumnType<Vector> {
  return vectorOf("vector", dimensions, Math.fround);
}

/** `halfvec`, from the extension `vector`: two bytes for each number. */
export function halfvecType(
  dimensions: number | undefined,
): ColumnType<Vector> {
  return vectorOf("halfvec", dimensions, roundToHalf);
}

/** Whether a column keeps a vector as one without a direction. */
export function isKeptAsZero(type: ColumnType, vector: Vector): boolean {
  const zero = Vector.of(vector.values.map(() => 0));
  return isZero(vector) || type.equals(vector, zero);
}

/** Whether the values of a type are vectors. */
export function isVectorType({ name, encryption }: ColumnType): boolean {
  return encryption === undefined && (name === "vector" || name === "halfvec");
}

function vectorOf(
  name: string,
  dimensions: number | undefined,
  round: Rounding,
): ColumnType<Vector> {
  const size = dimensions === undefined ? "" : `(${String(dimensions)})`;
  return {
    name,
    sqlName: `${name}${size}`,
    valueName: "Vector",
    extension: "vector",
    encode: (value, at) => encodeVector(value, dimensions, round, at),
    decode: (text, at) => {
      const vector = readVector(text);
      if (vector !== undefined) return vector;
      const hint = "Declare the column with the type it has in the database.";
      throw new UnreadableValueError(at, "text that is no vector", hint);
    },
    equals: (left, right) =>
      isVector(left) &&
      isVector(right) &&
      left.values.length === right.values.length &&
      left.values.every(
        (value, index) => round(value) === round(right.values[index] ?? NaN),
      ),
  };
}

function encodeVector(
  value: unknown,
  dimensions: number | undefined,
  round: Rounding,
  at: string,
): string {
  const wanted =
    dimensions === undefined
      ? "a Vector"
      : `a Vector of ${inWords(dimensions)}`;
  if (!isVector(value))
    throw new TypeMismatchError(at, wanted, describeValue(value));
  const { values } = value;
  if (dimensions !== undefined && values.length !== dimensions)
    throw new TypeMismatchError(at, wanted, `one of ${inWords(values.length)}`);
  if (!values.every((each) => Number.isFinite(round(each))))
    throw new TypeMismatchError(
      at,
      "numbers within the range of its type",
      "one beyond it",
    );
  return value.toString();
}

function inWords(dimensions: number): string {
  return dimensions === 1 ? "1 dimension" : `${String(dimensions)} dimensions`;
}

/** The largest number of two bytes. */
const largestHalf = 65_504;

/** Eleven binary digits, as far as the exponent reaches; pgvector reads four bytes before it keeps two. */
function roundToHalf(value: number): number {
  const single = Math.fround(value);
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(single))), -14);
  const unit = 2 ** (exponent - 10);
  const rounded = roundToEven(single / unit) * unit;
  return Math.abs(rounded) > largestHalf ? Infinity : rounded;
}

function roundToEven(value: number): number {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
}
