import { isEmbeddable } from "../../ast/embeddable";
import {
  InvalidArgumentError,
  UndefinedConditionError,
} from "../../errors/query-error";
import type { ModelDefinition } from "../../metadata/definition";
import { isPlainObject } from "../../query/conditions/values";
import { atMost, ordered } from "../../query/ends";
import { hasRows } from "../../query/execute";
import { withKey } from "../../query/find-within";
import { loadValues, parseValues } from "../../query/load-values";
import type { KeyValue } from "../../typing/keys";
import type {
  Pluckable,
  Plucked,
  PluckedTuple,
  QueryVerbs,
} from "../../typing/query/query-verbs";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { NoUndef, Where } from "../../typing/where";
import { CalculatedQuery } from "./calculated-query";

/** The part of a query that tells something of its records without making any. */
export abstract class ValuedQuery<T>
  extends CalculatedQuery<T>
  implements QueryVerbs<T>
{
  exists(...key: readonly [] | readonly [key: KeyValue<T>]): Promise<boolean>;
  exists<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): Promise<boolean>;
  async exists(...given: readonly unknown[]): Promise<boolean> {
    // By their number: an argument that is undefined is a condition that got lost.
    return hasRows(given.length === 0 ? this.data : this.narrowed(given[0]));
  }

  async any(): Promise<boolean> {
    return hasRows(this.data);
  }

  async many(): Promise<boolean> {
    return (await this.countUpToTwo()) > 1;
  }

  async one(): Promise<boolean> {
    return (await this.countUpToTwo()) === 1;
  }

  async isEmpty(): Promise<boolean> {
    return !(await hasRows(this.data));
  }

  pluck<P extends Pluckable<T>>(value: P): Promise<Plucked<T, P>[]>;
  pluck<
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(...values: P): Promise<PluckedTuple<T, P>[]>;
  async pluck(...names: readonly unknown[]): Promise<unknown[]> {
    const values = parseValues(this.data, names, this.at("pluck"));
    const rows = await loadValues(this.data, values);
    return values.length === 1 ? rows.map(([value]) => value) : rows;
  }

  pick<P extends Pluckable<T>>(value: P): Promise<Plucked<T, P> | null>;
  pick<
    const P extends readonly [Pluckable<T>, Pluckable<T>, ...Pluckable<T>[]],
  >(...values: P): Promise<PluckedTuple<T, P> | null>;
  async pick(...names: readonly unknown[]): Promise<unknown> {
    const values = parseValues(this.data, names, this.at("pick"));
    const [row] = await loadValues(atMost(ordered(this.data), 1), values);
    if (row === undefined) return null;
    return values.length === 1 ? row[0] : row;
  }

  async ids(): Promise<KeyValue<T>[]> {
    const key = singleKey(this.data.definition);
    // A key is one record's, however often a join repeats it.
    const rows = await loadValues({ ...this.data, distinct: true }, key);
    return rows.map(([value]) => value as KeyValue<T>);
  }

  /** More than one needs no counting. */
  private countUpToTwo(): Promise<number> {
    return this.change(atMost(this.data, 2)).count();
  }

  private narrowed(given: unknown): ValuedQuery<T>["data"] {
    if (given === undefined)
      throw new UndefinedConditionError(this.at("exists"));
    return isPlainObject(given) || isEmbeddable(given)
      ? this.where(given as never).data
      : withKey(this.data, given, "exists");
  }
}

function singleKey({
  name,
  primaryKey,
}: ModelDefinition): ModelDefinition["primaryKey"] {
  if (primaryKey.length === 1) return primaryKey;
  const names = primaryKey
    .map(({ property }) => JSON.stringify(property))
    .join(", ");
  throw new InvalidArgumentError(`The key of ${name} has several columns.`, {
    hint: `Write pluck(${names}).`,
  });
}
