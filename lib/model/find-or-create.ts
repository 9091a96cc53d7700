import { databaseToWrite } from "../database/current";
import { UniqueViolationError } from "../errors/database-error";
import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
} from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { isOwnRelation } from "../metadata/own-relation";
import { assignAttributes } from "../persistence/assign-attributes";
import { findAttribute, isRelation } from "../persistence/attribute";
import { checkRepeated } from "../persistence/check-repeated";
import { save } from "../persistence/save";
import { isPlainObject } from "../query/conditions/values";
import { describeValue } from "../types/describe-value";
import type { Query } from "../typing/query/query";
import { buildRecord } from "./build-record";
import { queryOf } from "./query/model-query";

type Values = Readonly<Record<string, unknown>>;

/** A record that is looked for, and what it is to have where there is none. */
interface Sought {
  readonly definition: ModelDefinition;
  /** What finds it. */
  readonly query: Query<object>;
  /** The values that it is found by, which a new one gets. */
  readonly identity: Values;
  /** What it is to have beside them. */
  readonly further: Values;
}

/**
 * Says which record is looked for, and what of.
 * @throws InvalidArgumentError when nothing tells it from others, or something is said twice
 * @throws UndefinedConditionError when a part of its identity is undefined
 */
export function seek(
  definition: ModelDefinition,
  given: unknown,
  attributes: unknown,
  verb: string,
): Sought {
  const at = `${definition.name}.${verb}`;
  const identity = requireObject(given, at);
  const further = attributes === undefined ? {} : requireObject(attributes, at);
  const names = Object.keys(identity);
  if (names.length === 0)
    throw new InvalidArgumentError(`${at} does not say which record.`, {
      hint: "Give the values that tell it from others.",
    });
  const conditions = names.map((name) => [
    name,
    conditionOn(definition, name, identity[name], at),
  ]);
  checkApart(definition, names, further, at);
  const query = queryOf<object>(definition).where(
    Object.fromEntries(conditions) as never,
  );
  return { definition, query, identity, further };
}

/** The record; made where there is none. Of several that make it at once all get the same. */
export async function findOrCreate(sought: Sought): Promise<object> {
  return (await sought.query.take()) ?? createOrFind(sought);
}

/** The record; that of another where it was made already. */
export function createOrFind(sought: Sought): Promise<object> {
  return insertOr(sought, (found) => found);
}

/** The record, or a new one that is not saved. */
export async function findOrBuild(sought: Sought): Promise<object> {
  return (await sought.query.take()) ?? build(sought);
}

/** The record with these attributes, whether it was there or not. */
export async function updateOrCreate(sought: Sought): Promise<object> {
  const update = async (record: object): Promise<object> => {
    assignAttributes(record, sought.further);
    await save(record);
    return record;
  };
  const found = await sought.query.take();
  return found === null ? insertOr(sought, update) : update(found);
}

/** Makes the record; where another was faster, says what becomes of that one's. */
async function insertOr(
  sought: Sought,
  onTaken: (found: object) => object | Promise<object>,
): Promise<object> {
  try {
    return await insert(sought);
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    const found = await sought.query.take();
    // The violation was of something else, or the row cannot be seen from here.
    if (found === null) throw error;
    return onTaken(found);
  }
}

/** In a savepoint when it is part of a transaction: a violation would spoil the rest of that. */
async function insert(sought: Sought): Promise<object> {
  const record = build(sought);
  const database = databaseToWrite(sought.definition);
  if (database.isInTransaction) await database.transaction(() => save(record));
  else await save(record);
  return record;
}

function build({ definition, identity, further }: Sought): object {
  return buildRecord(definition, { ...identity, ...further });
}

/** Equality alone: a record that is made must be one that is found. */
function conditionOn(
  definition: ModelDefinition,
  name: string,
  value: unknown,
  at: string,
): unknown {
  const attribute = findAttribute(definition, name);
  if (value === undefined) throw new UndefinedConditionError(`${at}.${name}`);
  if (!isRelation(attribute)) return { eq: value };
  if (!isPlainObject(value)) return value;
  const expected = "a record or null";
  throw new TypeMismatchError(`${at}.${name}`, expected, describeValue(value));
}

/** A value that is found and another that is written would make a record that is never found. */
function checkApart(
  definition: ModelDefinition,
  names: readonly string[],
  further: Values,
  at: string,
): void {
  const twice = names.find((name) => Object.hasOwn(further, name));
  if (twice !== undefined)
    throw new InvalidArgumentError(`${at}: "${twice}" is given twice.`, {
      hint: "Give it with what the record is found by, and nowhere else.",
    });
  // A relation and its key are one thing under two names.
  checkRepeated(
    [...names, ...Object.keys(further)].flatMap((name) =>
      writtenColumns(definition, name),
    ),
  );
}

/** The columns that a value is written into; none for what has a setter, or a name that is not known. */
function writtenColumns(
  { columns, relations }: ModelDefinition,
  name: string,
): readonly ColumnDefinition[] {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column !== undefined) return [column];
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  return isOwnRelation(relation) ? relation.columns : [];
}

function requireObject(value: unknown, at: string): Values {
  if (isPlainObject(value)) return value;
  throw new TypeMismatchError(at, "an object of values", describeValue(value));
}
