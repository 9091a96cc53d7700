import type { ColumnDefinition } from "../metadata/definition";
import type { ColumnType } from "../types/column-type";
import { assertNever } from "../util/assert-never";
import { quoteText } from "../util/quote";
import { writeFragment } from "./fragment-text";
import type { Column } from "./schema";

/** A column as its model declares it. */
export function declareColumn(column: ColumnDefinition): Column {
  return {
    name: column.name,
    type: column.type.sqlName,
    nullable: column.nullable,
    default: writeDefault(column),
    identity: column.default?.kind === "identity" ? "by default" : undefined,
    sequence: undefined,
    comment: column.comment,
    renamedFrom: column.renamedFrom,
  };
}

function writeDefault(column: ColumnDefinition): string | undefined {
  const { default: declared, type, at } = column;
  if (declared === undefined) return undefined;
  switch (declared.kind) {
    case "value":
      return declared.value === null
        ? undefined
        : writeConstant(type.encode(declared.value, at), type);
    case "expression":
      return writeFragment(declared.expression, at);
    // The database numbers rows by the column itself, and a UUID comes from the client.
    case "identity":
    case "uuid":
      return undefined;
    default:
      return assertNever(declared);
  }
}

/** Numbers and truth values stand without quotes, as people write them, so that a hand-made database compares equal. */
function writeConstant(text: string, { sqlName }: ColumnType): string {
  if (sqlName === "boolean") return /^t/i.test(text) ? "true" : "false";
  const isNumber =
    /^(smallint|integer|bigint|numeric|real|double)/.test(sqlName) &&
    /^-?\d+(\.\d+)?$/.test(text);
  return isNumber ? text : quoteText(text);
}
