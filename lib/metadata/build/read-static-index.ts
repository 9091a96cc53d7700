import type { IndexKey, IndexOptions } from "../../typing/index-options";
import { suggest } from "../../util/suggest";
import type { IndexDraft } from "../draft";
import { draftIndex, indexOptionNames } from "../draft-index";

/** What an entry of `static compositeIndexes` says, or what is wrong with it. */
type StaticIndex =
  | { readonly draft: IndexDraft }
  | { readonly problem: string; readonly fix: string | undefined };

/** Reads `['a', 'b']` or `{ columns: ['a', 'b'], unique: true, … }`; nothing of it was seen by the compiler. */
export function readStaticIndex(entry: unknown): StaticIndex {
  const { columns, ...options } = (
    Array.isArray(entry) ? { columns: entry as unknown } : (entry ?? {})
  ) as { columns?: unknown } & IndexOptions;
  if (!Array.isArray(columns) || !columns.every(isKey))
    return {
      problem: "holds something that is no list of properties.",
      fix: undefined,
    };
  const foreign = Object.keys(options).find(
    (option) => !indexOptionNames.includes(option),
  );
  if (foreign !== undefined) return unknownOption(foreign);
  return {
    draft: draftIndex("static compositeIndexes", columns, options),
  };
}

function isKey(key: unknown): key is IndexKey<string> {
  if (typeof key === "string") return true;
  if (typeof key !== "object" || key === null) return false;
  return "column" in key || "expression" in key;
}

function unknownOption(option: string): StaticIndex {
  const near = suggest(option, indexOptionNames);
  return {
    problem: `has an index with the option "${option}", which there is not.`,
    fix:
      near === undefined
        ? `The options are columns, ${indexOptionNames.join(", ")}.`
        : `Write ${near}.`,
  };
}
