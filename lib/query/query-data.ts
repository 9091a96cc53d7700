import type { Expression, Join, OrderTerm } from "../ast/expression";
import type {
  ColumnDefinition,
  ModelDefinition,
  PolymorphicDefinition,
  TargetedDefinition,
  VariantDefinition,
} from "../metadata/definition";

/** Which rows of a model with `@SoftDelete` a query gives: those alive, all, or the deleted ones. */
export type Deleted = "without" | "with" | "only";

/** What a query says, as plain data; a change is a copy. */
export interface QueryData {
  readonly definition: ModelDefinition;
  readonly where: Expression | undefined;
  readonly preloads: readonly Preload[];
  /** The columns of plain rows; undefined means whole records. */
  readonly select: readonly ColumnDefinition[] | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  /** How long running it may take, its preloads included. */
  readonly timeoutMs: number | undefined;
  /** The distances to vectors that its results tell. */
  readonly distances: readonly DistanceData[];
  /** Run-time parameters of the server while it runs, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly deleted: Deleted;
}

/** A distance to a vector. */
export interface DistanceData {
  /** The property that tells it. */
  readonly property: string;
  /** Computes it for each row, from the one parameter that the vector is. */
  readonly join: Join;
  /** What the property holds. */
  readonly value: Expression;
  /** One text for all distances whose `value` is the same. */
  readonly key: string;
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
    where: undefined,
    preloads: [],
    select: undefined,
    orderBy: [],
    limit: undefined,
    offset: undefined,
    timeoutMs: undefined,
    distances: [],
    settings: noSettings,
    deleted: "without",
  };
}
