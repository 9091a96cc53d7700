import {
  InvalidArgumentError,
  UnknownAttributeError,
} from "../errors/query-error";
import type {
  BelongsToDefinition,
  ColumnDefinition,
  ModelDefinition,
} from "../metadata/definition";
import { suggest } from "../util/suggest";

/** What a key of data for a record can name: a column, or a relation whose key the record holds. */
export type Attribute = ColumnDefinition | BelongsToDefinition;

/** Whether an attribute is a relation and not a column. */
export function isRelation(
  attribute: Attribute,
): attribute is BelongsToDefinition {
  return "kind" in attribute;
}

/**
 * The attribute of a model by its property. Only what the model declares
 * counts: `__proto__` or `constructor` is an unknown name like any other.
 * @throws UnknownAttributeError when there is none of this name
 * @throws InvalidArgumentError for a relation whose key is held by the other side
 */
export function findAttribute(
  definition: ModelDefinition,
  property: string,
): Attribute {
  const { name, columns, relations } = definition;
  if (Object.hasOwn(columns, property))
    return columns[property] as ColumnDefinition;
  const relation = Object.hasOwn(relations, property)
    ? relations[property]
    : undefined;
  if (relation?.kind === "belongsTo") return relation;
  if (relation === undefined) {
    const known = [...Object.keys(columns), ...Object.keys(relations)];
    throw new UnknownAttributeError(name, property, suggest(property, known));
  }
  throw new InvalidArgumentError(
    `${relation.at} is kept by ${relation.target.name}, not by ${name}.`,
    {
      hint: `Save the ${name} first, then write the relation from the other side.`,
    },
  );
}
