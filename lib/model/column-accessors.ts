import type {
  ColumnDefinition,
  ModelDefinition,
  StoredDefinition,
} from "../metadata/definition";
import { onModelResolved } from "../metadata/registry";
import { readStored, writeStored } from "../persistence/stored-value";
import { writeNormalized } from "../record/normalized-value";
import { writeOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import { defineAccessor } from "./define-accessor";

/**
 * Gives the prototype of every model, as soon as it is resolved, a setter for
 * each column with `normalize`, for records that do not hold it yet, and a
 * getter and setter for each key of a document.
 */
export function installColumnAccessors(): void {
  onModelResolved(({ model, columnList, stored }: ModelDefinition) => {
    for (const column of columnList)
      if (column.type.normalize !== undefined)
        defineNormalized(model.prototype, column);
    for (const member of Object.values(stored))
      defineStored(model.prototype, member);
  });
}

function defineNormalized(prototype: object, column: ColumnDefinition): void {
  defineAccessor(
    prototype,
    column.property,
    () => undefined,
    (record, value) => {
      if (findState(record) === undefined)
        writeOwn(record, column.property, value);
      else writeNormalized(record, column, value);
    },
  );
}

function defineStored(prototype: object, member: StoredDefinition): void {
  defineAccessor(
    prototype,
    member.property,
    (record) => readStored(record, member),
    (record, value) => {
      writeStored(record, member, value);
    },
  );
}
