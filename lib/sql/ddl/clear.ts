import type { Schema } from "../../schema/schema";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement, writeName } from "./statement";

/**
 * Takes away every table of a schema and whatever depends on it, with the
 * types of its columns and the functions of arx, but no type or function
 * beside. Only for a database that is thrown away.
 */
export function compileClear({
  schemas,
  enums,
  functions,
  tables,
}: Schema): CompiledQuery[] {
  const names = tables.map(writeName).join(", ");
  return [
    ...(names === "" ? [] : [toStatement(`drop table ${names} cascade`)]),
    ...enums.map((type) => toStatement(`drop type ${writeName(type)} cascade`)),
    ...functions.map((each) =>
      toStatement(
        `drop function ${writeName(each)}(${each.arguments}) cascade`,
      ),
    ),
    ...schemas.map((name) =>
      toStatement(`drop schema ${quoteIdentifier(name)} cascade`),
    ),
  ];
}
