import { allOf, binary, textOf } from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import type { ColumnDefinition } from "../../metadata/definition";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/** Column by column, the same key on both sides. */
export function columnsEqual(
  left: Scope,
  leftColumns: readonly ColumnDefinition[],
  right: Scope,
  rightColumns: readonly ColumnDefinition[],
): Expression {
  return allOf(
    leftColumns.map((column, index) => {
      // A definition pairs its columns one to one.
      const other = rightColumns[index] as ColumnDefinition;
      return binary(
        "=",
        comparedWith(other, left, column),
        comparedWith(column, right, other),
      );
    }),
  );
}

/** A polymorphic relation may keep keys of several types, and does so as text. */
function comparedWith(
  other: ColumnDefinition,
  scope: Scope,
  column: ColumnDefinition,
): Expression {
  return other.type.sqlName === "text" && column.type.sqlName !== "text"
    ? textOf(scope.alias, column.name)
    : scopedColumn(scope, column);
}
