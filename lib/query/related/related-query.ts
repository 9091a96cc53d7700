import { allOf, binary, never, parameter } from "../../ast/build-expression";
import { emptySelect } from "../../ast/empty-select";
import type { Expression } from "../../ast/expression";
import type {
  ColumnDefinition,
  TargetedDefinition,
} from "../../metadata/definition";
import { readOwn } from "../../record/own-value";
import { stateOf } from "../../record/record-state";
import { columnsEqual } from "../conditions/columns-equal";
import { inDeclaredOrder } from "../order/declared-order";
import { allOfModel } from "../query-data";
import type { QueryData, Telling } from "../query-data";
import { relatedRows } from "./related-rows";
import { ownerColumns } from "./related-tables";
import { isAmongRows, rowsFromOwner } from "./rows-within";
import type { RelatedRows } from "./related-tables";
import { rootScope, scopedColumn } from "../scope";
import type { Scope } from "../scope";
import { standingCondition } from "../standing";
import { inheritedStrictness } from "../loading/strict-loading";
import { innerNames, linkNames } from "./table-names";
import { ownTelling } from "./telling";

/** The records that one record is related to, as a query that can be narrowed further. */
export function relatedQuery(
  record: object,
  relation: TargetedDefinition,
): QueryData {
  const where = isRelatedTo(record, relation);
  const query = {
    ...allOfModel(relation.target),
    strictLoading: inheritedStrictness(stateOf(record)),
    where,
    telling: tellingOfRecord(record, relation, where),
  };
  return inDeclaredOrder(query, relation);
}

function tellingOfRecord(
  record: object,
  relation: TargetedDefinition,
  where: Expression | undefined,
): Telling | undefined {
  const key = ownerColumns(relation).map((column) => encodeOwn(record, column));
  const isOwn = ({ keyScope, keyColumns }: RelatedRows): Expression =>
    hasKey(keyScope, keyColumns, key);
  return ownTelling(relation, isOwn, where);
}

function isRelatedTo(
  record: object,
  relation: TargetedDefinition,
): Expression | undefined {
  const key = ownerColumns(relation).map((column) => encodeOwn(record, column));
  // A record without a key, a new one for instance, is related to nothing.
  if (key.includes(undefined)) return never;
  const target = rootScope(relation.target);
  const isOwn = ({ keyScope, keyColumns }: RelatedRows): Expression =>
    hasKey(keyScope, keyColumns, key);
  const rows = relatedRows(relation, linkNames(target));
  if (rows.first === undefined) return isAmongRows(rows, isOwn(rows));
  const all = relatedRows(relation, innerNames(target));
  return isFirstRow(all, isOwn(all), target);
}

/** A row of the target is the first of an owner. */
function isFirstRow(
  rows: RelatedRows,
  isOwn: Expression,
  target: Scope,
): Expression {
  const { primaryKey } = target.definition;
  const standing = standingCondition(rows.target, "without");
  const { from } = rowsFromOwner(rows, isOwn, standing);
  const where = columnsEqual(rows.target, primaryKey, target, primaryKey);
  const query = { ...emptySelect, from, where };
  return { kind: "exists", query, negated: false };
}

function hasKey(
  scope: Scope,
  columns: readonly ColumnDefinition[],
  key: readonly (string | undefined)[],
): Expression {
  return allOf(
    columns.map((column, index) =>
      binary("=", scopedColumn(scope, column), parameter(key[index] ?? null)),
    ),
  );
}

function encodeOwn(
  record: object,
  { property, type, at }: ColumnDefinition,
): string | undefined {
  const value = readOwn(record, property);
  return value === undefined || value === null
    ? undefined
    : type.encode(value, at);
}
