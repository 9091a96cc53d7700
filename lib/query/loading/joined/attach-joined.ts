import type { Deadline } from "../../../database/deadline";
import type { DriverRow } from "../../../driver/driver";
import type { ColumnDefinition } from "../../../metadata/definition";
import { isToMany } from "../../../metadata/is-to-many";
import { parseArrayLiteral } from "../../../types/array-literal";
import { announceFound } from "../../announce";
import { batchOfRows } from "../batch";
import type { Batch } from "../batch";
import { collectKeys } from "../../key-set";
import type { KeySet } from "../../key-set";
import {
  allDone,
  attachGroups,
  createRelated,
  groupResults,
  preload,
} from "../preload";
import type { Groups } from "../preload";
import type { QueryData } from "../../query-data";
import { ownerColumns } from "../../related/related-tables";
import type { JoinedRelation, Selection } from "../../selection";
import { tellEach } from "../../tell-values";
import { separatePreloads } from "./join-relations";

type Cell = DriverRow[number];

/** Rows in a cell come without a description of theirs. */
const noAnswer = { fields: [], rows: [], count: 0 };

/**
 * Gives owners their relations: those that came in cells of their rows, then
 * those that take statements of their own.
 * @param rows the rows that the owners were made of; the cells of relations are taken off them
 */
export async function loadRelated(
  query: QueryData,
  selection: Selection,
  rows: readonly DriverRow[],
  owners: readonly object[],
  deadline: Deadline | undefined,
): Promise<void> {
  const batch = batchOfRows(selection, rows, owners);
  const separate = separatePreloads(query, selection);
  const cells = takeCells(selection, rows);
  let next = 0;
  const loads = selection.joined.map((joined) => {
    const place = next;
    next += joined.width;
    return attachJoined(batch, joined, cells, place, deadline);
  });
  await allDone([...loads, preload(batch, separate, deadline)]);
}

/** The cells of relations. Records keep their rows, which are to hold no copy of other records. */
function takeCells(
  { items, joined }: Selection,
  rows: readonly DriverRow[],
): readonly DriverRow[] {
  if (joined.length === 0) return [];
  const taken = joined.reduce((sum, { width }) => sum + width, 0);
  return rows.map((row) => (row as Cell[]).splice(items.length - taken));
}

async function attachJoined(
  batch: Batch,
  joined: JoinedRelation,
  cells: readonly DriverRow[],
  place: number,
  deadline: Deadline | undefined,
): Promise<void> {
  const keys = collectKeys(batch, ownerColumns(joined.relation));
  const groups = await readGroups(joined, keys, cells, place, deadline);
  attachGroups(batch, joined, keys, groups);
}

async function readGroups(
  joined: JoinedRelation,
  keys: KeySet,
  cells: readonly DriverRow[],
  place: number,
  deadline: Deadline | undefined,
): Promise<Groups> {
  const { query, related, selection } = joined;
  const readRows = isToMany(joined.relation) ? readList : readOne;
  const rows: DriverRow[] = [];
  const keyOfRow: string[] = [];
  for (const [key, index] of firstOwners(keys))
    for (const row of readRows(joined, cells[index] ?? [], place)) {
      rows.push(row);
      keyOfRow.push(key);
    }
  // What is nested is taken off before anybody reads the cells of a row.
  const created = createRelated(related, query, selection, rows);
  tellEach(selection, { ...noAnswer, rows: created.rows }, 0, created.owners);
  await loadRelated(query, selection, created.rows, created.owners, deadline);
  await announceFound(selection, created.owners);
  return groupResults(created.byRow, (index) => keyOfRow[index] as string);
}

/** Owners of one key have the same rows, which are read once. */
function firstOwners({ byOwner }: KeySet): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  byOwner.forEach((key, index) => {
    if (key !== null && !first.has(key)) first.set(key, index);
  });
  return first;
}

/** The record that stands beside its owner; its key is NULL where there is none. */
function readOne(
  { width, query, selection }: JoinedRelation,
  cells: DriverRow,
  place: number,
): readonly DriverRow[] {
  const [key] = query.definition.primaryKey;
  const keyPlace = selection.columns.indexOf(key as ColumnDefinition);
  const isAll = cells.length === width;
  const row = isAll ? cells : cells.slice(place, place + width);
  return (row[keyPlace] ?? null) === null ? [] : [row];
}

/** The records in a cell, which is the literal of an array of arrays. */
function readList(
  _: JoinedRelation,
  cells: DriverRow,
  place: number,
): readonly DriverRow[] {
  return parseArrayLiteral(cells[place] ?? "{}") as DriverRow[];
}
