/**
 * A database schema as plain, JSON-serialisable data, in PostgreSQL's own
 * words. Lists of tables are sorted by name, columns keep their order.
 *
 * Two forms exist: *declared* (straight from the models, expressions as the
 * user wrote them) and *canonical* (read back from PostgreSQL's catalog, so
 * that equal schemas are equal texts). Only canonical schemas are compared.
 *
 * @example
 * ```ts
 * const schema: Schema = registry.toSchema();
 * schema.tables.map(({ name, columns }) => `${name}: ${String(columns.length)} columns`);
 * ```
 */
export interface Schema {
  /** The schemas beside `public`: those that tables are declared in, or all that the database has. */
  readonly schemas: readonly string[];
  /** The tables of all schemas, sorted by name. */
  readonly tables: readonly Table[];
}

/** A table with everything that belongs to it. */
export interface Table {
  /** `public` unless said otherwise. */
  readonly schema: string;
  /** Its name in that schema. */
  readonly name: string;
  /** The sentence about it that the database keeps. */
  readonly comment: string | undefined;
  /** The table's name before a rename that the model declares. */
  readonly renamedFrom: string | undefined;
  /** In the order of the table. */
  readonly columns: readonly Column[];
  /** Undefined where the table has none. */
  readonly primaryKey: PrimaryKey | undefined;
  /** The unique constraints. */
  readonly uniques: readonly UniqueConstraint[];
  /** The references to rows of other tables, or of this one. */
  readonly foreignKeys: readonly ForeignKey[];
  /** The conditions that every row meets. */
  readonly checks: readonly CheckConstraint[];
  /** The indexes beside those of constraints. */
  readonly indexes: readonly Index[];
}

/** A column of a table. */
export interface Column {
  /** Its name in the table. */
  readonly name: string;
  /** As `format_type` prints it: `bigint`, `character varying(200)`, `text[]`; with its COLLATE when it has one of its own. */
  readonly type: string;
  /** Whether it takes NULL. */
  readonly nullable: boolean;
  /** A default as an SQL expression. */
  readonly default: string | undefined;
  /** Whether the database counts it up, and whether a program may still give a value. */
  readonly identity: "always" | "by default" | undefined;
  /** The sequence behind an identity column, as read from a database; never compared. */
  readonly sequence: string | undefined;
  /** The sentence about it that the database keeps. */
  readonly comment: string | undefined;
  /** The column's name before a rename that the model declares. */
  readonly renamedFrom: string | undefined;
}

/** The primary key of a table. */
export interface PrimaryKey {
  /** The name of the constraint. */
  readonly name: string;
  /** Its columns, in order. */
  readonly columns: readonly string[];
}

/** Values that no two rows share. */
export interface UniqueConstraint {
  /** The name of the constraint. */
  readonly name: string;
  /** The columns that are unique together. */
  readonly columns: readonly string[];
  /** Whether two NULLs count as the same. */
  readonly nullsNotDistinct: boolean;
}

export type ReferentialAction =
  "no action" | "restrict" | "cascade" | "set null" | "set default";

/** A reference from rows of one table to those of another. */
export interface ForeignKey {
  /** The name of the constraint. */
  readonly name: string;
  /** The columns that refer, pair by pair with `referencedColumns`. */
  readonly columns: readonly string[];
  /** The schema of the table that is referred to. */
  readonly referencedSchema: string;
  /** The table that is referred to. */
  readonly referencedTable: string;
  /** The columns that are referred to. */
  readonly referencedColumns: readonly string[];
  /** What happens to the row when the other is deleted. */
  readonly onDelete: ReferentialAction;
  /** What happens to the row when the key of the other changes. */
  readonly onUpdate: ReferentialAction;
  /** Whether the check may wait for the end of the transaction. */
  readonly deferrable: "no" | "initially immediate" | "initially deferred";
}

/** A condition that every row meets. */
export interface CheckConstraint {
  /** The name of the constraint. */
  readonly name: string;
  /** The condition without CHECK and its outer parentheses. */
  readonly expression: string;
}

/** One part of an index: a column or an expression, never both. */
export interface IndexKey {
  /** The column; undefined where the part is an expression. */
  readonly column: string | undefined;
  /** The expression; undefined where the part is a column. */
  readonly expression: string | undefined;
  /** The class of operators; undefined for that of the type. */
  readonly operatorClass: string | undefined;
  /** Which values come first. */
  readonly direction: "asc" | "desc";
  /** Where NULL stands. */
  readonly nulls: "first" | "last";
}

/** An index of a table. */
export interface Index {
  /** Its name, unique in the schema. */
  readonly name: string;
  /** How it is built: `btree`, `gin` and so on. */
  readonly method: string;
  /** Whether no two rows may have the same keys. */
  readonly unique: boolean;
  /** What it is sorted by, first by the first. */
  readonly keys: readonly IndexKey[];
  /** Columns that it holds for reading, without being keys. */
  readonly include: readonly string[];
  /** The predicate of a partial index. */
  readonly where: string | undefined;
  /** Whether two NULLs count as the same. */
  readonly nullsNotDistinct: boolean;
  /** Storage parameters, such as hnsw's `m`. */
  readonly with: Readonly<Record<string, string>>;
}
