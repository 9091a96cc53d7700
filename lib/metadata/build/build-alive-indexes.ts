import { quoteName } from "../../util/quote";
import type { Blueprint } from "../blueprint";
import type {
  ColumnDefinition,
  IndexDefinition,
  ModelDefinition,
  UniqueDefinition,
} from "../definition";
import { indexName } from "../naming";
import type { ResolveContext } from "../resolve-context";
import { buildPlainIndex } from "./build-plain-index";

/**
 * Whether uniqueness is to hold among living rows alone, so that the value of a
 * deleted one is free again. A public id never comes twice, a constraint that
 * may wait cannot be an index, and what foreign keys refer to must be unique
 * among all rows.
 */
export function isUniqueAlive(
  { columns, deferrable }: UniqueDefinition,
  { definition }: Blueprint,
  context: ResolveContext,
): boolean {
  return (
    definition.softDelete !== undefined &&
    deferrable === "no" &&
    !columns.some(({ role }) => role === "publicId") &&
    !isReferenced(columns, context)
  );
}

/** The predicate of indexes over the living rows; undefined for a model whose rows all are. */
export function aliveCondition({
  softDelete,
}: ModelDefinition): string | undefined {
  return softDelete && `${quoteName(softDelete.name)} is null`;
}

/** The indexes of a model with `@SoftDelete`: its uniques, and one by which the deleted rows are found. */
export function buildAliveIndexes(blueprint: Blueprint): IndexDefinition[] {
  const { table, softDelete } = blueprint.definition;
  if (softDelete === undefined) return [];
  const column = quoteName(softDelete.name);
  const uniques = blueprint.aliveUniques.map((unique) => ({
    ...buildPlainIndex(table, unique.columns),
    name: unique.name,
    unique: true,
    nullsNotDistinct: unique.nullsNotDistinct,
    where: aliveCondition(blueprint.definition),
  }));
  const deleted: IndexDefinition = {
    ...buildPlainIndex(table, [softDelete]),
    name: indexName(table, [softDelete.name]),
    where: `${column} is not null`,
  };
  return [...uniques, deleted];
}

function isReferenced(
  columns: readonly ColumnDefinition[],
  context: ResolveContext,
): boolean {
  const relations = context.all.flatMap(({ definition }) =>
    Object.values(definition.relations),
  );
  return relations.some(
    (relation) =>
      relation.kind === "belongsTo" &&
      relation.references.length === columns.length &&
      relation.references.every((column) => columns.includes(column)),
  );
}
