import { isOwnRelation } from "../metadata/own-relation";
import { forgetLoaded } from "./loaded-relations";
import { readOwn, restoreColumn } from "./own-value";
import { stateOf } from "./record-state";
import type { RecordState } from "./record-state";

/**
 * Takes back what was not saved: every column holds what the database last
 * gave, and is not set where it gave nothing; so do the relations whose keys
 * they are. What the last save wrote stays known.
 */
export function discardChanges(record: object): void {
  const state = stateOf(record);
  const { definition, columns, row } = state;
  for (const column of definition.columnList) {
    const cell = row?.[columns.indexOf(column)];
    // Decoded anew, for the value may have been changed in place.
    const value =
      typeof cell === "string" ? column.type.decode(cell, column.at) : cell;
    restoreColumn(record, column, value);
  }
  state.pending = undefined;
  forgetKeyless(record, state);
}

/** A key that is set decides what its relation leads to; where there is none, `save` would ask the record that was assigned. */
function forgetKeyless(
  record: object,
  { definition, relations }: RecordState,
): void {
  for (const property of [...(relations?.keys() ?? [])]) {
    const relation = definition.relations[property];
    if (!isOwnRelation(relation)) continue;
    const isSet = relation.columns.every(
      (column) => readOwn(record, column.property) !== undefined,
    );
    if (!isSet) forgetLoaded(record, property);
  }
}
