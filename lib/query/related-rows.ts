import { allOf } from "../ast/build-expression";
import type { Expression, Join } from "../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  RelationDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../metadata/definition";
import { columnsEqual } from "./conditions/joins";
import { variantConditions } from "./conditions/variants";
import { rootScope, sourceOf } from "./scope";
import type { Scope } from "./scope";

/** Where the rows of a relation lie, and where among them the key of their owner is. */
export interface RelatedRows {
  readonly target: Scope;
  /** The table that holds the key: the target, or the join table. */
  readonly keyScope: Scope;
  readonly keyColumns: readonly ColumnDefinition[];
  /** The join table, when there is one. */
  readonly joins: readonly Join[];
  /** What tells the rows of the owner's model from those of others that a polymorphic inverse leads to. */
  readonly condition: Expression | undefined;
}

/** Where a relation finds its rows. */
export function relatedRows(relation: TargetedDefinition): RelatedRows {
  const target = rootScope(relation.target);
  switch (relation.kind) {
    case "belongsTo":
      return {
        target,
        keyScope: target,
        keyColumns: relation.references,
        joins: [],
        condition: undefined,
      };
    case "hasMany":
    case "hasOne":
      return {
        target,
        keyScope: target,
        keyColumns: relation.columns,
        joins: [],
        condition:
          relation.variant && allOf(variantConditions(target, relation)),
      };
    case "manyToMany":
      return linkedRows(target, relation);
  }
}

/** Where a polymorphic relation finds its rows of one of its models. */
export function variantRows({
  target: definition,
  reference,
}: VariantDefinition): RelatedRows {
  const target = rootScope(definition);
  return {
    target,
    keyScope: target,
    keyColumns: [reference],
    joins: [],
    condition: undefined,
  };
}

/** The columns of the owner that hold the key of a relation. */
export function ownerColumns(
  relation: RelationDefinition,
): readonly ColumnDefinition[] {
  switch (relation.kind) {
    case "belongsTo":
    case "polymorphic":
      return relation.columns;
    case "hasMany":
    case "hasOne":
      return relation.references;
    case "manyToMany":
      return relation.near.references;
  }
}

function linkedRows(
  target: Scope,
  { through, near, far }: ManyToManyDefinition,
): RelatedRows {
  const links: Scope = { definition: through, alias: "arx_links", depth: 0 };
  const on = columnsEqual(links, far.columns, target, far.references);
  return {
    target,
    keyScope: links,
    keyColumns: near.columns,
    joins: [{ kind: "inner", source: sourceOf(links), on }],
    condition: undefined,
  };
}
