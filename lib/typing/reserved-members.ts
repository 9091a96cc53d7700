/**
 * The names that a column or relation cannot have: what every record has from
 * its base class, now or in a version to come, and what JavaScript itself
 * looks for on every object.
 */
export const reservedMembers = [
  "asMap",
  "catch",
  "changes",
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
  "previousChanges",
  "__proto__",
  "read",
  "reload",
  "restore",
  "save",
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
