import type {
  AggregateRow,
  AggregateValue,
  AggregatesOf,
  FragmentValue,
  NumericOperand,
  Operand,
} from "../aggregate";
import type { UpdateAll } from "../create";
import type { GroupKey } from "../group";
import type { ColKey, KeyValue } from "../keys";
import type { SqlFragment } from "../sql-fragment";
import type { NoUndef, Where } from "../where";
import type { GroupedQuery } from "./grouped-query";

/** What `pluck` and `pick` take: the name of a column, or SQL that computes a value. */
export type Pluckable<T> = ColKey<T> | SqlFragment;

/** The value that each row has of it. */
export type Plucked<T, P> = P extends keyof T ? T[P] : FragmentValue<P>;

/** The values that each row has of several. */
export type PluckedTuple<T, P extends readonly unknown[]> = {
  -readonly [I in keyof P]: Plucked<T, P[I]>;
};

/**
 * How statements over many rows are run.
 *
 * @example
 * ```ts
 * const options: WriteAllOptions = { all: true };
 * await City.updateAll({ capital: false }, options);   // update "cities" set "capital" = $1
 * ```
 */
export interface WriteAllOptions {
  /** Whether every row is meant where there is no condition; without it that is an error. */
  readonly all?: boolean;
}

/** What a query is run for beside its records: values and figures of them, and changes of all of them at once. */
export interface QueryVerbs<T> {
  /**
   * Whether the query gives any record; with conditions or a primary key, the
   * same after a `where` with them.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).exists();
   * // select exists (select from "cities" where "capital" = $1)
   * await City.where({ capital: true }).exists({ name: "Bonn" });
   * // select exists (select from "cities" where "capital" = $1 and "name" = $2)
   * ```
   *
   * @throws UndefinedConditionError when what is given is undefined
   */
  exists(...key: readonly [] | readonly [key: KeyValue<T>]): Promise<boolean>;
  exists<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): Promise<boolean>;
  /**
   * Whether the query gives any record.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).any();
   * // select exists (select from "cities" where "capital" = $1)
   * ```
   */
  any(): Promise<boolean>;
  /**
   * Whether the query gives more than one record; no more than two are looked at.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).many();
   * // select count(*) from lateral (select from "cities" where "capital" = $1 limit $2) as "arx_rows"
   * ```
   */
  many(): Promise<boolean>;
  /**
   * Whether the query gives exactly one record; no more than two are looked at.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).one();
   * // select count(*) from lateral (select from "cities" where "capital" = $1 limit $2) as "arx_rows"
   * ```
   */
  one(): Promise<boolean>;
  /**
   * Whether the query gives no record.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).isEmpty();
   * // select exists (select from "cities" where "capital" = $1)
   * ```
   */
  isEmpty(): Promise<boolean>;
  /**
   * The values of one column as a list, of several as a list of tuples. SQL may
   * stand in place of a column; its values are read by the type that the server
   * says they have.
   *
   * @example
   * ```ts
   * const names: string[] = await City.limit(10).pluck("name");
   * // select "name" from "cities" limit $1
   * await City.limit(2).pluck("id", sql<number>`length(name)`);
   * // select "id", length(name) from "cities" limit $1
   * ```
   *
   * @throws UnknownColumnError for a name that is no column
   * @throws InvalidArgumentError when the SQL of one value gives several
   */
  pluck<P extends Pluckable<T>>(value: P): Promise<Plucked<T, P>[]>;
  /** Tuples of the values of several columns. */
  pluck<
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(
    ...values: P
  ): Promise<PluckedTuple<T, P>[]>;
  /**
   * What `pluck` gives of the first record: the value of one column, a tuple of
   * several, or null where there is no record.
   *
   * @example
   * ```ts
   * await City.orderBy({ population: "desc" }).pick("name");
   * // select "name" from "cities" order by "population" desc limit $1
   * ```
   */
  pick<P extends Pluckable<T>>(value: P): Promise<Plucked<T, P> | null>;
  /** A tuple of the values of several columns. */
  pick<
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(
    ...values: P
  ): Promise<PluckedTuple<T, P> | null>;
  /**
   * The primary keys, each once, of a model whose key has one column.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).ids();
   * // select "id" from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the key has several columns
   */
  ids(): Promise<KeyValue<T>[]>;
  /**
   * How many records the query gives, or how many of them have a value in a
   * column; a limit counts. After `distinct`, how many different ones.
   *
   * @example
   * ```ts
   * await City.where({ capital: true }).count();
   * // select count(*) from "cities" where "capital" = $1
   * await City.distinct().count("name");   // select count(distinct "name") from "cities"
   * ```
   */
  count(operand?: Operand<T>): Promise<number>;
  /**
   * The sum of a column, or of an SQL expression; null of no value at all.
   *
   * @example
   * ```ts
   * await City.where({ capital: false }).sum("population");
   * // select sum("population") from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the column has no sum
   * @throws UnsafeIntegerError when the sum does not fit a JavaScript number
   */
  sum<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "sum", O>>;
  /**
   * The mean of a column, or of an SQL expression; null of no value at all.
   *
   * @example
   * ```ts
   * await City.where({ capital: false }).avg("population");
   * // select avg("population") from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the column has no mean
   */
  avg<const O extends NumericOperand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "avg", O>>;
  /**
   * The smallest value of a column, or of an SQL expression; null of no value
   * at all.
   *
   * @example
   * ```ts
   * await City.where({ capital: false }).min("name");
   * // select min("name") from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the values of the column have no order
   */
  min<const O extends Operand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "min", O>>;
  /**
   * The largest value of a column, or of an SQL expression; null of no value at
   * all.
   *
   * @example
   * ```ts
   * await City.where({ capital: false }).max("name");
   * // select max("name") from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when the values of the column have no order
   */
  max<const O extends Operand<T>>(
    operand: O,
  ): Promise<AggregateValue<T, "max", O>>;
  /**
   * Several values at once, as one plain row.
   *
   * @example
   * ```ts
   * const { n, largest } = await City.where({ capital: false }).aggregate({
   *   n: count(),
   *   largest: max("population"),
   * });
   * // select count(*) as "n", max("population") as "largest" from "cities" where "capital" = $1
   * ```
   *
   * @throws InvalidArgumentError when a column has no such value
   */
  aggregate<const A extends AggregatesOf<T>>(
    aggregates: A,
  ): Promise<AggregateRow<T, A>>;
  /**
   * The records in groups: those of a group have the same columns, the same
   * record of a relation, or the same value of an SQL expression with a name.
   *
   * @example
   * ```ts
   * await City.where({ capital: false }).groupBy("country").count();
   * // select "country_id", count(*) as "count" from "cities" where "capital" = $1 group by "country_id"
   * // select … from "countries" where "id" = any($1)
   * await City.where({ capital: false }).groupBy({ initial: sql<string>`left(name, 1)` }).count();
   * // select left(name, 1) as "initial", count(*) as "count" from "cities" where "capital" = $1 group by 1
   * ```
   *
   * @throws UnknownColumnError for a name that is no column and no relation
   * @throws InvalidArgumentError for what rows cannot be grouped by
   */
  groupBy<const G extends readonly GroupKey<T>[]>(
    ...keys: G
  ): GroupedQuery<T, G>;
  /**
   * Sets columns of every record, and gives their number. The time of the update
   * and the version go along; no version is checked.
   *
   * @example
   * ```ts
   * await City.where({ population: { gt: 1e6 } }).updateAll({ capital: true });
   * // update "cities" set "capital" = $1 where "population" > $2
   * await City.orderBy({ id: "asc" }).limit(1).updateAll({ population: sql`population + ${1}` }, { all: true });
   * // update "cities" set "population" = population + $1
   * //   where "id" = any(array(select "id" from "cities" order by "id" limit $2 for no key update))
   * ```
   *
   * @throws MissingConditionError when there is no condition, unless `all` is true
   * @throws UnknownAttributeError when the model has no such property
   * @throws InvalidArgumentError when nothing is set, or a key, version or class
   */
  updateAll(values: UpdateAll<T>, options?: WriteAllOptions): Promise<number>;
  /**
   * Deletes every record, and gives their number; of a model with `@SoftDelete`,
   * marks those that are alive as deleted.
   *
   * @example
   * ```ts
   * await City.where({ population: { lt: 100 } }).deleteAll();
   * // delete from "cities" where "population" < $1
   * ```
   *
   * @throws MissingConditionError when there is no condition, unless `all` is true
   * @throws InvalidArgumentError of nothing but deleted records
   */
  deleteAll(options?: WriteAllOptions): Promise<number>;
  /**
   * Deletes the row of every record for good, also of a model with `@SoftDelete`,
   * and gives their number.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.onlyDeleted().where({ deletedAt: { lt: new Date("2026-01-01") } }).reallyDeleteAll();
   * // delete from "notes" where "deleted_at" < $1 and "deleted_at" is not null
   * ```
   *
   * @throws MissingConditionError when there is no condition, unless `all` is true
   */
  reallyDeleteAll(options?: WriteAllOptions): Promise<number>;
}
