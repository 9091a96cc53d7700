import type { StrictLoading } from "../typing/strict-loading";

/** What strict loading takes, in words. */
export const strictLoadingWords = 'true, false or "nPlusOneOnly"';

/** Whether a value is a mode of strict loading. */
export function isStrictLoading(value: unknown): value is StrictLoading {
  return typeof value === "boolean" || value === "nPlusOneOnly";
}
