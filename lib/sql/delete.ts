import type { DeleteStatement } from "../ast/delete";
import { writeReturning } from "./returning";
import { writeWhere } from "./select";
import { writeTable } from "./table";
import type { SqlWriter } from "./writer";

/** Writes a DELETE, clause by clause in SQL's order. */
export function writeDelete(
  writer: SqlWriter,
  statement: DeleteStatement,
): void {
  writer.write("delete from ");
  writeTable(writer, statement.from);
  writeWhere(writer, statement);
  writeReturning(writer, statement.returning);
}
