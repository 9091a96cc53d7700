import { RecordStateError } from "../errors/record-error";
import { findStored } from "../persistence/stored-key";
import { stateOf } from "../record/record-state";
import { keyTexts } from "./signed-key";

/**
 * A text that is another one as soon as the row of a record is: the table, the
 * primary key, and the time of the last update to the microsecond where the
 * model has `@UpdatedAt`. For keys of caches and for ETags.
 *
 * @example
 * ```ts
 * cacheKey(city);   // "cities/2"
 * ```
 *
 * @throws RecordStateError when the record has no row, or was read without its time of update
 */
export function cacheKey(record: object): string {
  const state = stateOf(record);
  const { table, columnList, name } = state.definition;
  const key = keyTexts(record).map(encodeURIComponent).join(",");
  const updatedAt = columnList.find(({ role }) => role === "updatedAt");
  if (updatedAt === undefined) return `${table}/${key}`;
  const text = findStored(state, updatedAt);
  if (typeof text === "string")
    return `${table}/${key}-${text.replace(/\D/g, "")}`;
  throw new RecordStateError(
    `This ${name} was read without its ${updatedAt.property}, and has no version to name.`,
    `Read it with its ${updatedAt.property}, too.`,
  );
}
