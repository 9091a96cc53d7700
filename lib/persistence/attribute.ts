import {
  GeneratedColumnError,
  InvalidArgumentError,
  UnknownAttributeError,
} from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { isOwnRelation } from "../metadata/own-relation";
import type { OwnRelation } from "../metadata/own-relation";
import { suggest } from "../util/suggest";

/** What a key of data for a record can name: a column, or a relation whose key the record holds. */
export type Attribute = ColumnDefinition | OwnRelation;

/** Whether an attribute is a relation and not a column. */
export function isRelation(attribute: Attribute): attribute is OwnRelation {
  return "kind" in attribute;
}

/** Whether a property is a password of a model, or confirms one. */
export function isPassword(
  { passwords }: ModelDefinition,
  name: string,
): boolean {
  return passwords.some(
    ({ property, confirmation }) => property === name || confirmation === name,
  );
}

/**
 * The same, for data that is written.
 * @throws GeneratedColumnError for a column that the database computes
 */
export function findWritten(
  definition: ModelDefinition,
  property: string,
): Attribute {
  const attribute = findAttribute(definition, property);
  if (!isRelation(attribute)) checkWritten(attribute);
  return attribute;
}

/** @throws GeneratedColumnError for a column that the database computes */
export function checkWritten({ generated, at }: ColumnDefinition): void {
  if (generated !== undefined) throw new GeneratedColumnError(at);
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
  if (isOwnRelation(relation)) return relation;
  if (isPassword(definition, property))
    throw new InvalidArgumentError(
      `${name}.${property} is hashed when a record is saved, and no statement over many rows can write it.`,
      { hint: "Use create() or save(), one record at a time." },
    );
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
