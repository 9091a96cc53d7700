import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelDefinition,
  PolymorphicDefinition,
} from "../metadata/definition";
import { memoize } from "../util/memoize";

/** What a key of the input of `read` stands for. */
export type InputAttribute =
  | {
      readonly kind: "column";
      readonly column: ColumnDefinition;
      /** Whether it is taken only where the program names it: keys, and what arx itself keeps. */
      readonly isGuarded: boolean;
    }
  | { readonly kind: "belongsTo"; readonly relation: BelongsToDefinition }
  | {
      readonly kind: "other relation";
      readonly hint: string;
    }
  /** A member with a setter of its own, or a field of the class. */
  | { readonly kind: "member"; readonly property: string }
  | { readonly kind: "method"; readonly property: string };

/** The attributes that `read` knows, by their key in JSON; found once for each model. Private ones are unknown to it. */
export const inputAttributes = memoize(
  (definition: ModelDefinition): ReadonlyMap<string, InputAttribute> =>
    new Map(findAttributes(definition)),
);

function findAttributes(
  definition: ModelDefinition,
): (readonly [string, InputAttribute])[] {
  const { serialized } = definition;
  return [
    ...columnsOf(definition),
    ...relationsOf(definition),
    ...membersOf(definition),
  ]
    .filter(([property]) => serialized[property]?.input !== false)
    .map(([property, attribute]) => [
      serialized[property]?.name ?? property,
      attribute,
    ]);
}

type Entry = readonly [property: string, attribute: InputAttribute];

function columnsOf({ columnList, inheritance }: ModelDefinition): Entry[] {
  const taken = columnList.filter(
    ({ isPrivate, generated }) => !isPrivate && generated === undefined,
  );
  return taken.map((column) => {
    const isGuarded =
      column.isPrimaryKey ||
      column.role !== undefined ||
      column === inheritance?.column;
    return [column.property, { kind: "column", column, isGuarded }];
  });
}

function relationsOf({ relations }: ModelDefinition): Entry[] {
  return Object.values(relations).map((relation): Entry => {
    if (relation.kind === "belongsTo")
      return [relation.property, { kind: "belongsTo", relation }];
    const hint =
      relation.kind === "polymorphic"
        ? keysOf(relation)
        : `read the records of ${relation.target.name} themselves`;
    return [relation.property, { kind: "other relation", hint }];
  });
}

function keysOf({ typeColumn, keyColumn }: PolymorphicDefinition): string {
  return `give ${typeColumn.property} and ${keyColumn.property}`;
}

function membersOf({
  passwords,
  stored,
  serialized,
}: ModelDefinition): Entry[] {
  const names = [
    ...passwords.flatMap(({ property, confirmation }) => [
      property,
      confirmation,
    ]),
    ...Object.values(stored).flatMap(({ property, column }) =>
      column.isPrivate ? [] : [property],
    ),
  ];
  const own = Object.values(serialized).flatMap(
    ({ property, kind }): Entry[] => {
      if (kind === "method") return [[property, { kind, property }]];
      return kind === "field" || kind === "accessor"
        ? [[property, { kind: "member", property }]]
        : [];
    },
  );
  return [
    ...names.map((property): Entry => [property, { kind: "member", property }]),
    ...own,
  ];
}
