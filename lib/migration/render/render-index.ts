import type { ChangeOf } from "../../schema/change";
import type { Index, IndexKey } from "../../schema/schema";
import { defaultIndexName } from "../index-options";
import { nameUnless, object, plain, text, texts } from "./source";
import type { Source } from "./source";

/** The keys of an index and what is not usual about it. */
export function renderIndex({
  table,
  index,
  concurrently,
}: ChangeOf<"create index">): readonly (Source | undefined)[] {
  const keys: Source = { kind: "list", items: index.keys.map(renderKey) };
  const options = object({
    name: nameUnless(
      defaultIndexName(table.name, index.keys, index.method),
      index.name,
    ),
    unique: trueOrNothing(index.unique),
    method: nameUnless("btree", index.method),
    where: index.where === undefined ? undefined : text(index.where),
    include: index.include.length === 0 ? undefined : texts(index.include),
    nullsNotDistinct: trueOrNothing(index.nullsNotDistinct),
    with: renderParameters(index),
    concurrently: trueOrNothing(concurrently),
  });
  return [keys, options];
}

/** `true`, or nothing where false is meant anyway. */
export function trueOrNothing(value: boolean): Source | undefined {
  return value ? plain(true) : undefined;
}

/** A key as the entries of an object. */
export function keyOptions(
  key: IndexKey,
): Readonly<Record<string, Source | undefined>> {
  const usualNulls = key.direction === "asc" ? "last" : "first";
  return {
    column: key.column === undefined ? undefined : text(key.column),
    expression: key.expression === undefined ? undefined : text(key.expression),
    operatorClass:
      key.operatorClass === undefined ? undefined : text(key.operatorClass),
    direction: nameUnless("asc", key.direction),
    nulls: nameUnless(usualNulls, key.nulls),
  };
}

function renderKey(key: IndexKey): Source {
  const options = object(keyOptions(key));
  const isPlainColumn =
    key.column !== undefined && options?.entries.length === 1;
  return isPlainColumn || options === undefined
    ? text(key.column ?? "")
    : options;
}

function renderParameters(index: Index): Source | undefined {
  const entries = Object.entries(index.with).map(
    ([name, value]) => [name, text(value)] as const,
  );
  return object(Object.fromEntries(entries));
}
