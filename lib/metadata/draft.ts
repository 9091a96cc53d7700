import type { FragmentExpression } from "../ast/expression";
import type { ModelClass, ReferentialRule } from "./definition";
import type { SeedDefinition } from "./seed-definition";

/** SQL as text or as a fragment of the sql tag. */
export type SqlText = string | FragmentExpression;

export type ColumnRole = "plain" | "primaryKey" | "createdAt" | "updatedAt";

/** What a column decorator said, unchecked: it may come from untyped code. */
export interface ColumnDraft {
  readonly kind: "column";
  readonly property: string;
  readonly role: ColumnRole;
  /** What TypeScript's metadata says of the field; undefined when the compiler writes none. */
  readonly designType: unknown;
  readonly type: string | undefined;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly indexed: boolean | string | IndexOptionsDraft;
  /** Undefined when none was given. */
  readonly default: unknown;
  readonly length: number | undefined;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  readonly mode: "number" | "bigint" | "string" | undefined;
  readonly enum: object | undefined;
  readonly name: string | undefined;
  readonly comment: string | undefined;
  readonly check: SqlText | undefined;
  readonly renamedFrom: string | undefined;
}

export interface BelongsToDraft {
  readonly kind: "belongsTo";
  readonly property: string;
  readonly target: () => unknown;
  readonly required: boolean;
  readonly onDelete: ReferentialRule | undefined;
  readonly onUpdate: ReferentialRule;
  readonly name: string | undefined;
  /** Properties of the target; none means its primary key. */
  readonly references: readonly string[];
  readonly deferrable: "no" | "initially immediate" | "initially deferred";
  readonly indexed: boolean;
}

export interface HasDraft {
  readonly kind: "hasMany" | "hasOne";
  readonly property: string;
  readonly target: () => unknown;
  /** Reads the inverse relation off a record of the target: `article => article.author`. */
  readonly inverse: (target: never) => unknown;
}

export interface ManyToManyDraft {
  readonly kind: "manyToMany";
  readonly property: string;
  readonly target: () => unknown;
  readonly through: () => unknown;
  readonly near: ((join: never) => unknown) | undefined;
  readonly far: ((join: never) => unknown) | undefined;
}

export type RelationDraft = BelongsToDraft | HasDraft | ManyToManyDraft;

export type PropertyDraft = ColumnDraft | RelationDraft;

export interface TableDraft {
  readonly name: string | undefined;
  readonly schema: string | undefined;
  readonly comment: string | undefined;
  readonly renamedFrom: string | undefined;
  readonly connection: string | undefined;
}

export interface IndexKeyDraft {
  /** A property of the model, column or belongs-to. */
  readonly column: string | undefined;
  readonly expression: SqlText | undefined;
  readonly operatorClass: string | undefined;
  readonly direction: "asc" | "desc";
  readonly nulls: "first" | "last" | undefined;
}

export interface IndexOptionsDraft {
  readonly unique: boolean;
  readonly name: string | undefined;
  readonly where: SqlText | undefined;
  readonly include: readonly string[];
  readonly method: string | undefined;
  readonly nullsNotDistinct: boolean;
  readonly with: Readonly<Record<string, string>>;
}

export interface IndexDraft {
  /** How it was declared, for messages: `@CompositeIndex`. */
  readonly declaredBy: string;
  readonly keys: readonly IndexKeyDraft[];
  readonly options: IndexOptionsDraft;
}

export interface UniqueDraft {
  readonly properties: readonly string[];
  readonly name: string | undefined;
  readonly nullsNotDistinct: boolean;
}

export interface CheckDraft {
  readonly name: string;
  readonly expression: SqlText;
}

export type SeedDraft = Omit<SeedDefinition, "name">;

/** A mistake that a decorator saw in its own arguments. */
export interface DraftProblem {
  /** Undefined for a decorator of the class. */
  readonly property: string | undefined;
  readonly message: string;
  readonly fix: string;
}

/** What the decorators of one class said, in the order of its source. */
export interface ModelDraft {
  /** The decorated class; undefined as long as there is no `@Table`. */
  model: ModelClass | undefined;
  table: TableDraft | undefined;
  readonly properties: PropertyDraft[];
  readonly indexes: IndexDraft[];
  readonly uniques: UniqueDraft[];
  readonly checks: CheckDraft[];
  readonly seeds: SeedDraft[];
  readonly problems: DraftProblem[];
}

/** A draft of which nothing was said yet. */
export function emptyDraft(): ModelDraft {
  return {
    model: undefined,
    table: undefined,
    properties: [],
    indexes: [],
    uniques: [],
    checks: [],
    seeds: [],
    problems: [],
  };
}
