import type {
  BelongsToDefinition,
  ColumnDefinition,
} from "../metadata/definition";
import type { OwnRelation } from "../metadata/own-relation";
import type { ColumnType } from "../types/column-type";
import { readOwn } from "./own-value";
import { isRecord, stateOf } from "./record-state";

/** What is loaded for a relation: a record, null, an array, or undefined when nothing is. */
export function findLoaded(record: object, property: string): unknown {
  return stateOf(record).relations?.get(property);
}

/** Keeps what was loaded or assigned for a relation. */
export function setLoaded(
  record: object,
  property: string,
  value: unknown,
): void {
  const state = stateOf(record);
  state.relations ??= new Map();
  state.relations.set(property, value);
}

/** Forgets what is loaded for a relation, so that the next read asks the database. */
export function forgetLoaded(record: object, property: string): void {
  stateOf(record).relations?.delete(property);
}

/**
 * Kept where a key was looked up, for that key only, when what was found does
 * not tell its key: null where no row had it, or a plain row.
 */
export class TargetOfKey {
  constructor(
    readonly key: readonly unknown[],
    readonly target: object | null,
  ) {}
}

/** Keeps what the key columns of a belongs-to led to; null when they led to no row. */
export function setLoadedTarget(
  record: object,
  { property, columns }: OwnRelation,
  target: object | null,
): void {
  const kept = isRecord(target) ? target : targetOfKey(record, columns, target);
  setLoaded(record, property, kept);
}

/**
 * The record loaded for a belongs-to, as long as the key columns still point
 * to it; once they were set to something else it is forgotten. Key columns
 * that are not set belong to a target that has no key yet, and leave it be.
 */
export function findLoadedTarget(
  record: object,
  relation: BelongsToDefinition,
): object | null | undefined {
  const target = findLoaded(record, relation.property) as
    object | null | undefined;
  if (target === undefined || pointsTo(record, relation, target)) {
    return target instanceof TargetOfKey ? target.target : target;
  }
  forgetLoaded(record, relation.property);
  return undefined;
}

function targetOfKey(
  record: object,
  columns: readonly ColumnDefinition[],
  target: object | null,
): TargetOfKey {
  const key = columns.map(({ property }) => readOwn(record, property));
  return new TargetOfKey(key, target);
}

/** Written without closures: it runs at every read of a loaded relation. */
function pointsTo(
  record: object,
  { columns, references }: BelongsToDefinition,
  target: object | null,
): boolean {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as ColumnDefinition;
    const reference = references[index] as ColumnDefinition;
    const key = readOwn(record, column.property);
    if (target === null) {
      if (key === null || key === undefined) return true;
    } else if (!refersTo(key, reference, target, index)) {
      return false;
    }
  }
  return target !== null;
}

function refersTo(
  key: unknown,
  { property, type }: ColumnDefinition,
  target: object,
  index: number,
): boolean {
  const isOfKey = target instanceof TargetOfKey;
  if (key === undefined && !isOfKey) return true;
  const wanted = isOfKey ? target.key[index] : readOwn(target, property);
  return isSameKey(type, wanted, key);
}

/** Whether two values are the same key to PostgreSQL; two that are missing are. */
export function isSameKey(
  type: ColumnType,
  left: unknown,
  right: unknown,
): boolean {
  if (left === right) return true;
  return isValue(left) && isValue(right) && isEqualKey(type, left, right);
}

/** A key may be written otherwise than the one it refers to, as in citext: equal to PostgreSQL all the same. */
function isEqualKey(type: ColumnType, left: unknown, right: unknown): boolean {
  if (type.equals(left, right)) return true;
  if (typeof left !== "string" || typeof right !== "string") return false;
  return type.toKey !== undefined && type.toKey(left) === type.toKey(right);
}

function isValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}
