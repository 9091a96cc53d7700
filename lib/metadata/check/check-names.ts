import type { ModelClass, ModelDefinition } from "../definition";
import type { Problems } from "../problems";
import { tableParts, withTables } from "../table-parts";
import { isSharedName } from "./is-shared-name";

/**
 * Looks for two models with one table, and for names that one schema cannot hold twice.
 * @param blamed the models to report clashes of; the others only take names
 */
export function checkNames(
  definitions: readonly ModelDefinition[],
  problems: Problems,
  blamed: ReadonlySet<ModelDefinition> = new Set(definitions),
): void {
  const owners = new Map<string, TakenName>();
  for (const definition of withTables(definitions)) {
    const names = namesIn(tableParts(definition));
    for (const taken of names) {
      const { name } = taken;
      const earlier = owners.get(name);
      owners.set(name, earlier ?? taken);
      if (earlier === undefined) continue;
      if (blamed.has(definition)) {
        const owner = `${isNamesake(taken, earlier) ? "another " : ""}${earlier.model.name}`;
        const message = `has ${taken.what}, which is ${earlier.place} ${owner} as well.`;
        const fix = findFix(taken, earlier);
        problems.add(definition.name, undefined, message, fix);
      }
      // Names that are made from the name of the table clash with it.
      if (name === names[0]?.name) break;
    }
  }
}

/** Whether two classes have one name, so that a class would seem to clash with itself. */
function isNamesake({ model }: TakenName, other: TakenName): boolean {
  return model !== other.model && model.name === other.model.name;
}

function findFix(taken: TakenName, earlier: TakenName): string {
  const { index } = taken;
  if (index === undefined && isNamesake(taken, earlier))
    return `${taken.fix} Where it is one file that is loaded twice, call registry.reset() before the second time.`;
  return index !== undefined && isSharedName(index, taken.model, earlier.model)
    ? "Leave the name out in the class that both extend, and each table has an index with a name of its own."
    : taken.fix;
}

interface TakenName {
  readonly model: ModelClass;
  /** The name of an index; undefined for that of the table. */
  readonly index: string | undefined;
  readonly name: string;
  readonly what: string;
  /** The same, said from another model, whose name follows. */
  readonly place: string;
  readonly fix: string;
}

/** Tables and indexes share their names in a schema; unique constraints and primary keys are indexes. */
function namesIn(definition: ModelDefinition): readonly TakenName[] {
  const { model, schema, table, connection } = definition;
  // Two connections are two databases, which may have tables of one name.
  const space = JSON.stringify([connection, schema]);
  const indexes = [
    definition.primaryKeyName,
    ...definition.uniques.map((unique) => unique.name),
    ...definition.indexes.map((index) => index.name),
    ...definition.exclusions.map((exclusion) => exclusion.name),
  ];
  return [
    {
      model,
      index: undefined,
      name: `${space}.${table}`,
      what: `the table "${table}"`,
      place: "the table of",
      fix: "Give one of them another table: @Table('…').",
    },
    ...indexes.map((index) => ({
      model,
      index,
      name: `${space}.${index}`,
      what: `the index "${index}"`,
      place: "the name of an index of",
      fix: "Give one of them another name: { name: '…' }.",
    })),
  ];
}
