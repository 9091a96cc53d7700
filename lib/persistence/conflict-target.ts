import type { Expression } from "../ast/expression";
import { InvalidArgumentError } from "../errors/query-error";
import { UnknownConflictTargetError } from "../errors/seed-error";
import type {
  ColumnDefinition,
  IndexDefinition,
  ModelDefinition,
} from "../metadata/definition";
import { findAttribute, isRelation } from "./attribute";

/** The unique index that decides whether a row is known. */
export interface ConflictTarget {
  readonly columns: readonly ColumnDefinition[];
  /** The predicate of the index, when it covers only some rows. */
  readonly where: Expression | undefined;
  /** Whether two NULLs count as the same. */
  readonly nullsNotDistinct: boolean;
}

/**
 * The unique index or constraint on exactly these columns.
 * @param on properties; a relation stands for its key columns
 * @throws UnknownConflictTargetError when the model declares none
 * @throws InvalidArgumentError when it is no list of properties
 */
export function findConflictTarget(
  definition: ModelDefinition,
  on: readonly string[],
): ConflictTarget {
  checkList(definition, on);
  const wanted = new Set(columnsOf(definition, on));
  const targets = listTargets(definition);
  const found = targets.find(
    ({ columns }) =>
      columns.length === wanted.size &&
      columns.every((column) => wanted.has(column)),
  );
  if (found !== undefined) return found;
  const known = targets.map(({ columns }) =>
    columns.map(({ property }) => property),
  );
  throw new UnknownConflictTargetError(definition.name, on, known);
}

function checkList({ name }: ModelDefinition, on: unknown): void {
  if (Array.isArray(on)) return;
  throw new InvalidArgumentError(
    `${name}.upsertAll takes the properties of a unique index, by which a row is known.`,
    { hint: 'Write { on: ["code"] }.' },
  );
}

/** The columns of properties; a relation stands for its key columns. */
export function columnsOf(
  definition: ModelDefinition,
  properties: readonly string[],
): ColumnDefinition[] {
  return properties.flatMap((property) => {
    const attribute = findAttribute(definition, property);
    return isRelation(attribute) ? attribute.columns : [attribute];
  });
}

/** The unique indexes and constraints that can tell whether a row is known; those that cover every row first. */
export function listTargets({
  primaryKey,
  uniques,
  indexes,
}: ModelDefinition): readonly ConflictTarget[] {
  const key = {
    columns: primaryKey,
    where: undefined,
    nullsNotDistinct: false,
  };
  // ON CONFLICT takes none that may be broken for a while.
  const immediate = uniques.filter(({ deferrable }) => deferrable === "no");
  const constraints = immediate.map(({ columns, nullsNotDistinct }) => ({
    columns,
    where: undefined,
    nullsNotDistinct,
  }));
  const unique = indexes.filter((index) => index.unique).flatMap(toTarget);
  const whole = unique.filter(({ where }) => where === undefined);
  const partial = unique.filter(({ where }) => where !== undefined);
  return [key, ...constraints, ...whole, ...partial].filter(
    ({ columns }) => columns.length > 0,
  );
}

/** None for an index over expressions, which properties cannot name. */
function toTarget({
  keys,
  where,
  nullsNotDistinct,
}: IndexDefinition): ConflictTarget[] {
  const columns = keys
    .map(({ column }) => column)
    .filter((column) => column !== undefined);
  if (columns.length < keys.length) return [];
  const predicate: Expression | undefined =
    where === undefined
      ? undefined
      : { kind: "fragment", texts: [where], operands: [] };
  return [{ columns, where: predicate, nullsNotDistinct }];
}
