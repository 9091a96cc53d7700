import { MissingAttributeError } from "../errors/query-error";
import type {
  ColumnDefinition,
  ModelDefinition,
  StoredDefinition,
} from "../metadata/definition";
import { onModelResolved } from "../metadata/registry";
import { readStored, writeStored } from "../persistence/stored-value";
import { mayBeAbsent } from "../record/absent-columns";
import { writeNormalized } from "../record/normalized-value";
import { writeOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import { defineAccessor } from "./define-accessor";

/**
 * Gives the prototype of every model, as soon as it is resolved, a setter for
 * each column with `normalize`, for records that do not hold it yet, a getter
 * for each that queries leave out, which says so, and a getter and setter for
 * each key of a document.
 */
export function installColumnAccessors(): void {
  onModelResolved(({ model, columnList, stored }: ModelDefinition) => {
    for (const column of columnList)
      if (column.type.normalize !== undefined || column.isOmitted)
        defineAbsent(model.prototype, column);
    for (const member of Object.values(stored))
      defineStored(model.prototype, member);
  });
}

/** A record that holds the column has it as a property of its own, and never comes here. */
function defineAbsent(prototype: object, column: ColumnDefinition): void {
  const { property, type, isOmitted, at } = column;
  defineAccessor(
    prototype,
    property,
    (record) => {
      if (isOmitted && isStored(record) && !mayBeAbsent())
        throw new MissingAttributeError(at);
      return undefined;
    },
    (record, value) => {
      if (type.normalize === undefined || findState(record) === undefined)
        writeOwn(record, property, value);
      else writeNormalized(record, column, value);
    },
  );
}

/** Whether a record has a row that holds more than the record does. */
function isStored(record: object): boolean {
  const state = findState(record);
  return state !== undefined && state.status !== "new";
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
