import type { ModelDefinition } from "../definition";
import type { Problems } from "../problems";

/**
 * Looks for two models with one table, and for names that one schema cannot hold twice.
 * @param blamed the models to report clashes of; the others only take names
 */
export function checkNames(
  definitions: readonly ModelDefinition[],
  problems: Problems,
  blamed: ReadonlySet<ModelDefinition> = new Set(definitions),
): void {
  const owners = new Map<string, string>();
  for (const definition of definitions) {
    const names = namesIn(definition);
    for (const { name, place, what, fix } of names) {
      const earlier = owners.get(name);
      owners.set(name, earlier ?? place);
      if (earlier === undefined) continue;
      if (blamed.has(definition)) {
        const message = `has ${what}, which is ${earlier} as well.`;
        problems.add(definition.name, undefined, message, fix);
      }
      // Names that are made from the name of the table clash with it.
      if (name === names[0]?.name) break;
    }
  }
}

interface TakenName {
  readonly name: string;
  readonly what: string;
  /** The same, said from another model. */
  readonly place: string;
  readonly fix: string;
}

/** Tables and indexes share their names in a schema; unique constraints and primary keys are indexes. */
function namesIn(definition: ModelDefinition): readonly TakenName[] {
  const { name, schema, table, connection } = definition;
  // Two connections are two databases, which may have tables of one name.
  const space = JSON.stringify([connection, schema]);
  const indexes = [
    definition.primaryKeyName,
    ...definition.uniques.map((unique) => unique.name),
    ...definition.indexes.map((index) => index.name),
  ];
  return [
    {
      name: `${space}.${table}`,
      what: `the table "${table}"`,
      place: `the table of ${name}`,
      fix: "Give one of them another table: @Table('…').",
    },
    ...indexes.map((index) => ({
      name: `${space}.${index}`,
      what: `the index "${index}"`,
      place: `the name of an index of ${name}`,
      fix: "Give one of them another name: { name: '…' }.",
    })),
  ];
}
