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
  Object.defineProperty(prototype, column.property, {
    configurable: true,
    enumerable: false,
    get: () => undefined,
    set(this: object, value: unknown) {
      if (findState(this) === undefined) writeOwn(this, column.property, value);
      else writeNormalized(this, column, value);
    },
  });
}

function defineStored(prototype: object, member: StoredDefinition): void {
  Object.defineProperty(prototype, member.property, {
    configurable: true,
    // What a record holds are its columns; the document is one of them.
    enumerable: false,
    get(this: object) {
      return readStored(this, member);
    },
    set(this: object, value: unknown) {
      writeStored(this, member, value);
    },
  });
}
