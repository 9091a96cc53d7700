import type { Blueprint } from "../blueprint";
import type { ColumnDefinition } from "../definition";
import type { ColumnDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";

/** Looks for what the database cannot do with an encrypted column, because it sees nothing of its values. */
export function checkEncryption(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { columnList } = blueprint.definition;
  for (const column of columnList) {
    if (column.type.encryption === undefined) continue;
    const draft = blueprint.findColumn(column.property);
    for (const [message, fix] of findMistakes(column, draft))
      context.report(blueprint, column.property, message, fix);
  }
  checkKeys(blueprint, context);
}

type Mistake = readonly [message: string, fix: string];

function findMistakes(
  column: ColumnDefinition,
  draft: ColumnDraft | undefined,
): Mistake[] {
  const mistakes: Mistake[] = [];
  if (column.isPrimaryKey || column.relation !== undefined)
    mistakes.push([
      "is a key, and keys cannot be encrypted.",
      draft?.encrypt === undefined
        ? "Refer to a column that is not encrypted."
        : "Leave encrypt out.",
    ]);
  if (draft?.enum !== undefined)
    mistakes.push([
      "is an enum, kept by a check that cannot see encrypted values.",
      "Leave encrypt or enum out.",
    ]);
  if (column.generated !== undefined)
    mistakes.push([
      "is computed by the database, which cannot encrypt.",
      "Leave encrypt or generatedAs out.",
    ]);
  if (draft?.check !== undefined)
    mistakes.push([
      "has a check, which cannot see encrypted values.",
      "Check the value before it is assigned, or leave encrypt out.",
    ]);
  return mistakes;
}

/** At random every value is another: an index over it finds nothing, and everything is unique. */
function checkKeys(blueprint: Blueprint, context: ResolveContext): void {
  const { uniques, indexes } = blueprint.definition;
  const keyed = [
    ...uniques.flatMap(({ columns }) => columns),
    ...indexes.flatMap(({ keys }) =>
      keys.flatMap(({ column }) => column ?? []),
    ),
  ];
  for (const column of new Set(keyed)) {
    if (column.type.encryption !== "random") continue;
    const message =
      "is unique or indexed, but encrypted so that the same value is never the same twice.";
    const fix = "Write encrypt: { deterministic: true }.";
    context.report(blueprint, column.property, message, fix);
  }
}
