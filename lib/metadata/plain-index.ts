import type { IndexKeyDraft, IndexOptionsDraft } from "./draft";

/** An index without any option. */
export const plainIndexOptions: IndexOptionsDraft = Object.freeze({
  unique: false,
  name: undefined,
  where: undefined,
  include: Object.freeze([]),
  method: undefined,
  distance: undefined,
  nullsNotDistinct: false,
  with: Object.freeze({}),
  concurrently: false,
});

/** A key of an index that is just a property. */
export function plainIndexKey(property: string): IndexKeyDraft {
  return {
    column: property,
    expression: undefined,
    operatorClass: undefined,
    direction: "asc",
    nulls: undefined,
  };
}
