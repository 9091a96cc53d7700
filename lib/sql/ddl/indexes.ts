import type { ChangeOf } from "../../schema/change";
import type { Index, IndexKey } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { quoteText } from "../../util/quote";
import { toStatement, writeColumns, writeName } from "./statement";

/** `create unique index "idx" on "public"."cities" ("name" desc) where population > 0` */
export function compileCreateIndex({
  table,
  index,
  concurrently,
}: ChangeOf<"create index">): CompiledQuery[] {
  const verb = [
    index.unique ? "create unique index" : "create index",
    ...(concurrently ? ["concurrently"] : []),
  ].join(" ");
  const keys = index.keys.map(writeIndexKey).join(", ");
  const clauses = [
    `${verb} ${quoteIdentifier(index.name)} on ${writeName(table)}`,
    ...(index.method === "btree"
      ? []
      : [`using ${quoteIdentifier(index.method)}`]),
    `(${keys})`,
    ...writeOptions(index),
  ];
  return [toStatement(clauses.join(" "))];
}

/** `drop index "public"."idx"` */
export function compileDropIndex({
  table,
  index,
  concurrently,
}: ChangeOf<"drop index">): CompiledQuery[] {
  const name = writeName({ schema: table.schema, name: index.name });
  const verb = concurrently ? "drop index concurrently" : "drop index";
  return [toStatement(`${verb} ${name}`)];
}

/** `alter index "public"."a" rename to "b"` */
export function compileRenameIndex({
  table,
  index,
  to,
}: ChangeOf<"rename index">): CompiledQuery[] {
  const name = writeName({ schema: table.schema, name: index });
  return [toStatement(`alter index ${name} rename to ${quoteIdentifier(to)}`)];
}

/** A key of an index, or what an exclusion constraint compares. */
export function writeIndexKey(key: IndexKey): string {
  const parts = [
    key.column === undefined
      ? `(${key.expression ?? ""})`
      : quoteIdentifier(key.column),
  ];
  if (key.operatorClass !== undefined) parts.push(key.operatorClass);
  if (key.direction === "desc") parts.push("desc");
  const isUsual = key.nulls === (key.direction === "asc" ? "last" : "first");
  if (!isUsual) parts.push(`nulls ${key.nulls}`);
  return parts.join(" ");
}

function writeOptions(index: Index): string[] {
  const parameters = Object.entries(index.with).map(
    ([name, value]) => `${quoteIdentifier(name)} = ${quoteText(value)}`,
  );
  return [
    ...(index.include.length === 0
      ? []
      : [`include ${writeColumns(index.include)}`]),
    ...(index.nullsNotDistinct ? ["nulls not distinct"] : []),
    ...(parameters.length === 0 ? [] : [`with (${parameters.join(", ")})`]),
    ...(index.where === undefined ? [] : [`where ${index.where}`]),
  ];
}
