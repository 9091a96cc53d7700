import type { ModelDefinition } from "../../metadata/definition";
import { parseColumns } from "../../query/clauses";
import { similarTo, withinDistance } from "../../query/nearest";
import { allOfModel } from "../../query/query-data";
import type { Preload, QueryData } from "../../query/query-data";
import { parsePreloads } from "../../query/query-options";
import type { ColKey } from "../../typing/keys";
import type { Result } from "../../typing/loaded";
import type { NearOptions, SimilarOptions, VectorKey } from "../../typing/near";
import type { Query } from "../../typing/query/query";
import type { VectorShape } from "../../typing/vector-shape";
import type { KnownWith, With } from "../../typing/with";
import { ReadQuery } from "./read-query";

/** A query over one model: immutable, run by awaiting it or by a verb. Here is what changes the type of its results. */
class ModelQuery<T, O = object>
  extends ReadQuery<T, Result<T, O>>
  implements Query<T, O>
{
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

  select<const S extends readonly ColKey<T>[]>(
    ...columns: S
  ): ModelQuery<T, O & { select: S }> {
    const { definition } = this.data;
    const select = parseColumns(definition, columns, this.at("select"));
    return new ModelQuery({ ...this.data, select });
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

/** A relation that is named again is loaded as said last. */
function mergePreloads(
  preloads: readonly Preload[],
  added: readonly Preload[],
): Preload[] {
  const named = new Set(added.map(({ relation }) => relation));
  return [...preloads.filter(({ relation }) => !named.has(relation)), ...added];
}
