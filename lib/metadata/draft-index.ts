import type { IndexKey, IndexOptions } from "../typing/index-options";
import { optionNames } from "../util/option-names";
import { plainIndexKey, plainIndexOptions } from "./plain-index";
import type {
  ExclusionElementDraft,
  IndexDraft,
  IndexKeyDraft,
  IndexOptionsDraft,
  SqlText,
} from "./draft";

/** The names of the options of an index, to find misspelt ones. */
export const indexOptionNames = optionNames<IndexOptions>({
  unique: true,
  name: true,
  where: true,
  include: true,
  method: true,
  distance: true,
  nullsNotDistinct: true,
  with: true,
  concurrently: true,
});

/** What a declaration of an index says, with everything that was left out filled in. */
export function draftIndex(
  declaredBy: string,
  keys: readonly IndexKey<string>[],
  options: IndexOptions = {},
): IndexDraft {
  return {
    declaredBy,
    keys: keys.map(draftKey),
    options: draftIndexOptions(options),
  };
}

/** The options of an index, copied, so that no later change of the user's object reaches the model. */
export function draftIndexOptions(options: IndexOptions): IndexOptionsDraft {
  const parameters = Object.entries(options.with ?? {});
  return {
    ...plainIndexOptions,
    unique: options.unique ?? false,
    name: options.name,
    where: options.where as SqlText | undefined,
    include: [...(options.include ?? [])],
    method: options.method,
    distance: options.distance,
    nullsNotDistinct: options.nullsNotDistinct ?? false,
    with: Object.fromEntries(
      parameters.map(([name, value]) => [name, String(value)]),
    ),
    concurrently: options.concurrently ?? false,
  };
}

/** One element of an exclusion constraint. */
export function draftExclusionElement(
  element: Exclude<IndexKey<string>, string> & { with: string },
): ExclusionElementDraft {
  return { ...draftKey(element), with: element.with };
}

function draftKey(key: IndexKey<string>): IndexKeyDraft {
  if (typeof key === "string") return plainIndexKey(key);
  return {
    column: key.column,
    expression: key.expression as SqlText | undefined,
    operatorClass: key.operatorClass,
    direction: key.direction ?? "asc",
    nulls: key.nulls,
  };
}
