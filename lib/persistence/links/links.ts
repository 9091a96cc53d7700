import {
  allOf,
  anyOf,
  binary,
  columnOf,
  nullTest,
  parameter,
} from "../../ast/build-expression";
import type { Expression } from "../../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
} from "../../metadata/definition";
import { writeArrayLiteral } from "../../types/array-literal";

/** Records that a record is linked to, or is to be, by rows of a join model. */
export interface Links {
  readonly relation: ManyToManyDefinition;
  /** The texts of the owner's key, as the join model refers to it. */
  readonly near: readonly string[];
  /** Those of the records, each once. */
  readonly far: readonly (readonly string[])[];
}

/** The rows of the join table that link an owner, whatever to. */
export function isLinkOf(
  { relation, near }: Pick<Links, "relation" | "near">,
  alias: string,
): Expression {
  return holdsKey(alias, relation.near.columns, near);
}

/** Those of the join table that are not deleted softly; undefined where none is. */
export function isAlive(
  { through }: ManyToManyDefinition,
  alias: string,
): Expression | undefined {
  const { softDelete } = through;
  return softDelete && nullTest(columnOf(alias, softDelete.name), false);
}

/** The columns hold one of the keys; none of them, where it is negated. */
export function holdsOneOf(
  alias: string,
  columns: readonly ColumnDefinition[],
  keys: readonly (readonly string[])[],
  negated = false,
): Expression {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) {
    const left = columnOf(alias, only.name);
    const array = parameter(writeArrayLiteral(keys.flat()));
    return { kind: "membership", left, array, negated };
  }
  const operand = anyOf(keys.map((key) => holdsKey(alias, columns, key)));
  return negated ? { kind: "not", operand } : operand;
}

function holdsKey(
  alias: string,
  columns: readonly ColumnDefinition[],
  key: readonly string[],
): Expression {
  return allOf(
    columns.map(({ name }, index) =>
      binary("=", columnOf(alias, name), parameter(key[index] ?? null)),
    ),
  );
}
