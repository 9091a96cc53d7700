import type {
  BelongsToDefinition,
  ModelDefinition,
} from "../metadata/definition";

/** Data for one record, by property. */
export type SeedRow = Readonly<Record<string, unknown>>;

/** The belongs-to relations that at least one of the rows sets; the others cannot make one row wait for another. */
export function givenRelations(
  definition: ModelDefinition,
  rows: readonly SeedRow[],
): readonly BelongsToDefinition[] {
  return Object.values(definition.relations)
    .filter((relation) => relation.kind === "belongsTo")
    .filter((relation) =>
      rows.some((row) => keyOf(row, relation) !== undefined),
    );
}

/** The values that a row refers to another row by, one for each column; undefined when it refers to none. */
export function keyOf(
  row: SeedRow,
  relation: BelongsToDefinition,
): readonly unknown[] | undefined {
  const values = readKey(row, relation);
  return values.some((value) => value === undefined || value === null)
    ? undefined
    : values;
}

/** The row without a relation, for a first phase in which the other side is not there yet. */
export function withoutRelations(
  row: SeedRow,
  relations: readonly BelongsToDefinition[],
): SeedRow {
  const left = new Set(
    relations.flatMap(({ property, columns }) => [
      property,
      ...columns.map((c) => c.property),
    ]),
  );
  return Object.fromEntries(
    Object.entries(row).filter(([property]) => !left.has(property)),
  );
}

/** A relation is given as a record, as its key, or by the columns of the key. */
function readKey(
  row: SeedRow,
  { property, columns, references }: BelongsToDefinition,
): readonly unknown[] {
  const given = row[property];
  if (isRecord(given))
    return references.map((column) => given[column.property]);
  return given === undefined
    ? columns.map((column) => row[column.property])
    : [given];
}

function isRecord(value: unknown): value is SeedRow {
  return typeof value === "object" && value !== null;
}
