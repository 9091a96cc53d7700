import { TypeMismatchError } from "../errors/query-error";
import type {
  BelongsToDefinition,
  ModelDefinition,
} from "../metadata/definition";
import { forgetLoaded, setLoaded } from "../record/loaded-relations";
import { readOwn, restoreOwn, writeOwn } from "../record/own-value";
import { findState, stateOf } from "../record/record-state";
import { describeValue } from "../types/describe-value";
import { findAttribute, isRelation } from "./attribute";
import { checkRepeated } from "./check-repeated";
import { readRelatedKey } from "./related-key";

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
  const assignments = given.map(([property, value]) => ({
    attribute: findAttribute(definition, property),
    value: value as unknown,
  }));
  checkRepeated(
    assignments.flatMap(({ attribute }) =>
      isRelation(attribute) ? attribute.columns : [attribute],
    ),
  );
  for (const { attribute, value } of assignments) {
    if (isRelation(attribute)) assignRelation(record, attribute, value);
    else writeOwn(record, attribute.property, value);
  }
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
 * Points a belongs-to relation to a record, to a key or to nothing. A record
 * that is not saved yet may be given; `save` takes its key when it has one.
 * @throws TypeMismatchError when the value is of another model or no key
 */
export function assignRelation(
  record: object,
  relation: BelongsToDefinition,
  value: unknown,
): void {
  const keys = isUnsaved(relation, value)
    ? relation.references.map(({ property }) => readOwn(value, property))
    : readRelatedKey(relation, value);
  for (const [index, { property }] of relation.columns.entries()) {
    // A record has no properties that hold undefined: a key that is not known yet is not there.
    restoreOwn(record, property, keys[index]);
  }
  if (typeof value === "object" && value !== null)
    setLoaded(record, relation.property, value);
  else forgetLoaded(record, relation.property);
}

function isUnsaved(
  { target }: BelongsToDefinition,
  value: unknown,
): value is object {
  if (typeof value !== "object" || value === null) return false;
  const state = findState(value);
  return state?.definition === target && state.status === "new";
}
