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
  /** The extensions by name: those that types of columns come from, or all that the database has but `plpgsql`. */
  readonly extensions: readonly string[];
  /** The enum types of columns, sorted by name. */
  readonly enums: readonly EnumType[];
  /** The functions that arx keeps for defaults and triggers; those of others are never listed. */
  readonly functions: readonly FunctionDefinition[];
  /** The tables of all schemas, sorted by name. */
  readonly tables: readonly Table[];
}

/** A type of its own that lists its values: `create type … as enum`. */
export interface EnumType {
  /** `public` unless said otherwise. */
  readonly schema: string;
  /** Its name in that schema. */
  readonly name: string;
  /** The values in the order in which they sort. */
  readonly values: readonly string[];
}

/** A function that arx keeps in the database. */
export interface FunctionDefinition {
  /** `public` unless said otherwise. */
  readonly schema: string;
  /** Its name in that schema. */
  readonly name: string;
  /** The types of its arguments as SQL; empty where it takes none. */
  readonly arguments: string;
  /** The type that it returns: `trigger`, `uuid`. */
  readonly returns: string;
  /** `sql` or `plpgsql`. */
  readonly language: string;
  /** Whether the same arguments may give another result. */
  readonly volatility: "volatile" | "stable" | "immutable";
  /** What stands between `as $$` and `$$`. */
  readonly body: string;
  /** The sentence about it that the database keeps; one that begins with `arx: ` says whose it is. */
  readonly comment: string | undefined;
}

/** What a table does by itself when a row is written. */
export interface Trigger {
  /** Its name, unique in the table. */
  readonly name: string;
  /** Whether it runs before the row is written, and may change it, or after. */
  readonly timing: "before" | "after";
  /** What it waits for. */
  readonly events: readonly TriggerEvent[];
  /** The schema of the function that it calls for each row. */
  readonly functionSchema: string;
  /** The function that it calls for each row. */
  readonly function: string;
}

export type TriggerEvent = "insert" | "update" | "delete";

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
  /** The rules that no two rows agree in. */
  readonly exclusions: readonly ExclusionConstraint[];
  /** Columns that are left as they are, with what hangs on them; said by a model, never read from a database. */
  readonly ignoredColumns: readonly string[];
  /** The indexes beside those of constraints. */
  readonly indexes: readonly Index[];
  /** The triggers that call functions of arx. */
  readonly triggers: readonly Trigger[];
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
  /** How the database computes it; undefined where programs write it. */
  readonly generated: GeneratedValue | undefined;
  /** The sequence behind an identity column, as read from a database; never compared. */
  readonly sequence: string | undefined;
  /** The sentence about it that the database keeps. */
  readonly comment: string | undefined;
  /** The column's name before a rename that the model declares. */
  readonly renamedFrom: string | undefined;
}

/** How the database computes a column from the others of its row. */
export interface GeneratedValue {
  /** The expression as SQL. */
  readonly expression: string;
  /** Whether it is computed when it is read; otherwise when the row is written. */
  readonly virtual: boolean;
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
  /** Whether the check may wait for the end of the transaction. */
  readonly deferrable: Deferrable;
}

export type Deferrable = "no" | "initially immediate" | "initially deferred";

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
  readonly deferrable: Deferrable;
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
  /** Whether it is to be built without stopping writers; said by a model, never read from a database. */
  readonly concurrently: boolean;
}

/** One part of an exclusion constraint: what is compared, and by which operator. */
export interface ExclusionElement extends IndexKey {
  /** As it is written: `&&`, `operator(app.~~)`. */
  readonly operator: string;
}

/** A rule that no two rows agree in every element, each by its operator. */
export interface ExclusionConstraint {
  /** The name of the constraint, and of its index. */
  readonly name: string;
  /** How its index is built: `gist` for the most part. */
  readonly method: string;
  /** What is compared. */
  readonly elements: readonly ExclusionElement[];
  /** The predicate of the rows that it is about. */
  readonly where: string | undefined;
  /** Whether the check may wait for the end of the transaction. */
  readonly deferrable: Deferrable;
}
