import { both } from "../ast/build-expression";
import type { Expression, SelectStatement } from "../ast/expression";
import { RecordNotFoundError } from "../errors/query-error";
import { loadStatement, selectStatement } from "./execute";
import {
  byKey,
  describeKey,
  encodeKey,
  inOrderOf,
  keyColumns,
  keyEquals,
  keyIsOneOf,
} from "./find";
import type { FoundByKey } from "./find";
import { withJoined } from "./loading/joined/join-relations";
import { givesNothing } from "./narrow";
import type { QueryData } from "./query-data";
import { isCutOff, rowsAsSource } from "./rows-as-source";
import type { Selection } from "./selection";
import { resultSelectionOf } from "./tell-values";

/** For messages: which records were looked at. */
const among = " among the records of the query";

/** What stands for a key in the statement, made of its columns there. */
type KeyCondition = (columns: readonly Expression[]) => Expression;

/** The record with this primary key among those that a query gives, or undefined. */
export async function findWithin(
  query: QueryData,
  key: unknown,
): Promise<object | undefined> {
  const texts = encodeKey(query.definition, key);
  const found = await load(query, 1, (columns) => keyEquals(columns, texts));
  const [record] = found.values();
  return record;
}

/**
 * The record with this primary key among those that a query gives; for a list
 * of keys the record of each, in their order.
 * @throws RecordNotFoundError when any of them is missing
 */
export async function findWithinOrFail(
  query: QueryData,
  key: unknown,
): Promise<object | object[]> {
  const { definition } = query;
  if (Array.isArray(key)) return findEachWithin(query, key, among);
  const record = await findWithin(query, key);
  if (record !== undefined) return record;
  const named = describeKey(definition, encodeKey(definition, key));
  throw new RecordNotFoundError(definition.name, `${named}${among}`);
}

/**
 * The record of each key, in their order.
 * @param where which records were looked at, in words that follow the keys
 * @throws RecordNotFoundError when any of them is missing
 */
export async function findEachWithin(
  query: QueryData,
  keys: readonly unknown[],
  where = "",
): Promise<object[]> {
  const { definition } = query;
  const wanted = keys.map((key) => encodeKey(definition, key));
  if (wanted.length === 0) return [];
  const found = await load(query, wanted.length, (columns) =>
    keyIsOneOf(definition, columns, wanted),
  );
  return inOrderOf(definition, wanted, found, where);
}

async function load(
  query: QueryData,
  count: number,
  condition: KeyCondition,
): Promise<FoundByKey> {
  if (givesNothing(query)) return new Map();
  const base = resultSelectionOf(query, query.definition.primaryKey);
  // A statement that cuts rows off before the key is looked at computes all of them.
  const selection = isCutOff(query)
    ? withJoined(query, base)
    : withJoined(query, base, count);
  const statement = statementAmong(query, selection, condition);
  const { rows, results } = await loadStatement(query, selection, statement);
  return byKey(selection, rows, results);
}

/** The query, of the one record that has a primary key. */
export function withKey(
  query: QueryData,
  key: unknown,
  verb: string,
): QueryData {
  const { definition } = query;
  const texts = encodeKey(definition, key, verb);
  return {
    ...query,
    where: both(query.where, keyEquals(keyColumns(definition), texts)),
  };
}

/** A limit and an offset say which rows there are to look among: the condition comes after them. */
function statementAmong(
  query: QueryData,
  { definition, columns, items, joins }: Selection,
  condition: KeyCondition,
): SelectStatement {
  if (!isCutOff(query)) {
    const where = both(query.where, condition(keyColumns(definition)));
    return selectStatement({ ...query, where }, items, joins);
  }
  const rows = rowsAsSource(selectStatement(query, items, joins));
  const key = definition.primaryKey.map(
    (column) => rows.columns[columns.indexOf(column)] as Expression,
  );
  return { ...rows.statement, where: condition(key) };
}
