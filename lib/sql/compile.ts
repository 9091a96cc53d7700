import type { Statement } from "../ast/statement";
import type { CompiledQuery } from "./compiled-query";
import { writeDelete } from "./delete";
import { writeFragment } from "./expression";
import { writeInsert } from "./insert";
import { writeSelect } from "./select";
import { writeUpdate } from "./update";
import { SqlWriter } from "./writer";

type StatementWriters = {
  readonly [Kind in Statement["kind"]]: (
    writer: SqlWriter,
    statement: Extract<Statement, { kind: Kind }>,
  ) => void;
};

const writers: StatementWriters = {
  select: writeSelect,
  insert: writeInsert,
  update: writeUpdate,
  delete: writeDelete,
  fragment: writeFragment,
};

/**
 * The SQL text of a statement and its parameters, in the order of their
 * placeholders. Code that runs often calls `compileCached` instead.
 */
export function compile(statement: Statement): CompiledQuery {
  const writer = new SqlWriter(writeSelect);
  // TypeScript does not see that the entry under a kind takes a statement of that kind.
  const write = writers[statement.kind] as (
    writer: SqlWriter,
    statement: Statement,
  ) => void;
  write(writer, statement);
  return writer.finish();
}
