import { both } from "../../ast/build-expression";
import type { Expression, Join } from "../../ast/expression";
import { isTree } from "../../metadata/is-tree";
import type { TargetedDefinition } from "../../metadata/definition";
import { tellsPivot } from "../../metadata/tells-pivot";
import { integerColumnType } from "../../types/integer";
import { operandsOf, withoutGiven } from "../narrow";
import type { QueryData, Telling, ToldValue } from "../query-data";
import { relatedRows } from "./related-rows";
import { rowsFromTarget } from "./rows-within";
import type { RelatedRows } from "./related-tables";
import { depthOf } from "./tree-rows";

/** What a relation tells of its records where a statement of the relation reads them; undefined for one that tells nothing. */
export function tellingOf(relation: TargetedDefinition): Telling | undefined {
  if (isTree(relation)) {
    const told: ToldValue = {
      property: "depth",
      value: depthOf(relatedRows(relation)),
      type: integerColumnType,
      at: `${relation.at}.depth`,
      join: undefined,
    };
    return {
      property: "depth",
      told: [told],
      pivot: undefined,
      own: undefined,
    };
  }
  return tellsPivot(relation)
    ? { property: "pivot", told: [], pivot: relation, own: undefined }
    : undefined;
}

/**
 * The same for a query that was made of one record: it reads the target alone,
 * and is joined with what tells of it.
 * @param isOwn says of the rows of the relation which are those of the record
 * @param where what says the same in the query
 */
export function ownTelling(
  relation: TargetedDefinition,
  isOwn: (rows: RelatedRows) => Expression,
  where: Expression | undefined,
): Telling | undefined {
  const telling = tellingOf(relation);
  if (telling === undefined) return undefined;
  const rows = relatedRows(relation);
  const { joins, where: on } = rowsFromTarget(rows, isOwn(rows), undefined);
  const [join] = joins as readonly [Join];
  const own = {
    join: { ...join, on: both(join.on, on) },
    operands: operandsOf(where),
  };
  return { ...telling, own };
}

/** What tells of the rows of a query, and the conditions of the query beside it. */
export interface ToldRows {
  readonly joins: readonly Join[];
  readonly where: Expression | undefined;
}

/**
 * Joins what tells of the rows. It says itself whose rows they are, so that the
 * query need not; unless that is one of several ways to be among its rows, of
 * which the others are told nothing.
 */
export function joinTelling({ where, telling }: QueryData): ToldRows {
  if (telling?.own === undefined) return { joins: [], where };
  const { join, operands } = telling.own;
  const given = operandsOf(where);
  if (!operands.every((operand) => given.includes(operand)))
    return { joins: [{ ...join, kind: "left" }], where };
  const own = { subjects: [], operands, isEquality: false };
  return { joins: [join], where: withoutGiven(where, [own]) };
}
