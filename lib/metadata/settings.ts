import { DefinitionError } from "../errors/definition-error";
import type { NamingSettings } from "./naming-settings";
import { state } from "./registry-state";

const defaults: NamingSettings = Object.freeze({
  tablePrefix: "",
  schema: "public",
  naming: "snake",
  plurals: Object.freeze({}),
});

/** The settings in force. */
export function settings(): NamingSettings {
  return state.settings ?? defaults;
}

/**
 * Changes one setting.
 * @throws DefinitionError when the value is none, or names that are made already would be others
 */
export function changeSetting<K extends keyof NamingSettings>(
  key: K,
  value: NamingSettings[K],
): void {
  const known = settings();
  if (known[key] === value) return;
  const at = `registry.${key}`;
  const problem = checks[key](value);
  if (problem !== undefined) throw new DefinitionError([{ at, ...problem }]);
  const used = [...state.models].find((model) => state.definitions.has(model));
  if (used !== undefined) {
    const message = `comes too late: ${used.name} is in use, and has its names.`;
    const fix = "Set it right after the imports, before anything is queried.";
    throw new DefinitionError([{ at, message, fix }]);
  }
  state.settings = Object.freeze({ ...known, [key]: value });
}

/** Back to what holds when nothing is set. */
export function resetSettings(): void {
  state.settings = undefined;
}

interface Problem {
  readonly message: string;
  readonly fix: string;
}

const checks: Readonly<
  Record<keyof NamingSettings, (value: unknown) => Problem | undefined>
> = {
  tablePrefix: (value) =>
    isName(value, 31)
      ? undefined
      : {
          message: "takes a text of 31 bytes at most.",
          fix: "Write registry.tablePrefix = 'myapp_'.",
        },
  schema: (value) =>
    isName(value, 63) && value !== ""
      ? undefined
      : {
          message: "takes the name of a schema.",
          fix: "Write registry.schema = 'tenant1'.",
        },
  naming: (value) =>
    value === "snake" || value === "preserve"
      ? undefined
      : {
          message: "takes 'snake' or 'preserve'.",
          fix: "Write registry.naming = 'preserve'.",
        },
  plurals: (value) =>
    typeof value === "function" || isTexts(value)
      ? undefined
      : {
          message: "takes plurals by singular, or a function.",
          fix: "Write registry.plurals = { cactus: 'cacti' }.",
        },
};

function isName(value: unknown, bytes: number): boolean {
  return (
    typeof value === "string" &&
    !value.includes("\0") &&
    Buffer.byteLength(value) <= bytes
  );
}

function isTexts(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === "string")
  );
}
