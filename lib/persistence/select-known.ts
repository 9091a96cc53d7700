import {
  allOf,
  binary,
  castParameter,
  columnOf,
} from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { Expression, SelectStatement } from "../ast/expression";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { castTo } from "../sql/cast";
import { writeArrayLiteral } from "../types/array-literal";
import type { ConflictKeys } from "./conflict-keys";
import type { ConflictTarget } from "./conflict-target";
import { tableOf } from "./statements";
import { unnestTypeOf } from "./unnest-type";

/** Names that no column of a table is likely to have: the predicate of an index names columns without their table. */
const alias = "arx_given";
const positionName = "arx_position";

/**
 * Finds the rows that given conflict keys stand for: first the position in the
 * input, then the primary key. The database compares the keys itself, since
 * only it knows what is equal in its types and collations.
 */
export function selectKnown(
  definition: ModelDefinition,
  target: ConflictTarget,
  keys: ConflictKeys,
  positions: readonly number[],
): SelectStatement {
  const given = target.columns.map((column, index) => ({
    column,
    name: `arx_key_${String(index + 1)}`,
  }));
  const arrays = given.map(({ column }) => {
    const texts = keys.get(column) ?? [];
    return castParameter(
      writeArrayLiteral(positions.map((position) => texts[position] ?? null)),
      unnestTypeOf(column.type).array,
    );
  });
  const conditions = given.map(({ column, name }) =>
    matches(definition, target, column, name),
  );
  return {
    ...emptySelect,
    items: [
      { expression: columnOf(alias, positionName), name: undefined },
      ...definition.primaryKey.map((column) => ({
        expression: columnOf(definition.table, column.name),
        name: undefined,
      })),
    ],
    from: {
      kind: "unnest",
      alias,
      columns: [positionName, ...given.map(({ name }) => name)],
      arrays: [
        castParameter(writeArrayLiteral(positions.map(String)), "int[]"),
        ...arrays,
      ],
    },
    joins: [
      { kind: "inner", source: tableOf(definition), on: allOf(conditions) },
    ],
    where: target.where,
  };
}

function matches(
  { table }: ModelDefinition,
  { nullsNotDistinct }: ConflictTarget,
  column: ColumnDefinition,
  name: string,
): Expression {
  const { elementCast } = unnestTypeOf(column.type);
  const given = columnOf(alias, name);
  const right = elementCast === undefined ? given : castTo(given, elementCast);
  const operator = nullsNotDistinct ? "is not distinct from" : "=";
  return binary(operator, columnOf(table, column.name), right);
}
