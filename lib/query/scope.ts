import { columnOf } from "../ast/build-expression";
import type { Expression, TableSource } from "../ast/expression";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { memoize } from "../util/memoize";

/** A model under the alias that its table has in a statement. */
export interface Scope {
  readonly definition: ModelDefinition;
  readonly alias: string;
  /** How many aliases the enclosing sub-selects have taken, so that none is taken twice. */
  readonly depth: number;
}

/** Turns a where object into a condition; passed along because relations nest it. */
export type CompileWhere = (
  scope: Scope,
  where: unknown,
  at: string,
) => Expression;

/** The scope of a statement's own model: its table goes by its own name. */
export const rootScope = memoize((definition: ModelDefinition): Scope => {
  // A table that is itself named like the aliases of sub-selects must not meet one of them.
  const alias = /^t\d+$/.test(definition.table) ? "t0" : definition.table;
  return { definition, alias, depth: 0 };
});

/** A scope below this one, with the next alias. */
export function innerScope(scope: Scope, definition: ModelDefinition): Scope {
  const depth = scope.depth + 1;
  return { definition, alias: `t${String(depth)}`, depth };
}

/** The table of a scope, as a source of rows. */
export function sourceOf({ definition, alias }: Scope): TableSource {
  return {
    kind: "table",
    schema: definition.schema,
    name: definition.table,
    alias,
  };
}

/** A column of a scope. */
export function scopedColumn(
  scope: Scope,
  column: ColumnDefinition,
): Expression {
  return columnOf(scope.alias, column.name);
}
