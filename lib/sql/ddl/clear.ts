import type { Schema } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement, writeName } from "./statement";

/**
 * Takes away every table of a schema and whatever depends on it, but not the
 * types and functions beside. Only for a database that is thrown away.
 */
export function compileClear({ schemas, tables }: Schema): CompiledQuery[] {
  const names = tables.map(writeName).join(", ");
  return [
    ...(names === "" ? [] : [toStatement(`drop table ${names} cascade`)]),
    ...schemas.map((name) =>
      toStatement(`drop schema ${quoteIdentifier(name)} cascade`),
    ),
  ];
}
