import { databaseToWrite } from "../database/current";
import type { HasDefinition } from "../metadata/definition";
import type { OwnRelation } from "../metadata/own-relation";
import { changeSetOf } from "../record/change-set";
import {
  findLoaded,
  forgetLoaded,
  setLoaded,
} from "../record/loaded-relations";
import { readOwn, restoreOwn } from "../record/own-value";
import { stateOf } from "../record/record-state";
import { assignRelation } from "./assign-attributes";
import { save } from "./save";

/**
 * Makes a record one of those that an owner has, and saves it; when that fails,
 * or is rolled back, it refers to what it referred to before.
 * @returns whether it was not one of them already
 */
export async function adoptRecord(
  owner: object,
  { inverse }: HasDefinition,
  record: object,
): Promise<boolean> {
  const database = databaseToWrite(stateOf(record).definition);
  const undo = assignForNow(record, inverse, owner);
  const isAdded = changeSetOf(record).changes.some(({ column }) =>
    inverse.columns.includes(column),
  );
  // Called after what the save itself undoes, since it is told first.
  if (database.isInTransaction) database.afterRollback(undo);
  try {
    await save(record);
  } catch (error) {
    undo();
    throw error;
  }
  return isAdded;
}

/** Assigns a relation; what is returned takes that back, unless another was assigned since. */
function assignForNow(
  record: object,
  relation: OwnRelation,
  owner: object,
): () => void {
  const { columns, property } = relation;
  const read = (): unknown[] =>
    columns.map((column) => readOwn(record, column.property));
  const former = read();
  const related = findLoaded(record, property);
  assignRelation(record, relation, owner);
  const assigned = read();
  return () => {
    const isAssigned = read().every(
      (value, index) => value === assigned[index],
    );
    if (!isAssigned) return;
    for (const [index, column] of columns.entries())
      restoreOwn(record, column.property, former[index]);
    if (related === undefined) forgetLoaded(record, property);
    else setLoaded(record, property, related);
  };
}
