import { allOf, anyOf, binary, parameter } from "../ast/build-expression";
import type { Expression } from "../ast/expression";
import { databaseOf } from "../database/current";
import { RecordNotFoundError, TypeMismatchError } from "../errors/query-error";
import type { ColumnDefinition, ModelDefinition } from "../metadata/definition";
import { compile } from "../sql/compile";
import { compileCached } from "../sql/statement-cache";
import { writeArrayLiteral } from "../types/array-literal";
import { describeValue } from "../types/describe-value";
import { memoize } from "../util/memoize";
import { isPlainObject } from "./conditions/values";
import { announceFound } from "./announce";
import { createResults } from "./create-results";
import { toStatement } from "./execute";
import { joinKey, readKey } from "./key-set";
import { allOfModel } from "./query-data";
import { rootScope, scopedColumn } from "./scope";
import { selectRecords } from "./selection";

/** The statement that finds by key: the key comes first among its parameters, and what stands for the model after it. */
interface FindStatement {
  readonly text: string;
  readonly standing: readonly (string | null)[];
}

/**
 * The record with this primary key, or undefined. The statement is compiled
 * once per model; nothing but the key is looked at from then on.
 */
export async function findByKey(
  definition: ModelDefinition,
  key: unknown,
): Promise<object | undefined> {
  const encoded = encodeKey(definition, key);
  const { text, standing } = findStatement(definition);
  const parameters =
    standing.length === 0 ? encoded : [...encoded, ...standing];
  const { rows } = await databaseOf(definition).send({
    text,
    parameters,
  });
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
  const { primaryKey } = definition;
  const missing = wanted.filter(
    (texts) => !found.has(joinKey(texts, primaryKey)),
  );
  if (missing.length > 0) {
    const named = missing
      .map((texts) => describeKey(definition, texts))
      .join(", ");
    const counts = `${String(wanted.length - missing.length)} of ${String(wanted.length)} were found`;
    throw new RecordNotFoundError(definition.name, `${named} (${counts})`);
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
      `${name}.find`,
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

const findStatement = memoize((definition: ModelDefinition): FindStatement => {
  const where = keyEquals(
    definition,
    definition.primaryKey.map(() => ""),
  );
  const { text, parameters } = compile(
    toStatement({ ...allOfModel(definition), where }),
  );
  const standing = parameters.slice(definition.primaryKey.length);
  return { text, standing };
});

async function loadByKeys(
  definition: ModelDefinition,
  wanted: readonly (readonly string[])[],
): Promise<ReadonlyMap<string | null, object>> {
  const selection = selectRecords(definition);
  const statement = toStatement({
    ...allOfModel(definition),
    where: keyIsOneOf(definition, wanted),
  });
  const { rows } = await databaseOf(definition).send(compileCached(statement));
  const cells = definition.primaryKey.map((column) =>
    selection.columns.indexOf(column),
  );
  const records = createResults(selection, rows);
  await announceFound(selection, records);
  return new Map(
    records.map((record, index) => [
      readKey(rows[index] ?? [], cells, definition.primaryKey),
      record,
    ]),
  );
}

function keyIsOneOf(
  definition: ModelDefinition,
  wanted: readonly (readonly string[])[],
): Expression {
  const [only] = definition.primaryKey;
  if (definition.primaryKey.length > 1 || only === undefined) {
    return anyOf(wanted.map((key) => keyEquals(definition, key)));
  }
  const array = parameter(writeArrayLiteral(wanted.flat()));
  return {
    kind: "membership",
    left: scopedColumn(rootScope(definition), only),
    array,
    negated: false,
  };
}

function keyEquals(
  definition: ModelDefinition,
  key: readonly string[],
): Expression {
  const scope = rootScope(definition);
  return allOf(
    definition.primaryKey.map((column, index) =>
      binary("=", scopedColumn(scope, column), parameter(key[index] ?? null)),
    ),
  );
}
