import type {
  Expression,
  OrderTerm,
  ParameterExpression,
} from "../../ast/expression";
import type {
  ColumnDefinition,
  RelationDefinition,
  ThroughStep,
  TreeDefinition,
} from "../../metadata/definition";
import { columnsEqual } from "../conditions/columns-equal";
import type { Scope } from "../scope";

/**
 * Where the rows of a relation lie, beside any owner: the one description that
 * loading them, conditions on them, counts of them and joins with them are made of.
 */
export interface RelatedRows {
  /** From the table that holds the owner's key to that of the target, which may be the same. */
  readonly tables: readonly RelatedTable[];
  /** The last of the tables. */
  readonly target: Scope;
  /** The first of them. */
  readonly keyScope: Scope;
  /** Its columns that hold the key of the owner, pair by pair with `ownerColumns`. */
  readonly keyColumns: readonly ColumnDefinition[];
  /** What else tells the rows of the tables before the target from others. */
  readonly linkCondition: Expression | undefined;
  /** The same of the target; what stands for its model is not part of it. */
  readonly condition: Expression | undefined;
  /** Whether an owner may be led to one row several times: in different ways, or, as an exception, by a pair that is there again. */
  readonly repeats: "never" | "byPairs" | "byWays";
  /** The order whose first row is the only one of an owner; undefined where all rows are. */
  readonly first: readonly OrderTerm[] | undefined;
  /** How the rows of a tree are come to; undefined for what tables lead to. */
  readonly walk: Walk | undefined;
}

/** One table on the way, and how it goes on from the one before. */
export interface RelatedTable {
  readonly scope: Scope;
  /** Undefined for the first. */
  readonly entry: Entry | undefined;
}

/** The columns of a table and of the one before it that hold the same key. */
export interface Entry {
  readonly columns: readonly ColumnDefinition[];
  readonly before: Scope;
  readonly beforeColumns: readonly ColumnDefinition[];
}

/** How the rows of a tree are come to. */
export interface Walk {
  readonly relation: TreeDefinition;
  /** At most so many steps; undefined for as many as there are. */
  readonly maxDepth: ParameterExpression | undefined;
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
    case "ancestors":
    case "descendants":
      return relation.link.references;
    case "through": {
      const [first] = relation.steps as readonly [ThroughStep];
      return ownerColumns(first.relation);
    }
  }
}

/** The rows are those of this owner: a row of a table in the same statement, or of one around it. */
export function isOwnedBy(
  { keyScope, keyColumns }: RelatedRows,
  owner: Scope,
  columns: readonly ColumnDefinition[],
): Expression {
  return columnsEqual(keyScope, keyColumns, owner, columns);
}
