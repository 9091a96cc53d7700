import type { Join } from "../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  RelationDefinition,
} from "../metadata/definition";
import { columnsEqual } from "./conditions/joins";
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
}

/** Where a relation finds its rows. */
export function relatedRows(relation: RelationDefinition): RelatedRows {
  const target = rootScope(relation.target);
  switch (relation.kind) {
    case "belongsTo":
      return {
        target,
        keyScope: target,
        keyColumns: relation.references,
        joins: [],
      };
    case "hasMany":
    case "hasOne":
      return {
        target,
        keyScope: target,
        keyColumns: relation.inverse.columns,
        joins: [],
      };
    case "manyToMany":
      return linkedRows(target, relation);
  }
}

/** The columns of the owner that hold the key of a relation. */
export function ownerColumns(
  relation: RelationDefinition,
): readonly ColumnDefinition[] {
  switch (relation.kind) {
    case "belongsTo":
      return relation.columns;
    case "hasMany":
    case "hasOne":
      return relation.inverse.references;
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
  };
}
