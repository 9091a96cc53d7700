import type { Blueprint } from "../blueprint";
import type { ResolveContext } from "../resolve-context";
import { checkGivenName } from "./check-name";

/** Looks for columns that a model is to leave alone and yet has. */
export function checkIgnored(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { columnList, ignoredColumns } = blueprint.definition;
  for (const name of ignoredColumns) {
    checkGivenName(name, "ignored column", undefined, blueprint, context);
    const owner = columnList.find((column) => column.name === name);
    if (owner === undefined) continue;
    const message = `is the column "${name}", which ignoredColumns of @Table leaves alone.`;
    const fix = "Take the field away, or the name out of ignoredColumns.";
    context.report(blueprint, owner.property, message, fix);
  }
}
