import { SeedError } from "../errors/seed-error";
import { suggest } from "../util/suggest";
import type { SeedOptions } from "./seed-options";

/** Refuses what a program without types may hand to `seed()`. */
export function checkSeed(
  name: unknown,
  options: SeedOptions,
  run: unknown,
): void {
  if (typeof name !== "string" || name.trim() === "") {
    throw new SeedError("A seed has no name.", String(name), {
      hint: 'Write: export default seed("countries", async (s) => { … })',
    });
  }
  if (typeof run !== "function") {
    throw new SeedError(`Seed "${name}" has no function.`, name, {
      hint: `Write: export default seed("${name}", async (s) => { … })`,
    });
  }
  for (const [key, value] of Object.entries(options)) {
    checkOption(name, key, value);
  }
}

type Check = (value: unknown) => string | undefined;

/** What is wrong with the value of each option, if anything. */
const checks: Readonly<Record<keyof SeedOptions, Check>> = {
  after: (value) => (isNames(value) ? undefined : "a list of names"),
  env: (value) => (isNames(value) ? undefined : "a list of names"),
  ledger: (value) => (typeof value === "boolean" ? undefined : "true or false"),
};

function checkOption(name: string, key: string, value: unknown): void {
  if (!isOption(key)) refuseUnknown(name, key);
  const expected = value === undefined ? undefined : checks[key](value);
  if (expected === undefined) return;
  throw new SeedError(`Seed "${name}" takes ${expected} for "${key}".`, name, {
    hint:
      expected === "a list of names" ? `Write { ${key}: ["…"] }.` : undefined,
  });
}

function isOption(key: string): key is keyof SeedOptions {
  return Object.hasOwn(checks, key);
}

function isNames(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((item) => typeof item === "string")
  );
}

function refuseUnknown(name: string, key: string): never {
  const known = Object.keys(checks);
  const suggestion = suggest(key, known);
  throw new SeedError(`Seed "${name}" has an unknown option "${key}".`, name, {
    hint:
      suggestion === undefined
        ? `Known: ${known.join(", ")}.`
        : `Did you mean "${suggestion}"?`,
  });
}
