import type { DistanceKind, VectorDistance } from "../../types/vector-distance";
import { parseNumber } from "./near-options";

interface Bound {
  /** The least and the greatest similarity that there is. */
  readonly range: readonly [least: number, greatest: number];
  /** The distance at which the similarity is this. */
  readonly distanceAt: (similarity: number) => number;
}

const inverse: Bound = {
  range: [0, 1],
  distanceAt: (similarity) => 1 / similarity - 1,
};

const bounds: Readonly<Record<VectorDistance, Bound>> = {
  cosine: { range: [-1, 1], distanceAt: (similarity) => 1 - similarity },
  l2: inverse,
  l1: inverse,
  innerProduct: {
    range: [-Infinity, Infinity],
    distanceAt: (similarity) => 0 - similarity,
  },
};

/** The distance up to which vectors are as similar as a threshold says; undefined where all are. */
export function maxDistanceOf(
  { name }: DistanceKind,
  threshold: unknown,
  at: string,
): number | undefined {
  const { range, distanceAt } = bounds[name];
  // Without a bound a vector of zeros, whose distance is NaN, would pass.
  if (threshold === undefined) return name === "cosine" ? 2 : undefined;
  const max = distanceAt(parseNumber(threshold, at, ...range));
  return max === Infinity ? undefined : max;
}
