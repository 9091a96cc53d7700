import fc from "fast-check";
import { Range } from "../../lib/types/range";

/** Ranges of two values, the lower first. */
export function rangesOf<Value>(
  values: fc.Arbitrary<Value>,
  compare: (left: Value, right: Value) => number,
): fc.Arbitrary<Range<Value>> {
  const end = fc.option(values, { freq: 5 });
  const bounds = fc.constantFrom("[)" as const, "[]", "(]", "()");
  return fc.tuple(end, end, bounds).map(([one, other, kind]) => {
    const isTurned = one !== null && other !== null && compare(one, other) > 0;
    return isTurned ? new Range(other, one, kind) : new Range(one, other, kind);
  });
}

export function oddRanges<Value>(
  low: Value,
  high: Value,
): readonly Range<unknown>[] {
  return [
    Range.empty(),
    new Range(null, null),
    new Range(low, null, "[]"),
    new Range(null, high, "[]"),
    new Range(low, low, "[]"),
    new Range(low, low),
    new Range(low, high, "()"),
    new Range(low, high, "(]"),
    new Range(low, high),
  ];
}

export const byNumber = (
  left: number | bigint,
  right: number | bigint,
): number => (left < right ? -1 : 1);
export const byTime = (left: Date, right: Date): number =>
  left.getTime() - right.getTime();
export const byText = (left: string, right: string): number =>
  left < right ? -1 : 1;
