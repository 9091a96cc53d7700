import type { Change } from "./change";
import type { Schema } from "./schema";

/** The extensions that are wanted and missing. One that no model needs is left: others may use it. */
export function diffExtensions(from: Schema, to: Schema): Change[] {
  return to.extensions
    .filter((name) => !from.extensions.includes(name))
    .map((name) => ({ kind: "create extension", name }));
}
