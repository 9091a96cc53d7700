import type { Expression, ParameterExpression } from "./expression";

/** A table of the database under the alias that its columns are named by. */
export interface TableSource {
  readonly kind: "table";
  readonly schema: string | undefined;
  readonly name: string;
  readonly alias: string;
}

/** Rows of keys that come as array parameters: `unnest($1::bigint[]) as alias(column)`. */
export interface UnnestSource {
  readonly kind: "unnest";
  readonly alias: string;
  readonly columns: readonly string[];
  readonly arrays: readonly ParameterExpression[];
}

/** A sub-select run once for each row of the sources before it. */
export interface LateralSource {
  readonly kind: "lateral";
  readonly alias: string;
  readonly query: SelectStatement;
}

export type Source = TableSource | UnnestSource | LateralSource;

/** A further source: `inner` and `left` carry a condition, `cross` has none. */
export interface Join {
  readonly kind: "inner" | "left" | "cross";
  readonly source: Source;
  readonly on: Expression | undefined;
}

/** One output column; without a name it keeps the one SQL gives it. */
export interface SelectItem {
  readonly expression: Expression;
  readonly name: string | undefined;
}

export interface OrderTerm {
  readonly expression: Expression;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last" | undefined;
}

/** A row lock; see PostgreSQL's manual, "The Locking Clause". */
export interface RowLock {
  readonly mode: "update" | "no key update" | "share" | "key share";
  readonly wait: "wait" | "skip locked" | "nowait";
}

export interface SelectStatement {
  readonly kind: "select";
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Source | undefined;
  readonly joins: readonly Join[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly orderBy: readonly OrderTerm[];
  readonly limit: ParameterExpression | undefined;
  readonly offset: ParameterExpression | undefined;
  readonly lock: RowLock | undefined;
}
