import { columnTypeNames } from "../../types/resolve-column-type";
import { suggest } from "../../util/suggest";
import type { Blueprint } from "../blueprint";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** Notes that a column's type is none, with the one that was likely meant. */
export function reportUnknownType(
  name: string,
  draft: ColumnDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const isArray = name.endsWith("[]");
  const near = suggest(isArray ? name.slice(0, -2) : name, columnTypeNames);
  const fix =
    near === undefined
      ? `Write one of ${columnTypeNames.join(", ")}, or one of them with [] behind it.`
      : `Write type: '${near}${isArray ? "[]" : ""}'.`;
  context.report(
    blueprint,
    draft.property,
    `"${name}" is no type of a column.`,
    fix,
  );
}
