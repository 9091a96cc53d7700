// Expressions hold selects and selects hold expressions: one grammar, hence one file.

/** A column of a table in scope, by the alias the table has in its statement. */
export interface ColumnExpression {
  readonly kind: "column";
  readonly table: string;
  readonly name: string;
}

/**
 * A value that is sent apart from the text. It is encoded already; `cast` is
 * written after the placeholder where PostgreSQL could not infer the type.
 */
export interface ParameterExpression {
  readonly kind: "parameter";
  readonly value: string | null;
  readonly cast: string | undefined;
}

/** The operators that may stand between two expressions; nothing else reaches SQL. */
export type BinaryOperator =
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "like"
  | "not like"
  | "ilike"
  | "not ilike"
  | "~"
  | "~*"
  | "@>"
  | "<@"
  | "&&"
  | "?"
  | "@@"
  | "in"
  | "is distinct from"
  | "is not distinct from"
  | "+"
  | "-"
  | "||"
  | "#>"
  | "#>>"
  | "<=>"
  | "<->"
  | "<#>"
  | "<+>";

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `left = any (array)`, or `left <> all (array)` when negated. */
export interface MembershipExpression {
  readonly kind: "membership";
  readonly left: Expression;
  readonly array: Expression;
  readonly negated: boolean;
}

export interface NullTestExpression {
  readonly kind: "null-test";
  readonly operand: Expression;
  readonly negated: boolean;
}

/** `operand between low and high`, both ends included. */
export interface BetweenExpression {
  readonly kind: "between";
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
  readonly negated: boolean;
}

/** All (`and`) or any (`or`) of the operands; `and` of none is true, `or` of none is false. */
export interface LogicalExpression {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly operands: readonly Expression[];
}

/**
 * The operand is not true: false or unknown (NULL) both count, so that a
 * condition and its negation always share out all rows between them.
 */
export interface NotExpression {
  readonly kind: "not";
  readonly operand: Expression;
}

export interface ExistsExpression {
  readonly kind: "exists";
  readonly query: SelectStatement;
  readonly negated: boolean;
}

/** A constant truth value, for conditions that can be decided without the database. */
export interface BooleanExpression {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** The functions arx itself calls; nothing else reaches SQL. */
export type FunctionName =
  | "lower"
  | "jsonb_typeof"
  | "coalesce"
  | "nullif"
  | "row_number"
  | "ts_rank"
  | "websearch_to_tsquery"
  | "now";

export interface FunctionExpression {
  readonly kind: "function";
  readonly name: FunctionName;
  readonly operands: readonly Expression[];
  readonly cast: string | undefined;
}

/** What is computed of many rows. */
export type AggregateName = "count" | "sum" | "avg" | "min" | "max";

/** An aggregate: `count(distinct "author_id") filter (where "age" > $1)`. */
export interface AggregateExpression {
  readonly kind: "aggregate";
  readonly name: AggregateName;
  /** None means `*`, for `count` alone. */
  readonly operands: readonly Expression[];
  /** Whether equal values count once. */
  readonly distinct: boolean;
  /** The rows that it is computed of; undefined means all. */
  readonly filter: Expression | undefined;
}

/**
 * An item of the select by its place, from 1: what a statement groups or orders
 * by without saying it twice. Said twice, an expression with parameters would be
 * two expressions to PostgreSQL.
 */
export interface OutputExpression {
  readonly kind: "output";
  readonly position: number;
}

/** A column as text, where it is compared with a text: `"id"::text`. */
export interface TextCastExpression {
  readonly kind: "text-cast";
  readonly operand: ColumnExpression;
}

/** A fragment written by the user with the sql tag: text pieces with expressions between them. */
export interface FragmentExpression {
  /** Tells it from the other expressions. */
  readonly kind: "fragment";
  /** One more than `operands`; taken as they are. */
  readonly texts: readonly string[];
  /** What stands between the texts: parameters, names and further fragments. */
  readonly operands: readonly FragmentOperand[];
}

/** A name inside a fragment, quoted when compiled: `["public", "users"]`. */
export interface IdentifierExpression {
  readonly kind: "identifier";
  readonly path: readonly string[];
}

/** A whole query inside a fragment, in parentheses. */
export interface SubqueryExpression {
  readonly kind: "subquery";
  readonly query: SelectStatement;
}

export type FragmentOperand = Expression;

/** What a query of one column gives, as one array that is made once: `array(select …)`. */
export interface ArrayQueryExpression {
  readonly kind: "array-query";
  readonly query: SelectStatement;
}

/** Several values as one: `row("tenant", "number")`. */
export interface RowExpression {
  readonly kind: "row";
  readonly operands: readonly Expression[];
}

/** Texts as one array: `array["name"::text, "population"::text]`. */
export interface ArrayExpression {
  readonly kind: "array";
  readonly operands: readonly Expression[];
}

/** The keyword DEFAULT, legal only as a value that is written. */
export interface DefaultExpression {
  readonly kind: "default";
}

/** Anything that stands for a value or a truth value in SQL. */
export type Expression =
  | ColumnExpression
  | ParameterExpression
  | BinaryExpression
  | MembershipExpression
  | NullTestExpression
  | BetweenExpression
  | LogicalExpression
  | NotExpression
  | ExistsExpression
  | BooleanExpression
  | FunctionExpression
  | AggregateExpression
  | OutputExpression
  | TextCastExpression
  | FragmentExpression
  | IdentifierExpression
  | SubqueryExpression
  | ArrayQueryExpression
  | RowExpression
  | ArrayExpression
  | DefaultExpression;

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

/** Two sources as one, so that an outer join takes both or neither: `(links inner join labels on …)`. */
export interface JoinedSource {
  readonly kind: "joined";
  readonly first: Source;
  readonly join: Join;
}

/** The rows of a statement that a user wrote. */
export interface StatementSource {
  readonly kind: "statement";
  readonly alias: string;
  readonly statement: FragmentExpression;
}

/**
 * All that is above or below rows of a table in the tree that the table makes of
 * itself: a recursive sub-select, run once for each row of the sources before it.
 * It gives the key of the row that it began with under the names of the columns
 * that `seed` compares it by (`parents` downwards, `keys` upwards), the keys of
 * the rows that it came to as `arx_to1` and so on, and the number of steps as
 * `arx_depth`. It never gives a row twice, nor the one that it began with.
 */
export interface TreeSource {
  readonly kind: "tree";
  readonly direction: "up" | "down";
  /** The table, under the alias by which `seed` names it and by which the source goes. */
  readonly table: TableSource;
  /** The columns that hold the key of a row. */
  readonly keys: readonly string[];
  /** The columns that hold the key of its parent, pair by pair. */
  readonly parents: readonly string[];
  /** Downwards, which rows are the first below; upwards, which rows it begins with. No alternative of several. */
  readonly seed: Expression;
  /** At most so many steps; undefined for as many as there are. */
  readonly maxDepth: ParameterExpression | undefined;
}

export type Source =
  | TableSource
  | UnnestSource
  | LateralSource
  | JoinedSource
  | StatementSource
  | TreeSource;

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
  /** The alias of the one table whose rows are locked; undefined means those of every table. */
  readonly of: string | undefined;
}

export interface SelectStatement {
  readonly kind: "select";
  /** Whether equal rows come once; of expressions, those rows for which they are equal. */
  readonly distinct: boolean | readonly Expression[];
  readonly items: readonly SelectItem[];
  readonly from: Source | undefined;
  /** A fragment is a join as its user wrote it, its keyword included. */
  readonly joins: readonly (Join | FragmentExpression)[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  /** Which groups there are. */
  readonly having: Expression | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly limit: ParameterExpression | undefined;
  readonly offset: ParameterExpression | undefined;
  readonly lock: RowLock | undefined;
}
