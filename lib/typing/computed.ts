import type { SqlFragment } from "./sql-fragment";

/**
 * Values that the database computes for each row, by the names under which
 * results tell them.
 *
 * @example
 * ```ts
 * const computed = { length: sql<number>`length(name)` } satisfies Computed;
 * await City.select("id", computed);   // select "id", length(name) as "length" from "cities"
 * ```
 */
export type Computed = Readonly<Record<string, SqlFragment>>;

/** What a select of names and computed values makes of a query. */
export type Selected<S extends readonly unknown[]> = Told<S> & {
  select: { [K in Extract<S[number], string>]: true };
};

/** The same without the names: what results tell beside their columns. */
export type Told<S extends readonly unknown[]> = S extends readonly string[]
  ? unknown
  : { told: ToldValues<Extract<S[number], object>> };

/** Of a union of objects, the values of all of them. */
type ToldValues<C> = {
  [K in C extends unknown ? keyof C : never]: ToldValue<
    C extends Readonly<Record<K, infer F>> ? F : never
  >;
};

type ToldValue<F> = F extends SqlFragment<infer V> ? V : unknown;
