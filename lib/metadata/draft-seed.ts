import type { SeedOptions, UpsertOptions } from "../typing/seed-row";
import type { SeedDraft } from "./draft";
import type { SeedStrategy } from "./seed-definition";

type Row = Readonly<Record<string, unknown>>;

/** What a declaration of a seed says; the list is copied, the rows are not touched. */
export function draftSeed(
  rows: object | readonly object[],
  options: SeedOptions = {},
): SeedDraft {
  return Object.freeze({
    rows: Object.freeze(listRows(rows)),
    strategy:
      options.upsert === undefined
        ? insertStrategy
        : draftUpsert(options.upsert),
    environments: Object.freeze([...(options.when ?? [])]),
  });
}

const insertStrategy: SeedStrategy = Object.freeze({ kind: "insert" });

/** How an upsert finds its row, with one property as a list. */
export function draftUpsert(options: true | UpsertOptions): SeedStrategy {
  const { conflictKey, updateFields } = options === true ? {} : options;
  return Object.freeze({
    kind: "upsert",
    conflictKey:
      typeof conflictKey === "string"
        ? [conflictKey]
        : conflictKey && [...conflictKey],
    updateFields: updateFields && [...updateFields],
  });
}

function listRows(rows: object | readonly object[]): Row[] {
  return (Array.isArray(rows) ? [...(rows as Row[])] : [rows]) as Row[];
}
