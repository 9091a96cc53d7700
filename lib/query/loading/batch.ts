import type { DriverRow } from "../../driver/driver";
import type {
  ColumnDefinition,
  RelationDefinition,
} from "../../metadata/definition";
import { setRelated } from "../related/related-value";
import type { Selection } from "../selection";

/** Records or rows of one model that get a relation loaded at once. */
export interface Batch {
  readonly owners: readonly object[];
  /** Whether the owners are plain rows. */
  readonly isPlain: boolean;
  /** The text of a column of the owner at this place. */
  readText(index: number, column: ColumnDefinition): string | null;
}

/** What a statement just returned: the keys are the texts of its rows. */
export function batchOfRows(
  { columns, isPlain }: Selection,
  rows: readonly DriverRow[],
  owners: readonly object[],
): Batch {
  const places = new Map(columns.map((column, index) => [column, index]));
  return {
    owners,
    isPlain,
    readText: (index, column) =>
      rows[index]?.[places.get(column) ?? -1] ?? null,
  };
}

/** Records that may have been changed since: the keys are their properties. */
export function batchOfRecords(records: readonly object[]): Batch {
  return {
    owners: records,
    isPlain: false,
    readText: (index, { property, type, at }) => {
      const value = (records[index] as Readonly<Record<string, unknown>>)[
        property
      ];
      return value === undefined || value === null
        ? null
        : type.encode(value, at);
    },
  };
}

/** Some of the owners of a batch, by their places. */
export function partOfBatch(batch: Batch, places: readonly number[]): Batch {
  return {
    owners: places.map((place) => batch.owners[place] as object),
    isPlain: batch.isPlain,
    readText: (index, column) => batch.readText(places[index] ?? -1, column),
  };
}

/** Gives an owner what was loaded for it. */
export function attach(
  batch: Batch,
  owner: object,
  relation: RelationDefinition,
  value: object | null,
): void {
  if (batch.isPlain)
    (owner as Record<string, unknown>)[relation.property] = value;
  else setRelated(owner, relation, value);
}
