import type { Blueprint } from "../blueprint";
import type { IndexKeyDefinition } from "../definition";
import type { IndexKeyDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { columnsOf } from "./columns-of";
import { inlineIndexSql } from "./inline-index-sql";

/** The keys that one key of a declaration stands for; a relation may have several columns. Undefined when a mistake was reported. */
export function buildIndexKeys(
  key: IndexKeyDraft,
  declaredBy: string,
  blueprint: Blueprint,
  context: ResolveContext,
): readonly IndexKeyDefinition[] | undefined {
  const { operatorClass, direction, nulls } = key;
  if (key.column !== undefined) {
    const columns = columnsOf(key.column, declaredBy, blueprint, context);
    return columns?.map((column) => ({
      column,
      expression: undefined,
      operatorClass,
      direction,
      nulls,
    }));
  }
  const expression = inlineIndexSql(
    key.expression,
    `${declaredBy} expression`,
    blueprint,
    context,
  );
  return expression === undefined
    ? undefined
    : [{ column: undefined, expression, operatorClass, direction, nulls }];
}
