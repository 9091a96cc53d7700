import type { DriverRow } from "../driver/driver";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { describeValue } from "../types/describe-value";
import type { StrictLoading } from "../typing/strict-loading";
import type { Coercion } from "./coercion";
import type { ChangeSet } from "./column-change";
import type { PendingPasswords } from "./pending-passwords";

/** Whether a record has a row in the database: not yet, yes, or not any more. */
export type RecordStatus = "new" | "persisted" | "destroyed";

/** The records of one result, so that a lazy relation of one loads for all. */
export interface SiblingGroup {
  readonly records: object[];
  /** How strict their query was told to be; undefined where it said nothing. */
  readonly strictLoading: StrictLoading | undefined;
}

/** What the rows of one result have in common: the model, and the columns that were selected, in the order of the row. */
export interface Selection {
  readonly definition: ModelDefinition;
  readonly columns: readonly ColumnDefinition[];
}

/** What arx knows of one record beside its properties. */
export class RecordState {
  /** Loaded relations by property; undefined while there is none. */
  relations: Map<string, unknown> | undefined = undefined;
  /** What the last save wrote. */
  previousChanges: ChangeSet | undefined = undefined;
  /** What the last save took for values of other types; undefined while it took nothing. */
  coercions: readonly Coercion[] | undefined = undefined;
  /** What becomes of a relation that is awaited unloaded; undefined leaves it to the query, the model and so on. */
  strictLoading: StrictLoading | undefined = undefined;
  /** Passwords that were assigned and not saved yet; undefined while there are none. */
  pending: PendingPasswords | undefined = undefined;
  /** The last work that is under way in each transaction, and resolves when that has ended, however it ended; undefined while there is none. */
  lines: Map<object | undefined, Promise<void>> | undefined = undefined;

  constructor(
    readonly definition: ModelDefinition,
    public status: RecordStatus,
    /** The columns that were selected, in the order of `row`. */
    public columns: readonly ColumnDefinition[],
    /** The texts last known from the database: the snapshot that changes are measured against. */
    public row: DriverRow | undefined,
    public siblings: SiblingGroup | undefined,
  ) {}

  /** The state of a record that has no row yet. */
  static forNew(definition: ModelDefinition): RecordState {
    return new RecordState(definition, "new", [], undefined, undefined);
  }
}

/** Puts the state onto a record, in place of the one it may have. */
export function attachState(record: object, state: RecordState): void {
  Stamp.write(record, state);
}

/**
 * Puts what a state is made of onto a record that came from the database, and
 * the record among its siblings; the state itself is made when asked for.
 */
export function attachRow(
  record: object,
  selection: Selection,
  row: DriverRow,
  siblings: SiblingGroup | undefined,
): void {
  new Stamp(record, selection, row, siblings);
  if (siblings !== undefined) siblings.records.push(record);
}

/** Whether a model made a value; told without making the state of a record that is only read. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && Stamp.isOn(value);
}

/** The state of a record, or undefined when no model made the object. */
export function findState(record: object): RecordState | undefined {
  return Stamp.read(record);
}

/**
 * The state of a record.
 * @throws RecordStateError when no model made the object.
 */
export function stateOf(record: object): RecordState {
  const state = Stamp.read(record);
  if (state !== undefined) return state;
  throw new RecordStateError(
    `A record that a model made was expected, not ${describeValue(record)}.`,
    "Make records with new, create() or a query; a copy such as { ...record } is none.",
  );
}

/** A constructor that returns its argument lets a subclass put private fields on any object. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the constructor is all there is to it
export class Returning {
  constructor(record: object) {
    return record;
  }
}

/**
 * The state sits in private fields stamped onto the record: as fast as
 * properties, and invisible to spread, JSON, inspect and comparison. Most
 * records of a large result are only read, so the state is made on first use:
 * what a row retains decides what reading it costs.
 */
class Stamp extends Returning {
  #state: RecordState | Selection;
  #row: DriverRow | undefined;
  #siblings: SiblingGroup | undefined;

  constructor(
    record: object,
    state: RecordState | Selection,
    row: DriverRow | undefined,
    siblings: SiblingGroup | undefined,
  ) {
    super(record);
    this.#state = state;
    this.#row = row;
    this.#siblings = siblings;
  }

  static isOn(value: object): boolean {
    return #state in value;
  }

  static read(record: object): RecordState | undefined {
    if (!(#state in record)) return undefined;
    const known = record.#state;
    if (known instanceof RecordState) return known;
    const { definition, columns } = known;
    const state = new RecordState(
      definition,
      "persisted",
      columns,
      record.#row,
      record.#siblings,
    );
    Stamp.write(record, state);
    return state;
  }

  static write(record: object, state: RecordState): void {
    if (!(#state in record)) {
      new Stamp(record, state, undefined, undefined);
      return;
    }
    record.#state = state;
    record.#row = undefined;
    record.#siblings = undefined;
  }
}
