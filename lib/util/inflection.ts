import pluralize from "pluralize";

/** `UserProfile` → `user_profile`, `HTTPLog` → `http_log`, `line2Text` → `line2_text`. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** The plural of the last word of a snake_case name: `user_profile` → `user_profiles`. */
export function pluralizeName(name: string): string {
  const cut = name.lastIndexOf("_") + 1;
  return name.slice(0, cut) + pluralize(name.slice(cut));
}

/** `country` → `Country`. */
export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
