import type { Assignment } from "../ast/update";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
} from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import { findWritten, isRelation } from "./attribute";
import { checkRepeated } from "./check-repeated";
import type { ColumnValue } from "./column-value";
import { readRelatedKey } from "./related-key";
import { toAssignment } from "./statements";

/**
 * What an update of many rows sets, from plain data: columns, and relations
 * whose key the rows hold.
 * @param at the call, for messages: `City.updateAll`
 * @throws UnknownAttributeError when a property is none of the model's
 * @throws UndefinedConditionError when a value is undefined
 * @throws InvalidArgumentError when nothing is set, or what no such update can set
 */
export function readAssignments(
  definition: ModelDefinition,
  values: unknown,
  at: string,
): readonly Assignment[] {
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new TypeMismatchError(
      at,
      "an object of attributes",
      describeValue(values),
    );
  const given = Object.entries(values).flatMap(([property, value]) =>
    readValues(definition, property, value as unknown, at),
  );
  if (given.length === 0)
    throw new InvalidArgumentError(`${at} is given nothing to set.`);
  const columns = given.map(({ column }) => column);
  checkRepeated(columns);
  columns.forEach(checkSet);
  return given.map(toAssignment);
}

function readValues(
  definition: ModelDefinition,
  property: string,
  value: unknown,
  at: string,
): ColumnValue[] {
  if (value === undefined)
    throw new UndefinedConditionError(
      `${at}.${property}`,
      "Leave the key out to keep what the rows hold, or write null.",
    );
  checkWhole(definition, property);
  const attribute = findWritten(definition, property);
  if (!isRelation(attribute)) return [{ column: attribute, value }];
  const key = readRelatedKey(attribute, value);
  return attribute.columns.map((column, index) => ({
    column,
    value: key[index],
  }));
}

/** A key of a document has no column of its own, and the documents of the rows differ. */
function checkWhole({ stored }: ModelDefinition, property: string): void {
  const member = Object.hasOwn(stored, property) ? stored[property] : undefined;
  if (member === undefined) return;
  throw new InvalidArgumentError(
    `${member.at} is a key of ${member.column.at}, and no update of many rows sets a key alone.`,
    { hint: `Set "${member.column.property}", or save record by record.` },
  );
}

function checkSet({ at, isPrimaryKey, role }: ColumnDefinition): void {
  const problem = isPrimaryKey
    ? "is the primary key, which stays as it is"
    : role === "version"
      ? "is a version, which every update raises by itself"
      : role === "discriminator"
        ? "says of which class a row is, and is not assigned"
        : undefined;
  if (problem === undefined) return;
  throw new InvalidArgumentError(`${at} ${problem}.`, {
    hint: "Leave it out.",
  });
}
