import type { ChangeOf } from "../../schema/change";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement } from "./statement";

/** `create schema "app"` */
export function compileCreateSchema({
  name,
}: ChangeOf<"create schema">): CompiledQuery[] {
  return [toStatement(`create schema ${quoteIdentifier(name)}`)];
}

/** `drop schema "app"`, which PostgreSQL refuses while anything is left in it. */
export function compileDropSchema({
  name,
}: ChangeOf<"drop schema">): CompiledQuery[] {
  return [toStatement(`drop schema ${quoteIdentifier(name)}`)];
}
