import type { Blueprint } from "../blueprint";
import { maxNameBytes } from "../naming";
import type { ResolveContext } from "../resolve-context";

/**
 * Looks for mistakes in a name that the user gave. Names that arx makes are
 * shortened; a given name must be kept as it is or not at all.
 */
export function checkGivenName(
  name: string | undefined,
  what: string,
  property: string | undefined,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (name === undefined) return;
  const flaw = findFlaw(name);
  if (flaw === undefined) return;
  const message = `the name of the ${what} ${flaw}.`;
  const fix = `Write a name of 1 to ${maxNameBytes} bytes.`;
  context.report(blueprint, property, message, fix);
}

function findFlaw(name: unknown): string | undefined {
  if (typeof name !== "string") return `is ${typeof name}, not a text`;
  if (name === "") return "is empty";
  if (name.includes("\0")) return "holds a NUL character";
  const bytes = Buffer.byteLength(name);
  return bytes > maxNameBytes
    ? `has ${bytes} bytes, and PostgreSQL keeps ${maxNameBytes}`
    : undefined;
}
