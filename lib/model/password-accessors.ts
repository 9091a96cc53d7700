import type {
  ModelDefinition,
  PasswordDefinition,
} from "../metadata/definition";
import { onModelResolved } from "../metadata/registry";
import { assignPassword } from "../persistence/passwords";
import { findState } from "../record/record-state";
import { defineAccessor } from "./define-accessor";

/** Gives the prototype of every model, as soon as it is resolved, a getter and setter for each password and its confirmation. */
export function installPasswordAccessors(): void {
  onModelResolved(({ model, passwords }: ModelDefinition) => {
    for (const password of passwords) {
      define(model.prototype, password, password.property);
      define(model.prototype, password, password.confirmation);
    }
  });
}

function define(
  prototype: object,
  password: PasswordDefinition,
  property: string,
): void {
  defineAccessor(
    prototype,
    property,
    (record) => read(record, password, property),
    (record, value) => {
      assignPassword(record, password, property, value);
    },
  );
}

/** What was assigned and not saved yet, for rules of class-validator to look at. */
function read(
  record: object,
  password: PasswordDefinition,
  property: string,
): string | undefined {
  // Tools that look at a class read its prototype, which is no record.
  const state = findState(record);
  if (state === undefined) return undefined;
  return property === password.confirmation
    ? state.pending?.confirmations.get(password.property)
    : state.pending?.passwords.get(property)?.text;
}
