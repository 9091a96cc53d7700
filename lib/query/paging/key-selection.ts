import type { DriverRow } from "../../driver/driver";
import { InvalidArgumentError } from "../../errors/query-error";
import type { ColumnDefinition } from "../../metadata/definition";
import type { QueryData } from "../query-data";
import type { Selection } from "../selection";
import { resultSelectionOf } from "../tell-values";
import type { KeyTexts } from "./after-key";

/**
 * What a walk by key reads: what the query gives, and the columns of the key.
 * @param at the verb, for messages: `City.page`
 * @throws InvalidArgumentError when the key would make rows differ that come once
 */
export function keySelection(
  query: QueryData,
  key: readonly ColumnDefinition[],
  at: string,
): Selection {
  const { distinct, select } = query;
  const hidden = key.find((column) => select?.includes(column) === false);
  if (distinct && hidden !== undefined)
    throw new InvalidArgumentError(
      `${at} goes by ${hidden.at}, which is not selected: with it, equal rows would differ.`,
      {
        hint: `Add ${hidden.property} to what is selected, or leave distinct out.`,
      },
    );
  return resultSelectionOf(query, key);
}

/** Reads the key from a row of a selection. */
export function keyReader(
  { columns }: Selection,
  key: readonly ColumnDefinition[],
): (row: DriverRow) => KeyTexts {
  const cells = key.map((column) => columns.indexOf(column));
  return (row) => cells.map((cell) => row[cell] ?? null);
}
