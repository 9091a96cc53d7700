import type {
  Expression,
  ParameterExpression,
  SelectStatement,
  TableSource,
} from "./expression";
import type { Assignment } from "./update";

/** Rows written out one by one. */
export interface ValuesRows {
  readonly kind: "values";
  readonly rows: readonly (readonly Expression[])[];
}

/**
 * Rows that come as one array parameter per column, so that the text is the
 * same for any number of rows and the limit on parameters is never met.
 * `element` is the type each element is cast to; array-typed columns travel as
 * text elements and are cast back one by one.
 */
export interface UnnestRows {
  readonly kind: "unnest";
  readonly arrays: readonly UnnestColumn[];
}

export interface UnnestColumn {
  readonly parameter: ParameterExpression;
  /** The type of the column, written as a cast of each element when it travels as text. */
  readonly elementCast: string | undefined;
}

/** Rows that a query gives, an item for each column. */
export interface QueryRows {
  readonly kind: "query";
  readonly query: SelectStatement;
}

/** What to do with a row that breaks a unique constraint. */
export interface ConflictClause {
  /** Columns of the unique index that decides. */
  readonly columns: readonly string[];
  /** The predicate of that index when it is partial. */
  readonly where: Expression | undefined;
  /** Columns that take the new row's value; none means DO NOTHING. */
  readonly update: readonly string[];
  /** What other columns become beside them; the table's own columns go by its alias. */
  readonly set: readonly Assignment[];
}

export interface InsertStatement {
  readonly kind: "insert";
  readonly into: TableSource;
  /** None means `default values`. */
  readonly columns: readonly string[];
  readonly rows: ValuesRows | UnnestRows | QueryRows;
  readonly onConflict: ConflictClause | undefined;
  readonly returning: readonly string[];
  /** Also return whether each row was inserted (true) or updated (false), as a last column named `inserted`. */
  readonly returnInserted: boolean;
}
