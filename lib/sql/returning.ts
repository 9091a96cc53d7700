import type { SqlWriter } from "./writer";

/** Writes the RETURNING clause of plain columns, when there are any. */
export function writeReturning(
  writer: SqlWriter,
  returning: readonly string[],
): void {
  if (returning.length === 0) return;
  writer.write(" returning ");
  writer.writeNames(returning);
}
