import type { DriverRow } from "../driver/driver";
import { SubclassNotFoundError } from "../errors/inheritance-error";
import type {
  ColumnDefinition,
  InheritanceDefinition,
  ModelDefinition,
} from "../metadata/definition";
import type { Hydrator } from "./build-hydrator";
import { compileHydrator } from "./hydrator";

/** How a row of several classes' columns becomes a record of one of them. */
interface Member {
  readonly hydrate: Hydrator;
  /** Where its own columns stand in the row. */
  readonly cells: readonly number[];
}

/**
 * The hydrator of a model whose rows are of several classes: each row becomes
 * a record of the class that its discriminator names, with the columns of that
 * class and no others.
 * @param columns those of all the classes, in the order of the row
 * @param added those of them that queries leave out unless they are asked for
 * @throws SubclassNotFoundError when a row names none of them
 */
export function compileFamilyHydrator(
  definition: ModelDefinition,
  inheritance: InheritanceDefinition,
  columns: readonly ColumnDefinition[],
  added: readonly ColumnDefinition[],
): Hydrator {
  const members = new Map<string | null, Member>();
  for (const model of [definition, ...inheritance.subclasses]) {
    const alias = model.inheritance?.alias;
    if (alias !== undefined)
      members.set(alias, compileMember(model, columns, added));
  }
  const kind = columns.indexOf(inheritance.column);
  return (row, siblings) => {
    const alias = row[kind] ?? null;
    const member = members.get(alias);
    if (member === undefined)
      throw new SubclassNotFoundError(
        definition.name,
        alias,
        inheritance.aliases,
      );
    return member.hydrate(pick(row, member.cells), siblings);
  };
}

function compileMember(
  model: ModelDefinition,
  columns: readonly ColumnDefinition[],
  added: readonly ColumnDefinition[],
): Member {
  const names = columns.map(({ name }) => name);
  const isAdded = (column: ColumnDefinition): boolean =>
    column.isOmitted && added.some(({ name }) => name === column.name);
  const own = [...model.selectedColumns, ...model.columnList.filter(isAdded)];
  return {
    hydrate: compileHydrator(model, own),
    cells: own.map(({ name }) => names.indexOf(name)),
  };
}

/** A row of its own, so that a record keeps no cells of other classes. */
function pick(row: DriverRow, cells: readonly number[]): DriverRow {
  const picked = new Array<string | null>(cells.length);
  for (let index = 0; index < cells.length; index++)
    picked[index] = row[cells[index] as number] ?? null;
  return picked;
}
