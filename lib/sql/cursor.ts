import { quoteName } from "../util/quote";
import type { CompiledQuery } from "./compiled-query";

/**
 * Opens a cursor on a query, to be read once from its beginning to its end.
 * @param outlives whether it is to last beyond its transaction: the server keeps all rows then
 */
export function declareCursor(
  name: string,
  { text, parameters }: CompiledQuery,
  outlives: boolean,
): CompiledQuery {
  const hold = outlives ? " with hold" : "";
  return {
    text: `declare ${quoteName(name)} no scroll cursor${hold} for ${text}`,
    parameters,
  };
}

/** The next rows of a cursor. */
export function fetchRows(name: string, count: number): CompiledQuery {
  return {
    text: `fetch ${String(count)} from ${quoteName(name)}`,
    parameters: [],
  };
}

/** Ends a cursor. */
export function closeCursor(name: string): CompiledQuery {
  return { text: `close ${quoteName(name)}`, parameters: [] };
}
