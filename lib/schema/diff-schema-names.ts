import type { Change } from "./change";
import type { Schema } from "./schema";

/** The schemas that are wanted and missing. One that no table needs any more is left: it may hold what arx does not know. */
export function diffSchemaNames(from: Schema, to: Schema): Change[] {
  return to.schemas
    .filter((name) => !from.schemas.includes(name))
    .map((name) => ({ kind: "create schema", name }));
}
