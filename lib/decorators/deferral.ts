import type { Deferrable } from "../metadata/definition";

/** When a constraint is looked at: `true` lets a transaction put it off, `initially deferred` does so by itself. */
export type DeferrableOption =
  boolean | "initially immediate" | "initially deferred";

/** What the option means; left out, the constraint is looked at after each statement. */
export function deferralOf(option: DeferrableOption | undefined): Deferrable {
  if (typeof option === "string") return option;
  return option === true ? "initially immediate" : "no";
}
