import type { FragmentExpression } from "../ast/expression";
import type {
  ColumnRoleName,
  DefaultAttributes,
  Deferrable,
  ModelClass,
  ReferentialRule,
} from "./definition";
import type { Encryption } from "../types/encrypted";
import type { StrictLoading } from "../typing/strict-loading";
import type { MemberDraft, ValueDraft } from "./draft-values";
import type { HookDraft } from "./hook";
import type { SeedDefinition } from "./seed-definition";

/** SQL as text or as a fragment of the sql tag. */
export type SqlText = string | FragmentExpression;

export type ColumnRole = "plain" | "primaryKey" | ColumnRoleName;

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
  readonly dimensions: number | undefined;
  readonly enum: object | undefined;
  /** Whether an enum has a type of its own in the database, or the name of it. */
  readonly native: boolean | string | undefined;
  /** Whether an enum of numbers is kept by name or by number. */
  readonly store: "name" | "number" | undefined;
  /** Whether the column holds a list of its type: `array: true`. */
  readonly array: boolean;
  readonly collate: string | undefined;
  /** The expression that the database computes the column by. */
  readonly generatedAs: SqlText | undefined;
  /** Whether a generated column is computed when it is read, and not kept. */
  readonly virtual: boolean;
  readonly name: string | undefined;
  readonly comment: string | undefined;
  readonly check: SqlText | undefined;
  readonly renamedFrom: string | undefined;
  /** What is done with its values. */
  readonly values: ValueDraft;
  /** How its values are encrypted; undefined where they are not. */
  readonly encrypt: Encryption | undefined;
  /** Whether the server makes a uuid that is the column's default. */
  readonly server: boolean | undefined;
  /** Whether a trigger keeps a time of update. */
  readonly trigger: boolean | undefined;
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
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
  /** `true` stands for no attributes. */
  readonly withDefault: true | DefaultAttributes | undefined;
}

/** Reads a property off a record, `article => article.author`, or is its name. */
export type PropertyReader = ((record: never) => unknown) | string;

/** What a relation says of the records that it leads to, unchecked. */
export interface NarrowingDraft {
  /** A where object, or a function that gives one; undefined when none was given. */
  readonly where: unknown;
  /** An order or a list of them; undefined when none was given. */
  readonly orderBy: unknown;
}

/** Which of many records is the one of a relation, unchecked. */
export interface OfManyDraft {
  /** The option that says it: `latestOfMany`. */
  readonly option: "latestOfMany" | "oldestOfMany" | "ofMany";
  readonly value: unknown;
}

export interface HasDraft {
  readonly kind: "hasMany" | "hasOne";
  readonly property: string;
  readonly target: () => unknown;
  /** The inverse relation of the target. */
  readonly inverse: PropertyReader;
  readonly narrowing: NarrowingDraft;
  /** None for a relation to all of them, or to the only one. */
  readonly ofMany: readonly OfManyDraft[];
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
}

/** A relation that goes through another of its model. */
export interface ThroughDraft {
  readonly kind: "through";
  readonly isMany: boolean;
  readonly property: string;
  readonly target: () => unknown;
  /** The relation of the model. */
  readonly through: unknown;
  /** The relation of the model that it leads to. */
  readonly source: unknown;
  readonly narrowing: NarrowingDraft;
  /** None for a relation to all of them, or to the only one. */
  readonly ofMany: readonly OfManyDraft[];
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
}

export interface ManyToManyDraft {
  readonly kind: "manyToMany";
  readonly property: string;
  readonly target: () => unknown;
  readonly through: () => unknown;
  readonly near: PropertyReader | undefined;
  readonly far: PropertyReader | undefined;
  /** Whether its records tell the record that connects them. */
  readonly pivot: boolean;
  readonly narrowing: NarrowingDraft;
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
}

/** A relation to everything above or below a record, in a tree of its model. */
export interface TreeDraft {
  readonly kind: "ancestors" | "descendants";
  readonly property: string;
  readonly target: () => unknown;
  /** The relation of the model to itself that leads to the parent. */
  readonly link: PropertyReader;
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
}

/** One entry of the list of a polymorphic relation. */
export interface VariantDraft {
  readonly alias: string;
  readonly target: () => unknown;
}

export interface PolymorphicDraft {
  readonly kind: "polymorphic";
  readonly property: string;
  readonly variants: readonly VariantDraft[];
  readonly required: boolean;
  /** How the names of its columns begin; undefined for the name of the property. */
  readonly name: string | undefined;
  /** Undefined for the type of the models' keys. */
  readonly keyType: string | undefined;
  readonly indexed: boolean;
  /** Whether it is a delegated type. */
  readonly delegated: boolean;
  /** Undefined leaves it to the query, the model and the database. */
  readonly strictLoading: StrictLoading | undefined;
}

export type RelationDraft =
  | BelongsToDraft
  | HasDraft
  | ManyToManyDraft
  | ThroughDraft
  | TreeDraft
  | PolymorphicDraft;

export type PropertyDraft = ColumnDraft | RelationDraft;

export interface TableDraft {
  readonly name: string | undefined;
  readonly schema: string | undefined;
  readonly comment: string | undefined;
  readonly renamedFrom: string | undefined;
  readonly connection: string | undefined;
  /** Whether its columns take what stands for their values. */
  readonly coerce: boolean;
  /** Columns of the table that the model leaves alone. */
  readonly ignoredColumns: readonly string[];
  /** Undefined leaves it to the class above and to the database. */
  readonly strictLoading: StrictLoading | undefined;
}

export interface SubtypeDraft {
  /** Undefined for the name of the class in snake_case. */
  readonly alias: string | undefined;
  /** Whether only subclasses have rows. */
  readonly isAbstract: boolean;
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
  /** The distance that an index of vectors is made for. */
  readonly distance: string | undefined;
  readonly nullsNotDistinct: boolean;
  readonly with: Readonly<Record<string, string>>;
  readonly concurrently: boolean;
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
  readonly deferrable: Deferrable;
}

export interface CheckDraft {
  readonly name: string;
  readonly expression: SqlText;
}

/** A pair of things to compare in two rows, and the operator that does. */
export interface ExclusionElementDraft extends IndexKeyDraft {
  readonly with: string;
}

export interface ExclusionDraft {
  readonly name: string;
  readonly method: string;
  readonly elements: readonly ExclusionElementDraft[];
  readonly where: SqlText | undefined;
  readonly deferrable: Deferrable;
}

/** A column whose words are searched. */
export interface SearchElementDraft {
  readonly property: string;
  /** `A` to `D`; undefined counts as `D`. */
  readonly weight: string | undefined;
}

/** What `@SearchIndex` said. */
export interface SearchDraft {
  readonly elements: readonly SearchElementDraft[];
  readonly language: string;
  /** The name of the column; undefined for the usual one. */
  readonly name: string | undefined;
}

/** A password that the model takes; its digest is the column. */
export interface PasswordDraft {
  readonly property: string;
  readonly nullable: boolean;
  /** The name of the digest's column. */
  readonly name: string | undefined;
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
  /** The decorated class; undefined as long as there is no `@Table` or `@Subtype`. */
  model: ModelClass | undefined;
  table: TableDraft | undefined;
  /** What `@Subtype` said. */
  subtype: SubtypeDraft | undefined;
  readonly properties: PropertyDraft[];
  /** What is said of fields, accessors and methods that are no columns, and of how all of them are serialised. */
  readonly members: MemberDraft[];
  readonly indexes: IndexDraft[];
  readonly uniques: UniqueDraft[];
  readonly checks: CheckDraft[];
  readonly exclusions: ExclusionDraft[];
  readonly passwords: PasswordDraft[];
  readonly searches: SearchDraft[];
  readonly seeds: SeedDraft[];
  readonly hooks: HookDraft[];
  readonly problems: DraftProblem[];
}

/** A draft of which nothing was said yet. */
export function emptyDraft(): ModelDraft {
  return {
    model: undefined,
    table: undefined,
    subtype: undefined,
    properties: [],
    members: [],
    indexes: [],
    uniques: [],
    checks: [],
    exclusions: [],
    passwords: [],
    searches: [],
    seeds: [],
    hooks: [],
    problems: [],
  };
}
