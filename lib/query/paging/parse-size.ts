import { parseCount } from "../clauses";

/** A number of rows or pages that must not be none. */
export function parseSize(value: unknown, at: string): number {
  const hint =
    typeof value === "string"
      ? "What comes from a URL is a text: write Number(…) around it."
      : undefined;
  return parseCount(value, at, 1, hint);
}
