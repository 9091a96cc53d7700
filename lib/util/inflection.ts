import pluralize from "pluralize";

/** `UserProfile` → `user_profile`, `HTTPLog` → `http_log`, `line2Text` → `line2_text`. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** Plurals by singular, or a function that gives some of them. */
export type Plurals =
  Readonly<Record<string, string>> | ((word: string) => string | undefined);

/** The plural of the last word of a snake_case name: `user_profile` → `user_profiles`. */
export function pluralizeName(name: string, plurals: Plurals = {}): string {
  const cut = name.lastIndexOf("_") + 1;
  const word = name.slice(cut);
  return name.slice(0, cut) + (findPlural(word, plurals) ?? pluralize(word));
}

function findPlural(word: string, plurals: Plurals): string | undefined {
  if (typeof plurals === "function") return plurals(word);
  return Object.hasOwn(plurals, word) ? plurals[word] : undefined;
}

/** `country` → `Country`. */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
