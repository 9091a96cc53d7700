import type { Context } from "../context";
import type { Check, CheckedFinding, Finding } from "./check";

/** Runs every check that can run: one that fails does not hide the others. */
export async function runChecks(
  checks: readonly Check[],
  context: Context,
): Promise<readonly CheckedFinding[]> {
  const found: CheckedFinding[] = [];
  for (const check of checks) {
    const findings = await runCheck(check, context, found);
    found.push(
      ...findings.map((finding) => ({ check: check.name, ...finding })),
    );
  }
  return found;
}

async function runCheck(
  check: Check,
  context: Context,
  before: readonly CheckedFinding[],
): Promise<readonly Finding[]> {
  const missing = check.needs.find((name) =>
    before.some(
      (finding) =>
        finding.check === name && ["fail", "skip"].includes(finding.status),
    ),
  );
  if (missing !== undefined)
    return [
      {
        status: "skip",
        message: `not looked at before ${missing} is in order`,
      },
    ];
  try {
    return await check.run(context);
  } catch (error) {
    return [toFinding(error)];
  }
}

function toFinding(thrown: unknown): Finding {
  const { message, hint } = thrown as Partial<Error> & {
    readonly hint?: unknown;
  };
  return {
    status: "fail",
    message: message ?? String(thrown),
    fix: typeof hint === "string" ? hint : undefined,
  };
}
