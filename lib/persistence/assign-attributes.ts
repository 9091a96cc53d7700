import { TypeMismatchError } from "../errors/query-error";
import type {
  ModelDefinition,
  SerializedDefinition,
} from "../metadata/definition";
import { forgetLoaded, setLoaded } from "../record/loaded-relations";
import { assignColumn, restoreOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { describeValue } from "../types/describe-value";
import { findWritten, isPassword, isRelation } from "./attribute";
import type { OwnRelation } from "../metadata/own-relation";
import { checkRepeated } from "./check-repeated";
import { readRelatedKey, readUnsavedKey } from "./related-key";

/**
 * Sets columns and relations of a record from plain data; nothing is written
 * to the database, and nothing is set at all when one name is unknown.
 * @throws UnknownAttributeError when a property is none of the model's
 * @throws TypeMismatchError when the data is no object
 */
export function assignAttributes(record: object, input: object): void {
  const { definition } = stateOf(record);
  checkInput(definition, input);
  const given = Object.entries(input).filter(
    ([, value]) => value !== undefined,
  );
  const virtual = given.filter(([property]) => isVirtual(definition, property));
  const others = given.filter(([property]) => !isVirtual(definition, property));
  const assignments = others.map(([property, value]) => ({
    attribute: findWritten(definition, property),
    value: value as unknown,
  }));
  checkRepeated(
    assignments.flatMap(({ attribute }) =>
      isRelation(attribute) ? attribute.columns : [attribute],
    ),
  );
  for (const { attribute, value } of assignments) {
    if (isRelation(attribute)) assignRelation(record, attribute, value);
    else assignColumn(record, attribute, value);
  }
  // These have setters of their own, which may look at the columns.
  for (const [property, value] of virtual) Reflect.set(record, property, value);
}

/** Whether a property is no column and can be assigned all the same: a password, a key of a document, a setter. */
function isVirtual(definition: ModelDefinition, property: string): boolean {
  return (
    isPassword(definition, property) ||
    Object.hasOwn(definition.stored, property) ||
    isAssignable(definition.serialized[property])
  );
}

function isAssignable(member: SerializedDefinition | undefined): boolean {
  return (
    member?.input === true &&
    (member.kind === "field" || member.kind === "accessor")
  );
}

function checkInput({ name }: ModelDefinition, input: unknown): void {
  if (typeof input === "object" && input !== null) return;
  throw new TypeMismatchError(
    name,
    "an object of attributes",
    describeValue(input),
  );
}

/**
 * Points a relation whose key the record holds to a record, to a key or to nothing. A record
 * that is not saved yet may be given; `save` takes its key when it has one.
 * @throws TypeMismatchError when the value is of another model or no key
 */
export function assignRelation(
  record: object,
  relation: OwnRelation,
  value: unknown,
): void {
  const keys =
    readUnsavedKey(relation, value) ?? readRelatedKey(relation, value);
  for (const [index, { property }] of relation.columns.entries()) {
    // A record has no properties that hold undefined: a key that is not known yet is not there.
    restoreOwn(record, property, keys[index]);
  }
  if (typeof value === "object" && value !== null)
    setLoaded(record, relation.property, value);
  else forgetLoaded(record, relation.property);
}
