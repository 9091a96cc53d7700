import { inspect } from "node:util";
import { findRelated } from "../query/related/related-value";
import { readOwn, writeOwn } from "../record/own-value";
import { findState } from "../record/record-state";
import { toldOf } from "../record/told-values";
import type { RecordState } from "../record/record-state";
import type { ColumnDefinition } from "../metadata/definition";
import { isTokenMaker } from "../secrets/random-token";
import { memoize } from "../util/memoize";

/** Shown without quotes, where a value stays inside the program. */
const filtered = Object.freeze({ [inspect.custom]: () => "[FILTERED]" });

/** What is shown in place of a record; one for each, by which Node.js knows a circle. */
const standInFor = memoize(
  (record: object) =>
    Object.create(Object.getPrototypeOf(record) as object) as object,
);

/**
 * Shows a record to `console.log` and `inspect` as its class with the columns
 * that are set, what its query told beside them, and the relations that are
 * loaded; values that stay inside the
 * program are shown as `[FILTERED]`.
 */
export function installInspect(prototype: object): void {
  Object.defineProperty(prototype, inspect.custom, {
    configurable: true,
    enumerable: false,
    writable: true,
    value: function inspectRecord(this: object): object {
      const state = findState(this);
      // A prototype, or what stands in for a record: shown as it is.
      return state === undefined ? this : standInOf(this, state);
    },
  });
}

function standInOf(record: object, state: RecordState): object {
  const standIn = standInFor(record);
  for (const key of Object.keys(standIn)) Reflect.deleteProperty(standIn, key);
  for (const [property, value] of shownValues(record, state))
    // Its prototype has accessors of the same names, which an assignment would run.
    writeOwn(standIn, property, value);
  return standIn;
}

function shownValues(
  record: object,
  { definition, relations }: RecordState,
): (readonly [string, unknown])[] {
  const columns = definition.columnList.map(
    (column) => [column.property, shownValue(record, column)] as const,
  );
  const loaded = Object.values(definition.relations)
    .filter(({ property }) => relations?.has(property) === true)
    .map(
      (relation) => [relation.property, findRelated(record, relation)] as const,
    );
  const told = Object.entries(toldOf(record));
  return [...columns, ...told, ...loaded].filter(
    ([, value]) => value !== undefined,
  );
}

function shownValue(
  record: object,
  { property, isPrivate, type, default: made }: ColumnDefinition,
): unknown {
  const value = readOwn(record, property);
  const isToken = made?.kind === "function" && isTokenMaker(made.make);
  const isHidden = isPrivate || isToken || type.encryption !== undefined;
  return isHidden && value !== undefined && value !== null ? filtered : value;
}
