import type { ChangeOf } from "../../schema/change";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement } from "./statement";

/** `create extension if not exists "citext"`: one that is there already serves as well. */
export function compileCreateExtension({
  name,
}: ChangeOf<"create extension">): CompiledQuery[] {
  return [
    toStatement(`create extension if not exists ${quoteIdentifier(name)}`),
  ];
}

/** `drop extension "citext"`, which PostgreSQL refuses while anything uses it. */
export function compileDropExtension({
  name,
}: ChangeOf<"drop extension">): CompiledQuery[] {
  return [toStatement(`drop extension ${quoteIdentifier(name)}`)];
}
