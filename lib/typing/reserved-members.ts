/**
 * The names that a column or relation cannot have: what every record has from
 * its base class, now or in a version to come, what JavaScript itself looks for
 * on every object, and the words that join conditions.
 */
export const reservedMembers = [
  "and",
  "asMap",
  "becomes",
  "authenticate",
  "catch",
  "changes",
  "coercions",
  "constructor",
  "decrement",
  "destroy",
  "errors",
  "finally",
  "hasOwnProperty",
  "increment",
  "isChanged",
  "isDestroyed",
  "isLoaded",
  "isNew",
  "isPersisted",
  "load",
  "normalizeAttribute",
  "not",
  "or",
  "patchDocument",
  "previousChanges",
  "__proto__",
  "read",
  "reallyDestroy",
  "regenerateToken",
  "reload",
  "restore",
  "save",
  "signedId",
  "strictLoading",
  "then",
  "toJSON",
  "toString",
  "touch",
  "trySave",
  "update",
  "validate",
  "valueOf",
  "view",
] as const;

/** One of `reservedMembers`. */
export type ReservedMember = (typeof reservedMembers)[number];
