import type { Assignment, UpdateStatement } from "../ast/update";
import { writeExpression } from "./expression";
import { writeReturning } from "./returning";
import { writeWhere } from "./select";
import { writeTable } from "./table";
import type { SqlWriter } from "./writer";

/** Writes an UPDATE, clause by clause in SQL's order. */
export function writeUpdate(
  writer: SqlWriter,
  statement: UpdateStatement,
): void {
  writer.write("update ");
  writeTable(writer, statement.table);
  writeSet(writer, statement);
  writeWhere(writer, statement);
  writeReturning(writer, statement.returning);
}

function writeSet(writer: SqlWriter, { set }: UpdateStatement): void {
  writer.write(" set ");
  writeAssignments(writer, set);
}

/** Writes columns with what they become. */
export function writeAssignments(
  writer: SqlWriter,
  set: readonly Assignment[],
): void {
  writer.writeList(set, ", ", ({ column, value }) => {
    writer.writeName(column);
    writer.write(" = ");
    writeExpression(writer, value);
  });
}
