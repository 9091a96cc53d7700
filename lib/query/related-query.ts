import { allOf, binary, never, parameter } from "../ast/build-expression";
import { emptySelect } from "../ast/empty-select";
import type { Expression } from "../ast/expression";
import type {
  ColumnDefinition,
  TargetedDefinition,
} from "../metadata/definition";
import { readOwn } from "../record/own-value";
import { columnsEqual } from "./conditions/joins";
import { variantConditions } from "./conditions/variants";
import { allOfModel } from "./query-data";
import type { QueryData } from "./query-data";
import { ownerColumns } from "./related-rows";
import { innerScope, rootScope, scopedColumn, sourceOf } from "./scope";
import type { Scope } from "./scope";
import { standingConditions } from "./standing";

/** The records that one record is related to, as a query that can be narrowed further. */
export function relatedQuery(
  record: object,
  relation: TargetedDefinition,
): QueryData {
  return {
    ...allOfModel(relation.target),
    where: isRelatedTo(record, relation),
  };
}

function isRelatedTo(record: object, relation: TargetedDefinition): Expression {
  const scope = rootScope(relation.target);
  const key = ownerColumns(relation).map((column) => encodeOwn(record, column));
  // A record without a key, a new one for instance, is related to nothing.
  if (key.includes(undefined)) return never;
  switch (relation.kind) {
    case "belongsTo":
      return hasKey(scope, relation.references, key);
    case "hasMany":
    case "hasOne":
      return allOf([
        hasKey(scope, relation.columns, key),
        ...variantConditions(scope, relation),
      ]);
    case "manyToMany": {
      const { through, near, far } = relation;
      const links = innerScope(scope, through);
      const where = allOf([
        columnsEqual(links, far.columns, scope, far.references),
        ...standingConditions(links),
        hasKey(links, near.columns, key),
      ]);
      return {
        kind: "exists",
        query: { ...emptySelect, from: sourceOf(links), where },
        negated: false,
      };
    }
  }
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
