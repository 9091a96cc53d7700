import { ArxError } from "../errors/arx-error";
import { UniqueViolationError } from "../errors/database-error";
import { SeedError } from "../errors/seed-error";
import type { PlannedEntry } from "./plan";

/** Says which seed failed; everything it had written is undone. */
export function describeFailure(
  error: unknown,
  planned: PlannedEntry | undefined,
): SeedError {
  const name = planned?.entry.name ?? "";
  const message = error instanceof Error ? error.message : String(error);
  return new SeedError(
    `Seed "${name}" failed and nothing of it was kept: ${message}`,
    name,
    {
      cause: error,
      hint:
        adviseOnRepetition(error, planned) ??
        (error instanceof ArxError ? error.hint : undefined),
    },
  );
}

/** Inserting again what is there: the usual reason for a failure of a seed that ran before. */
function adviseOnRepetition(
  error: unknown,
  planned: PlannedEntry | undefined,
): string | undefined {
  if (!(error instanceof UniqueViolationError)) return undefined;
  const reason = planned?.decision.reason;
  if (
    reason !== "file changed" &&
    reason !== "forced" &&
    reason !== "every time"
  )
    return undefined;
  return "It ran before. Write rows that may be there already with upsert.";
}
