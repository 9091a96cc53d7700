import { assertNever } from "../util/assert-never";
import type {
  FragmentExpression,
  Join,
  OrderTerm,
  RowLock,
  SelectItem,
  SelectStatement,
  Source,
} from "../ast/expression";
import { writeExpression, writeFenced } from "./expression";
import { writeTable } from "./table";
import { writeTree } from "./tree";
import type { SqlWriter } from "./writer";

/** Writes a SELECT, clause by clause in SQL's order. */
export function writeSelect(
  writer: SqlWriter,
  statement: SelectStatement,
): void {
  writer.write("select");
  writeDistinct(writer, statement);
  writeItems(writer, statement.items);
  writeFrom(writer, statement);
  writeWhere(writer, statement);
  writeGroupBy(writer, statement);
  writeHaving(writer, statement);
  writeOrderBy(writer, statement);
  writeRange(writer, statement);
  writeLock(writer, statement.lock);
}

/** Writes the WHERE clause that every statement but INSERT can have. */
export function writeWhere(
  writer: SqlWriter,
  { where }: Pick<SelectStatement, "where">,
): void {
  if (where === undefined) return;
  writer.write(" where ");
  writeFenced(writer, where);
}

function writeDistinct(writer: SqlWriter, { distinct }: SelectStatement): void {
  if (distinct === false) return;
  writer.write(" distinct");
  if (distinct === true) return;
  writer.write(" on (");
  writer.writeList(distinct, ", ", (expression) => {
    writeExpression(writer, expression);
  });
  writer.write(")");
}

function writeItems(writer: SqlWriter, items: readonly SelectItem[]): void {
  // PostgreSQL allows a select of no columns, which is what `exists` needs.
  if (items.length > 0) writer.write(" ");
  writer.writeList(items, ", ", ({ expression, name }) => {
    writeExpression(writer, expression);
    if (name === undefined) return;
    writer.write(" as ");
    writer.writeName(name);
  });
}

function writeFrom(writer: SqlWriter, { from, joins }: SelectStatement): void {
  if (from === undefined) return;
  writer.write(" from ");
  writeSource(writer, from);
  for (const join of joins) writeJoin(writer, join);
}

function writeJoin(writer: SqlWriter, join: Join | FragmentExpression): void {
  if (join.kind === "fragment") {
    writer.write(" ");
    writeExpression(writer, join);
    return;
  }
  const { kind, source, on } = join;
  writer.write(` ${kind} join `);
  writeSource(writer, source);
  if (kind === "cross") return;
  writer.write(" on ");
  writeExpression(writer, on ?? { kind: "boolean", value: true });
}

function writeSource(writer: SqlWriter, source: Source): void {
  switch (source.kind) {
    case "table":
      writeTable(writer, source);
      return;
    case "unnest":
      writer.write("unnest(");
      writer.writeList(source.arrays, ", ", (array) => {
        writer.writeParameter(array);
      });
      writer.write(") as ");
      writer.writeName(source.alias);
      writer.write("(");
      writer.writeNames(source.columns);
      writer.write(")");
      return;
    case "lateral":
      writer.write("lateral ");
      writer.writeSubquery(source.query);
      writer.write(" as ");
      writer.writeName(source.alias);
      return;
    case "statement":
      writer.write("(");
      writeExpression(writer, source.statement);
      writer.write(") as ");
      writer.writeName(source.alias);
      return;
    case "joined":
      writer.write("(");
      writeSource(writer, source.first);
      writeJoin(writer, source.join);
      writer.write(")");
      return;
    case "tree":
      writeTree(writer, source);
      return;
  }
  assertNever(source);
}

function writeGroupBy(writer: SqlWriter, { groupBy }: SelectStatement): void {
  if (groupBy.length === 0) return;
  writer.write(" group by ");
  writer.writeList(groupBy, ", ", (expression) => {
    writeExpression(writer, expression);
  });
}

function writeHaving(writer: SqlWriter, { having }: SelectStatement): void {
  if (having === undefined) return;
  writer.write(" having ");
  writeFenced(writer, having);
}

function writeOrderBy(writer: SqlWriter, { orderBy }: SelectStatement): void {
  if (orderBy.length === 0) return;
  writer.write(" order by ");
  writer.writeList(orderBy, ", ", (term) => {
    writeOrderTerm(writer, term);
  });
}

function writeOrderTerm(
  writer: SqlWriter,
  { expression, direction, nulls }: OrderTerm,
): void {
  writeExpression(writer, expression);
  if (direction === "desc") writer.write(" desc");
  if (nulls !== undefined)
    writer.write(nulls === "first" ? " nulls first" : " nulls last");
}

function writeRange(
  writer: SqlWriter,
  { limit, offset }: SelectStatement,
): void {
  if (limit !== undefined) {
    writer.write(" limit ");
    writer.writeParameter(limit);
  }
  if (offset !== undefined) {
    writer.write(" offset ");
    writer.writeParameter(offset);
  }
}

function writeLock(writer: SqlWriter, lock: RowLock | undefined): void {
  if (lock === undefined) return;
  writer.write(` for ${lock.mode}`);
  if (lock.of !== undefined) {
    writer.write(" of ");
    writer.writeName(lock.of);
  }
  if (lock.wait !== "wait") writer.write(` ${lock.wait}`);
}
