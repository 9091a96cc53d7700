import type { ModelOf } from "../../typing/keys";
import type { Query } from "../../typing/query/query";
import type {
  ExplainOptions,
  QueryPlan,
} from "../../typing/query/query-statement";
import type { StrictLoading } from "../../typing/strict-loading";
import { LockedModel } from "./locked-model";
import { queryModel } from "./query-model";

/** Statics: what is told of the statements of a query. */
export abstract class StatedModel extends LockedModel {
  /**
   * Every record, by statements that say in a comment where they come from; see
   * `annotate` of a query.
   *
   * @example
   * ```ts
   * await City.annotate("job:nightly").limit(10);
   * // select … from "cities" limit $1 …
   * ```
   */
  static annotate<T extends object>(this: ModelOf<T>, text: string): Query<T> {
    return queryModel<T>(this).annotate(text);
  }

  /**
   * Every record, with an error for every relation that is awaited before it
   * was loaded; see `strictLoading` of a query.
   *
   * @example
   * ```ts
   * const [city] = await City.strictLoading().limit(1);
   * // select … from "cities" limit $1
   * await city?.country;
   * // throws StrictLoadingError: City.country is not loaded, and strict loading of the query keeps it from being loaded on its own.
   * ```
   *
   * @throws TypeMismatchError for another mode than `true`, `false` and `"nPlusOneOnly"`
   */
  static strictLoading<T extends object>(
    this: ModelOf<T>,
    mode?: StrictLoading,
  ): Query<T> {
    return queryModel<T>(this).strictLoading(mode);
  }

  /**
   * The plan of reading every record; see `explain` of a query.
   *
   * @example
   * ```ts
   * await City.explain();   // explain (format json) select … from "cities"
   * ```
   *
   * @throws ConfigError for an option that there is not
   */
  static explain(
    this: ModelOf<object>,
    options?: ExplainOptions & { format?: "json" },
  ): Promise<QueryPlan[]>;
  static explain(
    this: ModelOf<object>,
    options: ExplainOptions & { format: "text" },
  ): Promise<QueryPlan<string>[]>;
  static async explain(
    this: ModelOf<object>,
    options: ExplainOptions = {},
  ): Promise<QueryPlan<unknown>[]> {
    return queryModel(this).explain(options);
  }
}
