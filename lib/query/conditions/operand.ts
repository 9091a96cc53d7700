import type { Expression } from "../../ast/expression";
import type { ColumnDefinition } from "../../metadata/definition";
import type { ColumnType } from "../../types/column-type";
import { isRangeType } from "../../types/range-type";
import { resolveColumnType } from "../../types/resolve-column-type";
import { noTypeOptions } from "../../types/type-options";
import { comparesWhole, wrapLike } from "../../types/wrapped-type";
import { memoize } from "../../util/memoize";
import { scopedColumn } from "../scope";
import type { Scope } from "../scope";

/** What a condition compares: a column, or a place inside a json column. */
export interface Operand {
  readonly expression: Expression;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** The column, for messages: `City.population`. */
  readonly at: string;
}

/** Types that compare alike, and so share their operators. */
export type Family =
  | "text"
  | "ordered"
  | "plain"
  | "array"
  | "range"
  | "jsonb"
  | "opaque"
  | "whole"
  | "deterministic"
  | "encrypted";

const familyByType: Readonly<Record<string, Family>> = {
  text: "text",
  varchar: "text",
  char: "text",
  citext: "text",
  boolean: "plain",
  bytea: "plain",
  vector: "plain",
  halfvec: "plain",
  jsonb: "jsonb",
  // PostgreSQL has no equality for them.
  json: "opaque",
  point: "opaque",
};

/** The column of a model, as the left side of a condition. */
export function operandOf(scope: Scope, column: ColumnDefinition): Operand {
  const { nullable, at } = column;
  const type = comparedAs(column.type);
  return { expression: scopedColumn(scope, column), type, nullable, at };
}

const anyLength = resolveColumnType("varchar", noTypeOptions) as ColumnType;

/** A text that is too long for its column equals nothing in it, which is an answer and no mistake. */
function comparedAs(type: ColumnType): ColumnType {
  return type.name === "varchar" || type.name === "char"
    ? ofAnyLength(type)
    : type;
}

const ofAnyLength = memoize((type: ColumnType) => wrapLike(type, anyLength));

/** Which operators a type has. */
export const familyOf = memoize(findFamily);

function findFamily(type: ColumnType): Family {
  if (type.encryption !== undefined)
    return type.encryption === "deterministic" ? "deterministic" : "encrypted";
  const family = findNaturalFamily(type);
  return comparesWhole(type) ? wholeFamilies[family] : family;
}

/** What is left of a family's operators where the database holds other values than the program: none that look into them. */
const wholeFamilies: Readonly<Record<Family, Family>> = {
  text: "ordered",
  ordered: "ordered",
  plain: "plain",
  range: "plain",
  array: "whole",
  jsonb: "whole",
  whole: "whole",
  opaque: "opaque",
  deterministic: "deterministic",
  encrypted: "encrypted",
};

function findNaturalFamily(type: ColumnType): Family {
  const element = type.name.replace(/\[\]$/, "");
  const family = familyByType[element] ?? "ordered";
  // Arrays are compared by their elements.
  if (element !== type.name) return family === "opaque" ? family : "array";
  return isRangeType(type) ? "range" : family;
}
