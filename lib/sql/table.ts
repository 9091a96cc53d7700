import type { TableSource } from "../ast/expression";
import type { SqlWriter } from "./writer";

/** Writes a table with its alias, which is left out where it says nothing new. */
export function writeTable(
  writer: SqlWriter,
  { schema, name, alias }: TableSource,
): void {
  writer.writePath(schema === undefined ? [name] : [schema, name]);
  if (alias === name) return;
  writer.write(" as ");
  writer.writeName(alias);
}
