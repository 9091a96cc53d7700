import type { Column, EnumType, GeneratedValue } from "../schema/schema";

/** What the catalog queries give, one JSON value a row. */
interface OfTable {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
}

export interface SchemaRow {
  readonly name: string;
}

export interface ExtensionRow {
  readonly name: string;
}

export type EnumRow = EnumType;

export interface FunctionRow {
  readonly schema: string;
  readonly name: string;
  readonly arguments: string;
  readonly returns: string;
  readonly language: string;
  /** The letters of `pg_proc.provolatile`. */
  readonly volatility: "v" | "s" | "i";
  readonly body: string;
  readonly comment: string;
}

export interface TriggerRow extends OfTable {
  /** Bits of `pg_trigger.tgtype`: 2 is before; 4, 8 and 16 are insert, delete and update. */
  readonly type: number;
  readonly functionSchema: string;
  readonly function: string;
}

export interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
}

export interface ColumnRow extends OfTable {
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly generated: GeneratedValue | null;
  readonly identity: NonNullable<Column["identity"]> | null;
  readonly sequence: string | null;
  readonly comment: string | null;
}

/** The letters of `pg_constraint.confdeltype`. */
export type ActionLetter = "a" | "r" | "c" | "n" | "d";

interface CheckRow extends OfTable {
  readonly kind: "c";
  readonly expression: string;
}

export interface KeyRow extends OfTable {
  readonly kind: "p" | "u";
  readonly columns: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly deferrable: boolean;
  readonly deferred: boolean;
}

export interface ForeignKeyRow extends OfTable {
  readonly kind: "f";
  readonly columns: readonly string[];
  readonly referencedSchema: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete: ActionLetter;
  readonly onUpdate: ActionLetter;
  readonly deferrable: boolean;
  readonly deferred: boolean;
}

export type ConstraintRow = CheckRow | KeyRow | ForeignKeyRow;

export interface IndexKeyRow {
  readonly column: string | null;
  readonly expression: string | null;
  readonly operatorClass: string | null;
  readonly operatorOptions: readonly string[] | null;
  /** Of an exclusion constraint: `&&`. */
  readonly operator: string | null;
  /** Bits of `pg_index.indoption`: 1 is descending, 2 is nulls first. */
  readonly option: number;
}

export interface IndexRow extends OfTable {
  readonly method: string;
  readonly unique: boolean;
  readonly keys: readonly IndexKeyRow[];
  readonly include: readonly string[];
  readonly where: string | null;
  readonly nullsNotDistinct: boolean;
  /** `name=value` each. */
  readonly options: readonly string[];
  /** Of the exclusion constraint that the index is of. */
  readonly exclusion: {
    readonly deferrable: boolean;
    readonly deferred: boolean;
  } | null;
}
