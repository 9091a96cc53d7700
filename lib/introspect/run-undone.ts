import { Rollback } from "../errors/database-error";
import type { CatalogSession } from "./catalog-session";

/**
 * Runs something in a transaction that is always undone, and gives back its
 * result: what it made and what it set for the session is gone.
 */
export async function runUndone<T>(
  session: CatalogSession,
  run: () => Promise<T>,
): Promise<T> {
  const undo = new Rollback();
  let result: { readonly value: T } | undefined;
  try {
    await session.transaction(async () => {
      result = { value: await run() };
      throw undo;
    });
  } catch (error) {
    if (error !== undo || result === undefined) throw error;
  }
  // `transaction` never resolves: the function given to it always throws.
  return (result as unknown as { readonly value: T }).value;
}
