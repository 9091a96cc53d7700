import type { Change } from "./change";
import type { TablePair } from "./table-pair";

/** What turns the comment of a table into the wanted one; those of columns are part of their columns. */
export function diffComments({ name, from, to }: TablePair): Change[] {
  if (from.comment === to.comment) return [];
  const comments = { from: from.comment, to: to.comment };
  return [{ kind: "comment on table", table: name, ...comments }];
}
