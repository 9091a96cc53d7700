import { quoteName } from "../util/quote";
import type {
  CheckDefinition,
  ColumnDefinition,
  InheritanceDefinition,
  ModelDefinition,
  RelationDefinition,
} from "./definition";
import { joinParts } from "./build/build-inheritance";
import { isNone } from "./build/only-for";
import { checkName } from "./naming";

/** The models that have a table, each once: of those that share one, the first of them. */
export function withTables(
  definitions: readonly ModelDefinition[],
): readonly ModelDefinition[] {
  return [
    ...new Set(
      definitions.map(
        (definition) => definition.inheritance?.root ?? definition,
      ),
    ),
  ];
}

/**
 * Everything that the table of a model has: of a table that several models
 * share, the columns and constraints of all of them. Columns that only some of
 * them have take NULL; that these have a value is a check.
 */
export function tableParts(definition: ModelDefinition): ModelDefinition {
  const { inheritance } = definition;
  if (inheritance === undefined) return definition;
  const { subclasses } = inheritance;
  const all = [definition, ...subclasses];
  const join = <P extends { readonly name: string }>(
    partsOf: (model: ModelDefinition) => readonly P[],
  ): readonly P[] => all.map(partsOf).reduce<P[]>(joinParts, []);
  return {
    ...definition,
    columnList: joinColumns(definition, subclasses),
    relations: joinRelations(all),
    uniques: join(({ uniques }) => uniques),
    checks: [
      ...join(({ checks }) => checks),
      ...presenceChecks(definition, inheritance),
    ],
    exclusions: join(({ exclusions }) => exclusions),
    indexes: join(({ indexes }) => indexes),
  };
}

function joinColumns(
  { columnList }: ModelDefinition,
  subclasses: readonly ModelDefinition[],
): readonly ColumnDefinition[] {
  const further = subclasses
    .flatMap((subclass) => subclass.columnList)
    .filter((column) => !columnList.includes(column))
    .map((column) => ({ ...column, nullable: true }));
  return joinParts(columnList, joinParts([], unique(further)));
}

function unique(columns: readonly ColumnDefinition[]): ColumnDefinition[] {
  return [...new Map(columns.map((each) => [each.name, each])).values()];
}

/** By the name of the constraint, which is one where two classes declare the same relation. */
function joinRelations(
  models: readonly ModelDefinition[],
): Readonly<Record<string, RelationDefinition>> {
  const relations = models.flatMap((model) => Object.values(model.relations));
  return Object.fromEntries(
    relations.flatMap((relation) =>
      relation.kind === "belongsTo" ? [[relation.constraint, relation]] : [],
    ),
  );
}

/** What a class requires and others do not have: a check for each column. */
function presenceChecks(
  { table, columnList }: ModelDefinition,
  { column: discriminator, subclasses }: InheritanceDefinition,
): CheckDefinition[] {
  const aliases = new Map<string, Set<string>>();
  for (const subclass of subclasses) {
    for (const column of subclass.columnList) {
      if (columnList.includes(column) || column.nullable) continue;
      if (column.generated !== undefined) continue;
      const known = aliases.get(column.name) ?? new Set();
      aliases.set(column.name, known);
      for (const alias of subclass.inheritance?.aliases ?? []) known.add(alias);
    }
  }
  return [...aliases].flatMap(([name, set]) => {
    if (set.size === 0) return [];
    const others = isNone(discriminator.name, [...set].sort());
    return {
      name: checkName(table, `${name}_required`),
      expression: `${others} or ${quoteName(name)} is not null`,
    };
  });
}
