import type { Expression, OrderTerm } from "../ast/expression";
import type {
  ColumnDefinition,
  ModelDefinition,
  RelationDefinition,
} from "../metadata/definition";

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
}

/** A relation to load beside the records, and the query for what is loaded; its limit counts for each owner. */
export interface Preload {
  readonly relation: RelationDefinition;
  readonly query: QueryData;
}

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
  };
}
