import type { Context } from "../context";

/** How a check ended: `skip` when another that it needs has failed. */
export type CheckStatus = "ok" | "warn" | "fail" | "skip";

/** One thing that a check found. */
export interface Finding {
  readonly status: CheckStatus;
  readonly message: string;
  /** What to write or to type; undefined when all is well. */
  readonly fix?: string | undefined;
}

/** One thing that `arx doctor` looks at. It changes nothing. */
export interface Check {
  readonly name: string;
  /** The checks that must not have failed before. */
  readonly needs: readonly string[];
  /** May throw: that is a finding as well. */
  run(context: Context): Promise<readonly Finding[]>;
}

/** A finding and whose it is: what `--json` prints. */
export interface CheckedFinding extends Finding {
  readonly check: string;
}

export function ok(message: string): Finding {
  return { status: "ok", message };
}

export function warn(message: string, fix: string): Finding {
  return { status: "warn", message, fix };
}

export function fail(message: string, fix: string): Finding {
  return { status: "fail", message, fix };
}
