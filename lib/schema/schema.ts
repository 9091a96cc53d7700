/**
 * A database schema as plain, JSON-serialisable data, in PostgreSQL's own
 * words. Lists of tables are sorted by name, columns keep their order.
 *
 * Two forms exist: *declared* (straight from the models, expressions as the
 * user wrote them) and *canonical* (read back from PostgreSQL's catalog, so
 * that equal schemas are equal texts). Only canonical schemas are compared.
 */
export interface Schema {
  /** The schemas beside `public`: those that tables are declared in, or all that the database has. */
  readonly schemas: readonly string[];
  readonly tables: readonly Table[];
}

export interface Table {
  /** `public` unless said otherwise. */
  readonly schema: string;
  readonly name: string;
  readonly comment: string | undefined;
  /** The table's name before a rename that the model declares. */
  readonly renamedFrom: string | undefined;
  readonly columns: readonly Column[];
  readonly primaryKey: PrimaryKey | undefined;
  readonly uniques: readonly UniqueConstraint[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly CheckConstraint[];
  readonly indexes: readonly Index[];
}

export interface Column {
  readonly name: string;
  /** As `format_type` prints it: `bigint`, `character varying(200)`, `text[]`; with its COLLATE when it has one of its own. */
  readonly type: string;
  readonly nullable: boolean;
  /** A default as an SQL expression. */
  readonly default: string | undefined;
  readonly identity: "always" | "by default" | undefined;
  /** The sequence behind an identity column, as read from a database; never compared. */
  readonly sequence: string | undefined;
  readonly comment: string | undefined;
  /** The column's name before a rename that the model declares. */
  readonly renamedFrom: string | undefined;
}

export interface PrimaryKey {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface UniqueConstraint {
  readonly name: string;
  readonly columns: readonly string[];
  readonly nullsNotDistinct: boolean;
}

export type ReferentialAction =
  "no action" | "restrict" | "cascade" | "set null" | "set default";

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly deferrable: "no" | "initially immediate" | "initially deferred";
}

export interface CheckConstraint {
  readonly name: string;
  /** The condition without CHECK and its outer parentheses. */
  readonly expression: string;
}

/** One part of an index: a column or an expression, never both. */
export interface IndexKey {
  readonly column: string | undefined;
  readonly expression: string | undefined;
  readonly operatorClass: string | undefined;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last";
}

export interface Index {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly keys: readonly IndexKey[];
  readonly include: readonly string[];
  /** The predicate of a partial index. */
  readonly where: string | undefined;
  readonly nullsNotDistinct: boolean;
  /** Storage parameters, such as hnsw's `m`. */
  readonly with: Readonly<Record<string, string>>;
}
