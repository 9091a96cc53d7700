import type { ModelDefinition } from "../../metadata/definition";
import { parseWithOptions } from "../../query/loading/loading-strategy";
import { mergePreloads } from "../../query/loading/merge-preloads";
import { similarTo, withinDistance } from "../../query/search/nearest";
import { allOfModel } from "../../query/query-data";
import type { QueryData } from "../../query/query-data";
import { showQueriesBy } from "../../query/loading/query-function";
import { parsePreloads } from "../../query/query-options";
import { searchWords } from "../../query/search/search";
import { addColumns, selectColumns } from "../../query/select-columns";
import { tellRelated } from "../../query/related/tell-related";
import type { RelatedVerb } from "../../query/related/tell-related";
import { withWhereHas } from "../../query/related/with-where-has";
import type { AggregateValue } from "../../typing/aggregate";
import type { Computed, Selected, Told } from "../../typing/computed";
import type { ColKey, RelationTarget, RelKey } from "../../typing/keys";
import type { Result } from "../../typing/loaded";
import type { WithOptions } from "../../typing/loading-strategy";
import type { NearOptions, SimilarOptions, VectorKey } from "../../typing/near";
import type { Query, QueryScope } from "../../typing/query/query";
import type {
  OneModel,
  RelatedColumn,
  RelatedNoUndef,
  RelatedNumber,
  RelatedOptions,
  RelatedWhere,
} from "../../typing/related-values";
import type { VectorShape } from "../../typing/vector-shape";
import type { KnownWith, With } from "../../typing/with";
import { checkScope, requireNarrowed } from "./check-scope";
import { PagedQuery } from "./paged-query";

/** A query over one model: immutable, run by awaiting it or by a verb. Here is what changes the type of its results. */
class ModelQuery<T, O = object>
  extends PagedQuery<T, Result<T, O>>
  implements Query<T, O>
{
  scopes(...scopes: readonly QueryScope<T>[]): this {
    return scopes.reduce<this>((query, scope) => query.#apply(scope), this);
  }

  with<const W extends With<T>>(
    relations: W & KnownWith<W, T>,
    options: WithOptions = {},
  ): Query<T, O & { with: W }> {
    const { definition, preloads, strategy } = this.data;
    const added = parsePreloads(definition, relations, this.at("with"));
    return queryFrom({
      ...this.data,
      preloads: mergePreloads(preloads, added),
      strategy: parseWithOptions(options, this.at("with")) ?? strategy,
    });
  }

  select<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): Query<T, O & Selected<S>> {
    return queryFrom(selectColumns(this.data, columns, this.at("select")));
  }

  addSelect<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): Query<T, O & Told<S>> {
    return queryFrom(addColumns(this.data, columns, this.at("addSelect")));
  }

  withCount<
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Count`,
  >(
    relation: K & OneModel<T[K]>,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, O & { told: { [P in N]: number } }> {
    return this.#tell({ kind: "count" }, relation, options);
  }

  withExists<
    K extends RelKey<T>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Exists`,
  >(
    relation: K,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<T, O & { told: { [P in N]: boolean } }> {
    return this.#tell({ kind: "exists" }, relation, options);
  }

  withSum<
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Sum${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & { told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "sum", C> } }
  > {
    return this.#tell({ kind: "sum", column }, relation, options);
  }

  withAvg<
    K extends RelKey<T>,
    const C extends RelatedNumber<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Avg${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & { told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "avg", C> } }
  > {
    return this.#tell({ kind: "avg", column }, relation, options);
  }

  withMin<
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Min${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & { told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "min", C> } }
  > {
    return this.#tell({ kind: "min", column }, relation, options);
  }

  withMax<
    K extends RelKey<T>,
    const C extends RelatedColumn<T[K]>,
    const W extends RelatedWhere<T[K]> = never,
    const N extends string = `${K}Max${Capitalize<C>}`,
  >(
    relation: K & OneModel<T[K]>,
    column: C,
    options?: RelatedOptions<T[K], W, N>,
  ): Query<
    T,
    O & { told: { [P in N]: AggregateValue<RelationTarget<T[K]>, "max", C> } }
  > {
    return this.#tell({ kind: "max", column }, relation, options);
  }

  withWhereHas<K extends RelKey<T>, const W extends RelatedWhere<T[K]>>(
    relation: K,
    conditions: W & RelatedNoUndef<W, T[K]>,
  ): Query<T, O & { with: { [P in K]: true } }> {
    const at = this.at("withWhereHas");
    return queryFrom(withWhereHas(this.data, relation, conditions, at));
  }

  search(text: string): Query<T, O & { told: { rank: number } }> {
    return queryFrom(searchWords(this.data, text));
  }

  similarTo(
    column: VectorKey<T>,
    vector: VectorShape,
    options?: SimilarOptions,
  ): Query<T, O & { told: { similarity: number } }> {
    return queryFrom(similarTo(this.data, column, vector, options));
  }

  withinDistance(
    column: VectorKey<T>,
    vector: VectorShape,
    max: number,
    options?: NearOptions,
  ): Query<T, O & { told: { distance: number } }> {
    return queryFrom(withinDistance(this.data, column, vector, max, options));
  }

  #tell<P>(
    verb: RelatedVerb,
    relation: unknown,
    options: unknown,
  ): Query<T, P> {
    return queryFrom(tellRelated(this.data, verb, relation, options));
  }

  /** What a query says; undefined for what is none. */
  static read(query: unknown): QueryData | undefined {
    return query instanceof ModelQuery ? query.data : undefined;
  }

  #apply(scope: QueryScope<T>): this {
    checkScope(this.data.definition, scope, this);
    const asked = { ...this.data, madeIn: Symbol("scope") };
    const given = scope(queryFrom<T>(asked));
    if (given === null || given === undefined) return this;
    const narrowed = ModelQuery.read(given);
    const { madeIn } = this.data;
    return this.change({ ...requireNarrowed(asked, narrowed), madeIn });
  }

  protected change(changes: Partial<QueryData>): this {
    // Nothing extends this class, so the type of `this` is its own.
    return new ModelQuery<T, O>({ ...this.data, ...changes }) as this;
  }
}

showQueriesBy({
  show: (data) => queryFrom<object>(data),
  read: (query) => ModelQuery.read(query),
});

/** Every record of a model, as a query. */
export function queryOf<T>(definition: ModelDefinition): Query<T> {
  return queryFrom<T>(allOfModel(definition));
}

/** Compared once, for all models and options: of given ones compilers differ in what fits. */
export function queryFrom<T, O = object>(data: QueryData): Query<T, O> {
  return new ModelQuery<T, O>(data);
}
