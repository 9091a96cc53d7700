/**
 * How relations come: `"joined"`, in the statement of their owners, at every
 * depth; `"split"`, each in a statement of its own for all owners at once;
 * `"auto"`, joined for few owners, such as a record that is found by its key or
 * the rows of a small limit, and split for others. The results are the same.
 *
 * @example
 * ```ts
 * const strategy: LoadingStrategy = "joined";
 * await Country.with({ cities: true }, { strategy });
 * // select …, array(select array[…] from "cities" where "country_id" = "countries"."id") from "countries"
 * ```
 */
export type LoadingStrategy = "auto" | "split" | "joined";

/**
 * What `with` takes beside the relations.
 *
 * @example
 * ```ts
 * const options: WithOptions = { strategy: "split" };
 * await City.limit(10).with({ country: true }, options);
 * // select … from "cities" limit $1
 * // select … from "countries" where "id" = any($1)
 * ```
 */
export interface WithOptions {
  /** How the relations come: `"auto"` unless it is said. */
  readonly strategy?: LoadingStrategy;
}
