import type {
  CheckConstraint,
  Column,
  ExclusionConstraint,
  EnumType,
  ForeignKey,
  FunctionDefinition,
  Index,
  PrimaryKey,
  Table,
  Trigger,
  UniqueConstraint,
} from "./schema";

/** A table by its full name. */
export interface TableName {
  /** The schema it is in, such as `public`. */
  readonly schema: string;
  /** Its name in that schema. */
  readonly name: string;
}

/** The parts of a table that stand beside its columns, by the word PostgreSQL has for them. */
export type Constraint =
  | ({ readonly kind: "primary key" } & PrimaryKey)
  | ({ readonly kind: "unique" } & UniqueConstraint)
  | ({ readonly kind: "foreign key" } & ForeignKey)
  | ({ readonly kind: "check" } & CheckConstraint)
  | ({ readonly kind: "exclusion" } & ExclusionConstraint);

/** What a column was and what it becomes; both carry the same name. */
export interface ColumnAlteration {
  /** What the column is before. */
  readonly from: Column;
  /** What the column is after, under the same name. */
  readonly to: Column;
  /** How old values become new ones when the type changes and PostgreSQL has no cast of its own. */
  readonly using: string | undefined;
}

/** A column that goes along when its enum type is made anew. */
export interface EnumColumn {
  /** The table it is in. */
  readonly table: TableName;
  /** Its name. */
  readonly column: string;
  /** Whether it holds an array of the type. */
  readonly isArray: boolean;
  /** Its default before, as SQL. */
  readonly from: string | undefined;
  /** Its default after, as SQL. */
  readonly to: string | undefined;
}

/**
 * One change of a schema as a value. Each holds enough to be reversed without
 * looking anywhere else: a drop carries what it drops.
 *
 * @example
 * ```ts
 * const change: Change = { kind: "create schema", name: "reports" };
 * describeChange(change);   // "create schema reports"
 * ```
 */
export type Change =
  | { readonly kind: "create schema"; readonly name: string }
  /** Refused by PostgreSQL while anything is left in it. */
  | { readonly kind: "drop schema"; readonly name: string }
  | { readonly kind: "create extension"; readonly name: string }
  /** Refused by PostgreSQL while anything uses it. */
  | { readonly kind: "drop extension"; readonly name: string }
  | { readonly kind: "create enum"; readonly enum: EnumType }
  | { readonly kind: "drop enum"; readonly enum: EnumType }
  | {
      readonly kind: "rename enum";
      readonly enum: TableName;
      readonly to: string;
    }
  /** New values are added to the type where that is possible, otherwise it is made anew. */
  | {
      readonly kind: "alter enum";
      readonly from: EnumType;
      readonly to: EnumType;
      /** Whether the type is made anew, and its columns are changed to it. */
      readonly rebuild: boolean;
      readonly columns: readonly EnumColumn[];
    }
  | {
      readonly kind: "create function";
      readonly function: FunctionDefinition;
    }
  | { readonly kind: "drop function"; readonly function: FunctionDefinition }
  /** The same name, arguments and result, with another body. */
  | {
      readonly kind: "replace function";
      readonly from: FunctionDefinition;
      readonly to: FunctionDefinition;
    }
  /** Columns, primary key, uniques and checks at once; foreign keys and indexes are changes of their own. */
  | { readonly kind: "create table"; readonly table: Table }
  | { readonly kind: "drop table"; readonly table: Table }
  | {
      readonly kind: "rename table";
      readonly table: TableName;
      readonly to: string;
    }
  | {
      readonly kind: "comment on table";
      readonly table: TableName;
      readonly from: string | undefined;
      readonly to: string | undefined;
    }
  | {
      readonly kind: "add column";
      readonly table: TableName;
      readonly column: Column;
    }
  | {
      readonly kind: "drop column";
      readonly table: TableName;
      readonly column: Column;
    }
  | {
      readonly kind: "rename column";
      readonly table: TableName;
      readonly column: string;
      readonly to: string;
    }
  | {
      readonly kind: "alter column";
      readonly table: TableName;
      readonly alteration: ColumnAlteration;
    }
  | {
      readonly kind: "add constraint";
      readonly table: TableName;
      readonly constraint: Constraint;
    }
  | {
      readonly kind: "drop constraint";
      readonly table: TableName;
      readonly constraint: Constraint;
    }
  | {
      readonly kind: "rename constraint";
      readonly table: TableName;
      readonly constraint: string;
      readonly to: string;
    }
  | {
      readonly kind: "create index";
      readonly table: TableName;
      readonly index: Index;
      readonly concurrently: boolean;
    }
  | {
      readonly kind: "drop index";
      readonly table: TableName;
      readonly index: Index;
      readonly concurrently: boolean;
    }
  | {
      readonly kind: "rename index";
      readonly table: TableName;
      readonly index: string;
      readonly to: string;
    }
  /** The sequence behind an identity column, so that its name follows its table and column. */
  | {
      readonly kind: "rename sequence";
      readonly sequence: TableName;
      readonly to: string;
    }
  | {
      readonly kind: "create trigger";
      readonly table: TableName;
      readonly trigger: Trigger;
    }
  | {
      readonly kind: "drop trigger";
      readonly table: TableName;
      readonly trigger: Trigger;
    }
  /** SQL written by the user in a migration; it cannot be reversed or analysed. */
  | {
      readonly kind: "sql";
      readonly text: string;
      readonly parameters: readonly (string | null)[];
    };

export type ChangeKind = Change["kind"];
export type ChangeOf<K extends ChangeKind> = Extract<
  Change,
  { readonly kind: K }
>;
