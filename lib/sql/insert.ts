import type {
  ConflictClause,
  InsertStatement,
  UnnestRows,
  ValuesRows,
} from "../ast/insert";
import { assertNever } from "../util/assert-never";
import { writeExpression } from "./expression";
import { writeAssignments } from "./update";
import { writeReturning } from "./returning";
import { writeSelect, writeWhere } from "./select";
import { writeTable } from "./table";
import type { SqlWriter } from "./writer";

/** Writes an INSERT, clause by clause in SQL's order. */
export function writeInsert(
  writer: SqlWriter,
  statement: InsertStatement,
): void {
  writer.write("insert into ");
  writeTable(writer, statement.into);
  writeRows(writer, statement);
  writeConflict(writer, statement.onConflict);
  writeReturning(writer, statement.returning);
  if (!statement.returnInserted) return;
  // A row version that was just inserted has no deleting or locking transaction yet; an updated one was locked first.
  writer.write(statement.returning.length === 0 ? " returning " : ", ");
  writer.write("(xmax = 0) as inserted");
}

function writeRows(
  writer: SqlWriter,
  { columns, rows }: InsertStatement,
): void {
  if (columns.length === 0) {
    writer.write(" default values");
    return;
  }
  writer.write(" (");
  writer.writeNames(columns);
  writer.write(") ");
  switch (rows.kind) {
    case "values":
      writeValues(writer, rows);
      return;
    case "unnest":
      writeUnnest(writer, columns, rows);
      return;
    case "query":
      writeSelect(writer, rows.query);
      return;
  }
  assertNever(rows);
}

function writeValues(writer: SqlWriter, { rows }: ValuesRows): void {
  writer.write("values ");
  writer.writeList(rows, ", ", (row) => {
    writer.write("(");
    writer.writeList(row, ", ", (value) => {
      writeExpression(writer, value);
    });
    writer.write(")");
  });
}

function writeUnnest(
  writer: SqlWriter,
  columns: readonly string[],
  { arrays }: UnnestRows,
): void {
  const isCast = arrays.some(({ elementCast }) => elementCast !== undefined);
  writer.write("select ");
  if (isCast) writeElements(writer, columns, arrays);
  else writer.write("*");
  writer.write(" from unnest(");
  writer.writeList(arrays, ", ", ({ parameter }) => {
    writer.writeParameter(parameter);
  });
  writer.write(")");
  if (!isCast) return;
  writer.write(" as u(");
  writer.writeNames(columns);
  writer.write(")");
}

function writeElements(
  writer: SqlWriter,
  columns: readonly string[],
  arrays: UnnestRows["arrays"],
): void {
  writer.writeList(columns, ", ", (column, index) => {
    const elementCast = arrays[index]?.elementCast;
    writer.write("u.");
    writer.writeName(column);
    if (elementCast !== undefined) writer.write(`::${elementCast}`);
  });
}

function writeConflict(
  writer: SqlWriter,
  conflict: ConflictClause | undefined,
): void {
  if (conflict === undefined) return;
  writer.write(" on conflict (");
  writer.writeNames(conflict.columns);
  writer.write(")");
  writeWhere(writer, conflict);
  writer.write(
    conflict.update.length === 0 ? " do nothing" : " do update set ",
  );
  writer.writeList(conflict.update, ", ", (column) => {
    writer.writeName(column);
    writer.write(" = excluded.");
    writer.writeName(column);
  });
  if (conflict.update.length === 0 || conflict.set.length === 0) return;
  writer.write(", ");
  writeAssignments(writer, conflict.set);
}
