import type { ChangeOf } from "../../schema/change";
import type { CompiledQuery } from "../compiled-query";
import { quoteIdentifier } from "../identifier";
import { toStatement, writeName } from "./statement";

/** `alter sequence "public"."posts_id_seq" rename to "articles_id_seq"` */
export function compileRenameSequence({
  sequence,
  to,
}: ChangeOf<"rename sequence">): CompiledQuery[] {
  const text = `alter sequence ${writeName(sequence)} rename to ${quoteIdentifier(to)}`;
  return [toStatement(text)];
}
