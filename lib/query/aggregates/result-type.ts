import type { AggregateName } from "../../ast/expression";
import { InvalidArgumentError } from "../../errors/query-error";
import type { ColumnDefinition } from "../../metadata/definition";
import { bigintType } from "../../types/bigint";
import type { ColumnType } from "../../types/column-type";
import { doubleType } from "../../types/float";
import { numericType } from "../../types/numeric";
import { comparesWhole, innermostType } from "../../types/wrapped-type";
import { familyOf } from "../conditions/operand";

/** How many there are. */
export const countType = bigintType("number");

/** What PostgreSQL can add up. */
const summed: ReadonlySet<string> = new Set([
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "real",
  "double precision",
  "interval",
]);

/** What PostgreSQL has a `min` and a `max` of, in every version that arx supports. */
const ranked: ReadonlySet<string> = new Set([
  ...summed,
  "text",
  "varchar",
  "char",
  "citext",
  "date",
  "time",
  "timetz",
  "timestamp",
  "timestamptz",
  "inet",
]);

/**
 * The type of what an aggregate gives of a column.
 * @throws InvalidArgumentError when PostgreSQL, or the way the column is kept, has no such value of it
 */
export function resultTypeOf(
  name: AggregateName,
  column: ColumnDefinition,
): ColumnType {
  if (name === "count") return countType;
  requireReadable(column);
  if (name === "min" || name === "max") return rankedType(name, column);
  const inner = summedType(name, column);
  if (name === "avg") return meanType(inner);
  // A sum of many integers is longer than each of them.
  return inner.name === "smallint" || inner.name === "integer"
    ? countType
    : inner;
}

/**
 * Checks that equal values of a column are equal to PostgreSQL.
 * @param what what needs it, for the message: `groups`
 */
export function requireEquality(
  { at, type }: ColumnDefinition,
  what: "groups" | "different values",
): void {
  const family = familyOf(type);
  if (family === "encrypted" || family === "deterministic")
    throw new InvalidArgumentError(
      `${at} is encrypted, and the database cannot tell its ${what}.`,
      { hint: "Load the records and compare their values." },
    );
  if (family !== "opaque") return;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which has no ${what}: PostgreSQL cannot compare it.`,
    type.name.startsWith("json")
      ? { hint: `Declare it as ${type.name.replace("json", "jsonb")}.` }
      : {},
  );
}

function requireReadable({ at, type }: ColumnDefinition): void {
  if (type.encryption === undefined) return;
  throw new InvalidArgumentError(
    `${at} is encrypted, and the database cannot compute with its values.`,
    { hint: "Load the records and compute with them; count works." },
  );
}

/** The smallest and the largest are values of the column. */
function rankedType(
  name: AggregateName,
  { property, at, type }: ColumnDefinition,
): ColumnType {
  if (ranked.has(type.name) || type.enumeration?.type !== undefined)
    return type;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which PostgreSQL has no ${name} of.`,
    {
      hint: `Where it has an order, write orderBy({ ${property}: "${name === "min" ? "asc" : "desc"}" }).first().`,
    },
  );
}

function summedType(
  name: AggregateName,
  { property, at, type }: ColumnDefinition,
): ColumnType {
  const inner = innermostType(type);
  const what = name === "sum" ? "sum" : "mean";
  if (!summed.has(inner.name) || type.enumeration !== undefined)
    throw new InvalidArgumentError(
      `${at} is ${type.enumeration === undefined ? type.sqlName : "an enum"}, which has no ${what}.`,
      { hint: "Columns of numbers have, and those of intervals." },
    );
  if (!comparesWhole(type)) return inner;
  throw new InvalidArgumentError(
    `${at} is transformed: the database holds other values, and their ${what} need not be one of the column.`,
    {
      hint: `Say which is meant: ${name}(sql\`…\`), with the column of ${JSON.stringify(property)} in it.`,
    },
  );
}

/** A mean of integers has a fraction, which only a text holds where the integers are no numbers. */
function meanType(inner: ColumnType): ColumnType {
  if (inner.valueName === "number") return doubleType;
  return inner.name === "bigint" ? numericType(undefined, undefined) : inner;
}
