import type { ColKey } from "./keys";

export type SortDirection = "asc" | "desc";

/** A direction, or a direction with the place of NULL. */
export type SortOrder =
  SortDirection | { dir: SortDirection; nulls?: "first" | "last" };

/** An order by columns, the first key first: `{ population: 'desc', name: 'asc' }`. */
export type OrderBy<T> = { [K in ColKey<T>]?: SortOrder };
