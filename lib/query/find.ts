import { allOf, binary, parameter } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { Expression, SelectStatement } from "../ast/expression";
import { databaseOf } from "../database/current";
import type { DriverRow } from "../driver/driver";
import { RecordNotFoundError, TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { compile } from "../sql/compile";
import type { CompiledQuery } from "../sql/compiled-query";
import { compileCached } from "../sql/statement-cache";
import { writeArrayLiteral } from "../types/array-literal";
import { describeValue } from "../types/describe-value";
import { memoize } from "../util/memoize";
import { isPlainObject } from "./conditions/values";
import { announceFound } from "./announce";
import { createResults } from "./create-results";
import { hasVaryingScope } from "./default-scope";
import { toStatement } from "./execute";
import { joinKey, readKey } from "./key-set";
import { keySource, matchesKeySource } from "./key-source";
import { allOfModel } from "./query-data";
import { rootScope, scopedColumn } from "./scope";
import { selectRecords } from "./selection";
import type { Selection } from "./selection";

/** The statement that finds by key: the key comes first among its parameters, and what stands for the model after it. */
interface FindStatement {
  readonly text: string;
  readonly standing: readonly (string | null)[];
}

/**
 * The record with this primary key, or undefined. The statement is compiled
 * once per model, unless its default scope is a function; nothing but the key
 * is looked at from then on.
 */
export async function findByKey(
  definition: ModelDefinition,
  key: unknown,
): Promise<object | undefined> {
  const encoded = encodeKey(definition, key);
  const { text, standing } = findStatement(definition);
  const parameters =
    standing.length === 0 ? encoded : [...encoded, ...standing];
  const { rows } = await databaseOf(definition).read(
    text === varying ? compileFind(definition, encoded) : { text, parameters },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const selection = selectRecords(definition);
  const record = selection.create(row, undefined);
  const announced = announceFound(selection, [record]);
  if (announced !== undefined) await announced;
  return record;
}

/**
 * The records with these primary keys, in their order; a key that is given
 * twice gives the same record twice.
 * @throws RecordNotFoundError when any of them is missing
 */
export async function findAllByKey(
  definition: ModelDefinition,
  keys: readonly unknown[],
): Promise<object[]> {
  const wanted = keys.map((key) => encodeKey(definition, key));
  if (wanted.length === 0) return [];
  const found = await loadByKeys(definition, wanted);
  return inOrderOf(definition, wanted, found);
}

/** What was found by key, by the key as one text. */
export type FoundByKey = ReadonlyMap<string | null, object>;

/**
 * The records of keys, in the order of the keys.
 * @param among which records were looked at, in words that follow the keys
 * @throws RecordNotFoundError when any of them is missing
 */
export function inOrderOf(
  definition: ModelDefinition,
  wanted: readonly (readonly string[])[],
  found: FoundByKey,
  among = "",
): object[] {
  const { primaryKey } = definition;
  const missing = wanted.filter(
    (texts) => !found.has(joinKey(texts, primaryKey)),
  );
  if (missing.length > 0) {
    const named = missing
      .map((texts) => describeKey(definition, texts))
      .join(", ");
    const counts = `${String(wanted.length - missing.length)} of ${String(wanted.length)} were found`;
    throw new RecordNotFoundError(
      definition.name,
      `${named}${among} (${counts})`,
    );
  }
  return wanted.map((texts) => found.get(joinKey(texts, primaryKey)) as object);
}

/** A key in words, for messages: `id 5`. */
export function describeKey(
  { primaryKey }: ModelDefinition,
  texts: readonly string[],
): string {
  return primaryKey
    .map(({ property }, index) => `${property} ${texts[index] ?? ""}`)
    .join(" and ");
}

/**
 * The texts of a primary key: of a value, or of an object of values when the key has several columns.
 * @throws TypeMismatchError when it is no key of the model
 */
export function encodeKey(
  { name, primaryKey }: ModelDefinition,
  key: unknown,
  verb = "find",
): string[] {
  const [only] = primaryKey;
  if (primaryKey.length === 1 && only !== undefined && !isPlainObject(key))
    return [encodePart(only, key)];
  const names = primaryKey.map(({ property }) => property);
  if (
    !isPlainObject(key) ||
    Object.keys(key).some((property) => !names.includes(property))
  ) {
    const received = isPlainObject(key)
      ? `{ ${Object.keys(key).join(", ")} }`
      : describeValue(key);
    throw new TypeMismatchError(
      `${name}.${verb}`,
      `the key { ${names.join(", ")} }`,
      received,
    );
  }
  return primaryKey.map((column) => encodePart(column, key[column.property]));
}

function encodePart({ type, at }: ColumnDefinition, value: unknown): string {
  if (value === null || value === undefined)
    throw new TypeMismatchError(at, type.valueName, describeValue(value));
  return type.encode(value, at);
}

/** In place of the text of a statement whose default scope is computed each time. */
const varying = "";

const findStatement = memoize((definition: ModelDefinition): FindStatement => {
  if (hasVaryingScope(definition)) return { text: varying, standing: [] };
  const key = definition.primaryKey.map(() => "");
  const { text, parameters } = compile(selectByKey(definition, key));
  const standing = parameters.slice(definition.primaryKey.length);
  return { text, standing };
});

function compileFind(
  definition: ModelDefinition,
  key: readonly string[],
): CompiledQuery {
  return compileCached(selectByKey(definition, key));
}

function selectByKey(
  definition: ModelDefinition,
  key: readonly string[],
): SelectStatement {
  const where = keyEquals(keyColumns(definition), key);
  return toStatement({ ...allOfModel(definition), where });
}

async function loadByKeys(
  definition: ModelDefinition,
  wanted: readonly (readonly string[])[],
): Promise<FoundByKey> {
  const selection = selectRecords(definition);
  const statement = toStatement({
    ...allOfModel(definition),
    where: keyIsOneOf(definition, keyColumns(definition), wanted),
  });
  const { rows } = await databaseOf(definition).read(compileCached(statement));
  const records = createResults(selection, rows, undefined);
  await announceFound(selection, records);
  return byKey(selection, rows, records);
}

/** Results by the keys of the rows that they were made from; of several for one key the first. */
export function byKey(
  { definition: { primaryKey }, columns }: Selection,
  rows: readonly DriverRow[],
  results: readonly object[],
): FoundByKey {
  const cells = primaryKey.map((column) => columns.indexOf(column));
  const found = new Map<string | null, object>();
  results.forEach((result, index) => {
    const key = readKey(rows[index] ?? [], cells, primaryKey);
    if (!found.has(key)) found.set(key, result);
  });
  return found;
}

/** The primary key, as the columns of the model's own table. */
export function keyColumns(definition: ModelDefinition): readonly Expression[] {
  const scope = rootScope(definition);
  return definition.primaryKey.map((column) => scopedColumn(scope, column));
}

/** The columns, which are those of the primary key, hold one of the keys. */
export function keyIsOneOf(
  { primaryKey }: ModelDefinition,
  columns: readonly Expression[],
  wanted: readonly (readonly string[])[],
): Expression {
  const [left] = columns;
  const [only] = wanted;
  if (columns.length === 1 && left !== undefined) {
    const array = parameter(writeArrayLiteral(wanted.flat()));
    return { kind: "membership", left, array, negated: false };
  }
  if (wanted.length === 1 && only !== undefined)
    return keyEquals(columns, only);
  // A list of comparisons would be gone through for each row.
  const lists = primaryKey.map((_, index) =>
    wanted.map((key) => key[index] ?? ""),
  );
  const query: SelectStatement = {
    ...emptySelect,
    from: keySource(primaryKey, lists),
    where: matchesKeySource(columns),
  };
  return { kind: "exists", query, negated: false };
}

/** The columns hold the key. */
export function keyEquals(
  columns: readonly Expression[],
  key: readonly string[],
): Expression {
  return allOf(
    columns.map((column, index) =>
      binary("=", column, parameter(key[index] ?? null)),
    ),
  );
}
