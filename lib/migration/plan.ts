import type { Change } from "../schema/change";
import type { Step } from "../schema/hazard";

/** What turns one schema into another, and what turns it back. */
export interface Plan {
  /** In the order in which they run; empty when nothing differs. */
  readonly steps: readonly Step[];
  /** The way back, in order; undefined when there is none. */
  readonly down: readonly Change[] | undefined;
}
