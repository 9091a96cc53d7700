import { InvalidArgumentError } from "../errors/query-error";
import { RecordStateError } from "../errors/record-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { makerOf } from "../persistence/row-reader";
import { inheritedStrictness } from "../query/loading/strict-loading";
import { readOwn, writeColumn } from "../record/own-value";
import { PendingPasswords } from "../record/pending-passwords";
import { attachState, RecordState, stateOf } from "../record/record-state";

/**
 * A record of another class for the same row: it has what the two classes have
 * in common, changes that are not saved included, and saving it writes its class.
 * @throws InvalidArgumentError when the class has another table, or no rows
 * @throws RecordStateError when the record was destroyed
 */
export function becomeRecord(record: object, target: ModelDefinition): object {
  const state = stateOf(record);
  const kind = checkTarget(state, target);
  const other = makeRecord(state, target);
  const source = new Map(
    state.definition.columnList.map((column) => [column.name, column]),
  );
  for (const column of target.columnList) {
    const from = source.get(column.name);
    const value =
      from === undefined
        ? firstValue(state, column)
        : readOwn(record, from.property);
    if (value !== undefined) writeColumn(other, column, value);
  }
  writeColumn(other, kind.column, kind.alias);
  keepPasswords(other, state.pending, target);
  return other;
}

/** A default that the program makes reaches no row of another class; what is new makes it by itself. */
function firstValue(
  { status }: RecordState,
  column: ColumnDefinition,
): unknown {
  return status === "new" ? undefined : makerOf(column)?.();
}

function checkTarget(
  { definition, status }: RecordState,
  target: ModelDefinition,
): { readonly column: ColumnDefinition; readonly alias: string } {
  const { inheritance } = target;
  const root = definition.inheritance?.root;
  if (inheritance === undefined || inheritance.root !== root)
    throw new InvalidArgumentError(
      `A ${definition.name} cannot become a ${target.name}, which has another table.`,
      { hint: "Name a class that shares the table by @Subtype." },
    );
  if (inheritance.alias === undefined)
    throw new InvalidArgumentError(
      `A ${definition.name} cannot become a ${target.name}, which has no rows of its own.`,
      { hint: `Name one of the classes below ${target.name}.` },
    );
  if (status === "destroyed")
    throw new RecordStateError(
      `This ${definition.name} was destroyed and cannot become another record.`,
    );
  return { column: inheritance.column, alias: inheritance.alias };
}

function makeRecord(state: RecordState, target: ModelDefinition): object {
  if (state.status === "new")
    return Reflect.construct(target.model as unknown as new () => object, []);
  const other = Object.create(target.model.prototype) as object;
  const known = state.columns.map(({ name }) => name);
  const columns = target.columnList.filter(({ name }) => known.includes(name));
  const row = columns.map(
    ({ name }) => state.row?.[known.indexOf(name)] ?? null,
  );
  const { status, relations, definition } = state;
  attachState(other, new RecordState(target, status, columns, row, undefined));
  keepRelations(other, relations, definition, target);
  stateOf(other).strictLoading = inheritedStrictness(state);
  return other;
}

/** What was assigned to the passwords that both classes have, and is not saved yet. */
function keepPasswords(
  other: object,
  pending: PendingPasswords | undefined,
  { passwords }: ModelDefinition,
): void {
  if (pending === undefined) return;
  const kept = new PendingPasswords();
  for (const { property } of passwords) {
    const password = pending.passwords.get(property);
    const confirmation = pending.confirmations.get(property);
    if (password !== undefined) kept.passwords.set(property, password);
    if (confirmation !== undefined)
      kept.confirmations.set(property, confirmation);
  }
  stateOf(other).pending = kept;
}

/** What is loaded of the relations that both classes have. */
function keepRelations(
  other: object,
  loaded: ReadonlyMap<string, unknown> | undefined,
  { relations }: ModelDefinition,
  target: ModelDefinition,
): void {
  if (loaded === undefined) return;
  const shared = [...loaded].filter(
    ([property]) => target.relations[property] === relations[property],
  );
  stateOf(other).relations = new Map(shared);
}
