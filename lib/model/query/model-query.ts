import type { ModelDefinition } from "../../metadata/definition";
import { mergePreloads } from "../../query/merge-preloads";
import { similarTo, withinDistance } from "../../query/nearest";
import { allOfModel } from "../../query/query-data";
import type { QueryData } from "../../query/query-data";
import { parsePreloads } from "../../query/query-options";
import { searchWords } from "../../query/search";
import { addColumns, selectColumns } from "../../query/select-columns";
import type { Computed, Selected, Told } from "../../typing/computed";
import type { ColKey } from "../../typing/keys";
import type { Result } from "../../typing/loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "../../typing/near";
import type { Query, QueryScope } from "../../typing/query/query";
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
  ): ModelQuery<T, O & { with: W }> {
    const { definition, preloads } = this.data;
    const added = parsePreloads(definition, relations, this.at("with"));
    return new ModelQuery({
      ...this.data,
      preloads: mergePreloads(preloads, added),
    });
  }

  select<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): ModelQuery<T, O & Selected<S>> {
    return new ModelQuery(selectColumns(this.data, columns, this.at("select")));
  }

  addSelect<const S extends readonly (ColKey<T> | Computed)[]>(
    ...columns: S
  ): ModelQuery<T, O & Told<S>> {
    return new ModelQuery(addColumns(this.data, columns, this.at("addSelect")));
  }

  search(text: string): ModelQuery<T, O & { told: { rank: number } }> {
    return new ModelQuery(searchWords(this.data, text));
  }

  similarTo(
    column: VectorKey<T>,
    vector: VectorShape,
    options?: SimilarOptions,
  ): ModelQuery<T, O & { told: { similarity: number } }> {
    return new ModelQuery(similarTo(this.data, column, vector, options));
  }

  withinDistance(
    column: VectorKey<T>,
    vector: VectorShape,
    max: number,
    options?: NearOptions,
  ): ModelQuery<T, O & { told: { distance: number } }> {
    return new ModelQuery(
      withinDistance(this.data, column, vector, max, options),
    );
  }

  #apply(scope: QueryScope<T>): this {
    checkScope(this.data.definition, scope, this);
    const asked = { ...this.data, madeIn: Symbol("scope") };
    const given = scope(queryFrom<T>(asked));
    if (given === null || given === undefined) return this;
    const narrowed = given instanceof ModelQuery ? given.data : undefined;
    const { madeIn } = this.data;
    return this.change({ ...requireNarrowed(asked, narrowed), madeIn });
  }

  protected change(changes: Partial<QueryData>): this {
    // Nothing extends this class, so the type of `this` is its own.
    return new ModelQuery<T, O>({ ...this.data, ...changes }) as this;
  }
}

/** Every record of a model, as a query. */
export function queryOf<T>(definition: ModelDefinition): Query<T> {
  return queryFrom<T>(allOfModel(definition));
}

/** Compared once, for all models and options: of given ones compilers differ in what fits. */
export function queryFrom<T, O = object>(data: QueryData): Query<T, O> {
  return new ModelQuery<T, O>(data);
}
