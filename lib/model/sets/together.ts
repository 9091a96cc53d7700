import type { Database } from "../../database/database";

/** All of it or nothing, where it takes several statements. */
export function together<R>(
  database: Database,
  isSeveral: boolean,
  work: () => Promise<R>,
): Promise<R> {
  return isSeveral ? database.transaction(work) : work();
}
