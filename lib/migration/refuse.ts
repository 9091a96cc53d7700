import {
  DestructiveChangeError,
  UndecidedChangeError,
} from "../errors/migration-error";
import type { Refusal } from "./refusals";

/**
 * @throws DestructiveChangeError when all that is open is a loss
 * @throws UndecidedChangeError when there is something else to decide
 */
export function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  if (refusals.every(({ kind }) => kind === "destructive"))
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
    `${count(refusals, "change loses", "changes lose")} data:\n${lines.join("\n")}`,
    refusals.map(({ allow }) => allow),
    `To have it so: npx arx migrate generate ${flags}`,
  );
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
