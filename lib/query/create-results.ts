import type { DriverRow } from "../driver/driver";
import type { SiblingGroup } from "../record/record-state";
import type { StrictLoading } from "../typing/strict-loading";
import { readKey } from "./key-set";
import type { Selection } from "./selection";

/** The results that rows became: a row of a record seen before became the same object. */
export interface CreatedResults {
  /** One per row. */
  readonly byRow: readonly object[];
  /** Each object once, beside the row it was made from. */
  readonly owners: readonly object[];
  readonly rows: readonly DriverRow[];
}

/** Turns each row into a record or plain row; the records know each other as siblings. */
export function createResults(
  selection: Selection,
  rows: readonly DriverRow[],
  strictLoading: StrictLoading | undefined,
): object[] {
  const siblings: SiblingGroup | undefined = selection.isPlain
    ? undefined
    : { records: [], strictLoading };
  return rows.map((row) => selection.create(row, siblings));
}

/** The same, with one record for all rows of the same primary key. */
export function createShared(
  selection: Selection,
  rows: readonly DriverRow[],
  strictLoading: StrictLoading | undefined,
): CreatedResults {
  if (selection.isPlain) {
    const owners = createResults(selection, rows, strictLoading);
    return { byRow: owners, owners, rows };
  }
  const { primaryKey } = selection.definition;
  const cells = primaryKey.map((column) => selection.columns.indexOf(column));
  const places = new Map<string | null, number>();
  const unique: DriverRow[] = [];
  const placeByRow = rows.map((row) => {
    const key = readKey(row, cells, primaryKey);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, unique.length);
    return unique.push(row) - 1;
  });
  const owners = createResults(selection, unique, strictLoading);
  return {
    byRow: placeByRow.map((place) => owners[place] as object),
    owners,
    rows: unique,
  };
}
