import type { FragmentExpression } from "../ast/expression";
import { DefinitionError } from "../errors/definition-error";
import type { ColumnDefinition } from "../metadata/definition";
import { inlineSql } from "../metadata/fragment";
import type { ColumnType } from "../types/column-type";
import { assertNever } from "../util/assert-never";
import { quoteName, quoteText } from "../util/quote";
import type { Column } from "./schema";
import { serverUuidDefault } from "./uuid-v7-function";

/** A column as its model declares it, for servers of this version and later ones. */
export function declareColumn(
  column: ColumnDefinition,
  minServerVersion: number,
): Column {
  return {
    name: column.name,
    type: writeType(column),
    nullable: column.nullable,
    default: writeDefault(column, minServerVersion),
    identity: column.default?.kind === "identity" ? "by default" : undefined,
    generated: column.generated,
    sequence: undefined,
    comment: column.comment,
    renamedFrom: column.renamedFrom,
  };
}

/** A collation is part of the type, as it is in the catalog's texts. */
function writeType({ type, collate }: ColumnDefinition): string {
  return collate === undefined
    ? type.sqlName
    : `${type.sqlName} COLLATE ${quoteName(collate)}`;
}

function writeDefault(
  column: ColumnDefinition,
  minServerVersion: number,
): string | undefined {
  const { default: declared, type, at } = column;
  if (declared === undefined) return undefined;
  switch (declared.kind) {
    case "value":
      return declared.value === null
        ? undefined
        : writeConstant(type.encode(declared.value, at), type);
    case "expression":
      return writeExpression(declared.expression, at);
    case "serverUuid":
      return serverUuidDefault(declared.version, minServerVersion);
    // The database numbers rows by the column itself; a UUID and the result of a function come from the client.
    case "identity":
    case "uuid":
    case "function":
      return undefined;
    default:
      return assertNever(declared);
  }
}

/** The catalog keeps no parameters: values are written into the text. */
function writeExpression(expression: FragmentExpression, at: string): string {
  const text = inlineSql(expression);
  if (text !== undefined) return text;
  throw new DefinitionError([
    {
      at,
      message:
        "has a default that holds a query or a column, which the database cannot keep.",
      fix: "Write it with constants and functions only: sql`now() + interval '1 day'`",
    },
  ]);
}

/** Numbers and truth values stand without quotes, as people write them, so that a hand-made database compares equal. */
function writeConstant(text: string, { sqlName }: ColumnType): string {
  if (sqlName === "boolean") return /^t/i.test(text) ? "true" : "false";
  const isNumber =
    /^(smallint|integer|bigint|numeric|real|double)/.test(sqlName) &&
    /^-?\d+(\.\d+)?$/.test(text);
  return isNumber ? text : quoteText(text);
}
