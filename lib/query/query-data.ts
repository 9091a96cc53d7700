import type {
  Expression,
  FragmentExpression,
  Join,
  OrderTerm,
  RowLock,
} from "../ast/expression";
import type {
  ColumnDefinition,
  ManyToManyDefinition,
  ModelDefinition,
  PolymorphicDefinition,
  RelationDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../metadata/definition";
import type { ColumnType } from "../types/column-type";
import type { LoadingStrategy } from "../typing/loading-strategy";
import type { StrictLoading } from "../typing/strict-loading";
import type { Scope } from "./scope";

/** Which rows of a model with `@SoftDelete` a query gives: those alive, all, or the deleted ones. */
export type Deleted = "without" | "with" | "only";

/** What a query says, as plain data; a change is a copy. */
export interface QueryData {
  readonly definition: ModelDefinition;
  /** A statement whose rows are read in place of the table's. */
  readonly source: FragmentExpression | undefined;
  /** Further tables, each once, after those that its `on` names. */
  readonly joins: readonly QueryJoin[];
  /** Every condition there is; in a part that is never true, all of it is. */
  readonly where: Expression | undefined;
  /** Those parts of it that `rewhere` and `merge` may replace. */
  readonly given: readonly GivenCondition[];
  /** Whether results that are equal come once: records of one key, or rows of the same values. */
  readonly distinct: boolean;
  readonly preloads: readonly Preload[];
  /** Whether they come in the same statement or in others. */
  readonly strategy: LoadingStrategy;
  /** The columns of plain rows; undefined means whole records. */
  readonly select: readonly ColumnDefinition[] | undefined;
  /** Columns with `omitByDefault` that whole records hold as well. */
  readonly added: readonly ColumnDefinition[];
  readonly orderBy: readonly OrderTerm[];
  /** Whether it is that of the relation whose records they are, which an order of the query's own replaces. */
  readonly isOrderDeclared: boolean;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  /** What its statements say of themselves in a comment. */
  readonly annotations: readonly string[];
  /** How long running it may take, its preloads included. */
  readonly timeoutMs: number | undefined;
  /** What its results tell beside their columns. */
  readonly told: readonly ToldValue[];
  /** Run-time parameters of the server while it runs, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly deleted: Deleted;
  /** Whether the default scope of its model is left out. */
  readonly unscoped: boolean;
  /** Which call of a scope the query was made in, so that a scope cannot put another query in its place. */
  readonly madeIn: symbol | undefined;
  /** How its rows are locked until the transaction ends. */
  readonly lock: RowLock | undefined;
  /** What becomes of relations of its records that are awaited unloaded; undefined leaves it to model and database. */
  readonly strictLoading: StrictLoading | undefined;
  /** Whose rows they are, where the query was made of a relation of one record. */
  readonly owner: QueryOwner | undefined;
  /** What their relation tells of them; undefined where it tells nothing. */
  readonly telling: Telling | undefined;
  /** How far from its owner a record of a tree may be; undefined for any distance. */
  readonly maxDepth: number | undefined;
}

/** What a relation tells of each of its records beside their columns. */
export interface Telling {
  /** The property that tells it. */
  readonly property: "pivot" | "depth";
  readonly told: readonly ToldValue[];
  /** The relation whose join model has the record to tell. */
  readonly pivot: ManyToManyDefinition | undefined;
  /** For a query that was made of one record: what it is joined with, and what need not be said beside that; undefined where a statement of the relation has both. */
  readonly own:
    | { readonly join: Join; readonly operands: readonly Expression[] }
    | undefined;
}

/** The record that a query was made of, and what says so in the query. */
export interface QueryOwner {
  readonly record: object;
  readonly relation: TargetedDefinition;
  /** The key of the record as one text, by which its rows are found. */
  readonly key: string | null;
  /** Operands of the query's `where`, the same objects, as long as the query is about the rows of its owner. */
  readonly operands: readonly Expression[];
}

/** What a query says of the rows that it gives. */
export type Conditions = Pick<QueryData, "where" | "given">;

/** A condition as a where object said it under one name. */
export interface GivenCondition {
  /** What it is about: columns, or a relation whose key is not in the table of the model. */
  readonly subjects: readonly (ColumnDefinition | RelationDefinition)[];
  /** What it became: operands of the query's `where`, the same objects. */
  readonly operands: readonly Expression[];
  /** Whether it asks for given values, by `=`, `in` or `is null`. */
  readonly isEquality: boolean;
}

/** A further table of a query: the rows of a relation, or what an SQL fragment says. */
export type QueryJoin = RelationJoin | FragmentExpression;

/** The rows of a relation, beside those of the model that has it. */
export interface RelationJoin {
  readonly kind: "relation";
  /** The relations that lead there from the query's model: `author.company`. */
  readonly path: string;
  /** The model at the end of the path, under its alias in the statement. */
  readonly scope: Scope;
  readonly join: Join;
}

/** A value that results tell in a property of their own, such as a distance to a vector. */
export interface ToldValue {
  readonly property: string;
  readonly value: Expression;
  /** What it is decoded by; undefined where only the server can say. */
  readonly type: ColumnType | undefined;
  /** The value, for messages. */
  readonly at: string;
  /** Computes for each row what `value` names; undefined where that needs nothing. */
  readonly join: Join | undefined;
}

/** A relation to load beside the records. */
export type Preload = TargetedPreload | PolymorphicPreload;

/** A relation and the query for what is loaded; its limit counts for each owner. */
export interface TargetedPreload {
  readonly relation: TargetedDefinition;
  readonly query: QueryData;
}

/** A relation to records of several models, and the query for those of each. */
export interface PolymorphicPreload {
  readonly relation: PolymorphicDefinition;
  readonly queries: ReadonlyMap<VariantDefinition, QueryData>;
}

/** Every run-time parameter as the session has it. */
export const noSettings: Readonly<Record<string, string>> = Object.freeze({});

/** Every record of a model. */
export function allOfModel(definition: ModelDefinition): QueryData {
  return {
    definition,
    source: undefined,
    joins: [],
    where: undefined,
    given: [],
    distinct: false,
    preloads: [],
    strategy: "auto",
    select: undefined,
    added: [],
    orderBy: [],
    isOrderDeclared: false,
    limit: undefined,
    offset: undefined,
    annotations: [],
    timeoutMs: undefined,
    told: [],
    settings: noSettings,
    deleted: "without",
    unscoped: false,
    madeIn: undefined,
    lock: undefined,
    strictLoading: undefined,
    owner: undefined,
    telling: undefined,
    maxDepth: undefined,
  };
}
