/** What an enum lists, or what is wrong with it. */
export type EnumValues =
  | { readonly kind: "texts"; readonly values: readonly string[] }
  /** Numbers by their names. */
  | { readonly kind: "numbers"; readonly values: ReadonlyMap<string, number> }
  | { readonly problem: string; readonly fix: string };

const fix = "Write enum: ['draft', 'published'], or a TypeScript enum.";

/** Reads a list of texts or a TypeScript enum object. */
export function readEnum(option: unknown): EnumValues {
  if (Array.isArray(option)) return readTexts([...(option as unknown[])]);
  if (typeof option !== "object" || option === null)
    return { problem: "enum takes a list of texts or an enum object.", fix };
  const members = membersOf(option as Readonly<Record<string, unknown>>);
  return members.some(([, value]) => typeof value === "number")
    ? readNumbers(members)
    : readTexts(members.map(([, value]) => value));
}

type Member = readonly [name: string, value: unknown];

/** What was written in the enum: TypeScript puts the names of numbers beside it, by number. */
function membersOf(option: Readonly<Record<string, unknown>>): Member[] {
  return Object.entries(option).filter(
    ([key, value]) =>
      typeof value !== "string" || String(option[value]) !== key,
  );
}

function readTexts(values: readonly unknown[]): EnumValues {
  if (values.length === 0) return { problem: "enum has no values.", fix };
  if (values.some((value) => typeof value === "number")) {
    const problem =
      "enum is a list of numbers, which say nothing by themselves.";
    const named =
      "Write a TypeScript enum, enum Level { Low = 1, High = 2 }, and enum: Level.";
    return { problem, fix: named };
  }
  if (!isTexts(values))
    return { problem: "enum has values that are not texts.", fix };
  if (new Set(values).size < values.length)
    return { problem: "enum has a value twice.", fix };
  return { kind: "texts", values: Object.freeze([...values]) };
}

function readNumbers(members: readonly Member[]): EnumValues {
  const values = new Map<string, number>();
  for (const [name, value] of members) {
    if (typeof value !== "number")
      return {
        problem: "enum has texts beside numbers.",
        fix: "Give every member a text, or every one a number.",
      };
    values.set(name, value);
  }
  if (new Set(values.values()).size === values.size)
    return { kind: "numbers", values };
  return {
    problem: "enum has two names for one number.",
    fix: "Keep one of the names.",
  };
}

function isTexts(values: readonly unknown[]): values is readonly string[] {
  return values.every((value) => typeof value === "string");
}
