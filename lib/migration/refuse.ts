import {
  DestructiveChangeError,
  UndecidedChangeError,
} from "../errors/migration-error";
import type { Refusal } from "./refusals";

/**
 * @throws DestructiveChangeError when all that is open is a loss of data or of what SQL made
 * @throws UndecidedChangeError when there is something else to decide
 */
export function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  if (refusals.every(({ kind }) => kind in losses))
    throw refuseLosses(refusals);
  throw new UndecidedChangeError(
    `${count(refusals, "change needs", "changes need")} a decision:\n${refusals.map(describe).join("\n")}`,
    refusals.map(({ message, ways }) => ({ message, ways })),
  );
}

function refuseLosses(refusals: readonly Refusal[]): DestructiveChangeError {
  const lines = refusals.map(({ allow, message }) => `  ${allow}: ${message}`);
  const flags = refusals.map(({ allow }) => `--allow '${allow}'`).join(" ");
  return new DestructiveChangeError(
    `${countLosses(refusals)}:\n${lines.join("\n")}`,
    refusals.map(({ allow }) => allow),
    `To have it so: npx arx migrate generate ${flags}`,
  );
}

/** What is lost when a step runs, by the kind of its refusal. */
const losses: Partial<Record<Refusal["kind"], string>> = {
  destructive: "data",
  "undoes sql": "what SQL in a migration made",
};

/** `1 change loses data`, `2 changes lose data or what SQL in a migration made`. */
function countLosses(refusals: readonly Refusal[]): string {
  const kinds = new Set<string>(refusals.map(({ kind }) => kind));
  const lost = Object.entries(losses).filter(([kind]) => kinds.has(kind));
  const what = lost.map(([, name]) => name).join(" or ");
  return count(refusals, `change loses ${what}`, `changes lose ${what}`);
}

function describe({ message, ways }: Refusal): string {
  return [`  ${message}`, ...ways.map((way) => `    ${way}`)].join("\n");
}

function count(
  refusals: readonly Refusal[],
  one: string,
  many: string,
): string {
  return refusals.length === 1
    ? `1 ${one}`
    : `${String(refusals.length)} ${many}`;
}
