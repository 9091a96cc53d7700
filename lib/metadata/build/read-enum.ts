/** The values of an enum option, or what is wrong with it. */
export type EnumValues =
  | { readonly values: readonly string[] }
  | { readonly problem: string; readonly fix: string };

const fix =
  "Write enum: ['draft', 'published'], or a TypeScript enum whose values are texts.";

/** Reads a list of texts or a TypeScript enum object. */
export function readEnum(option: unknown): EnumValues {
  const values: unknown[] | undefined = listValues(option);
  if (values === undefined)
    return { problem: "enum takes a list of texts or an enum object.", fix };
  if (values.length === 0) return { problem: "enum has no values.", fix };
  if (values.some((value) => typeof value === "number")) {
    const problem =
      "enum has numbers for values, whose meaning a change of order would alter.";
    return { problem, fix };
  }
  if (!values.every((value) => typeof value === "string")) {
    return { problem: "enum has values that are not texts.", fix };
  }
  if (new Set(values).size < values.length)
    return { problem: "enum has a value twice.", fix };
  return { values: Object.freeze(values) };
}

function listValues(option: unknown): unknown[] | undefined {
  if (Array.isArray(option)) return [...(option as unknown[])];
  if (typeof option !== "object" || option === null) return undefined;
  return Object.values(option) as unknown[];
}
