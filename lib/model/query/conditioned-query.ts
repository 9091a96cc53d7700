import { never } from "../../ast/build-expression";
import { TypeMismatchError } from "../../errors/query-error";
import {
  bothHold,
  firstHolds,
  oneHolds,
  replaceSame,
} from "../../query/combine-conditions";
import {
  mergeQueries,
  requireConditionsOnly,
} from "../../query/combine-queries";
import { narrow } from "../../query/narrow";
import { parseConditions } from "../../query/parse-conditions";
import type { Conditions } from "../../query/query-data";
import { relatedCondition } from "../../query/related/where-related";
import { describeValue } from "../../types/describe-value";
import type { QueryShape } from "../../typing/query-shape";
import type { Combinable } from "../../typing/query/query-clauses";
import type { SqlFragment } from "../../typing/sql-fragment";
import type { NoUndef, Where } from "../../typing/where";
import { ScopedQuery } from "./scoped-query";

/** The part of a query that says which records it gives. */
export abstract class ConditionedQuery<T> extends ScopedQuery {
  where<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): this {
    return this.change(bothHold(this.data, this.#parse(conditions, "where")));
  }

  whereNot<const W extends Where<T> | SqlFragment>(
    conditions: W & NoUndef<W, T>,
  ): this {
    const excluded = this.#parse(conditions, "whereNot");
    return this.change(firstHolds(this.data, excluded));
  }

  and<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this {
    return this.change(bothHold(this.data, this.#read(conditions, "and")));
  }

  or<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this {
    return this.change(oneHolds(this.data, this.#read(conditions, "or")));
  }

  not<const W extends Combinable<T>>(conditions: W & NoUndef<W, T>): this {
    return this.change(firstHolds(this.data, this.#read(conditions, "not")));
  }

  rewhere<const W extends Where<T>>(conditions: W & NoUndef<W, T>): this {
    const given = this.#parse(conditions, "rewhere");
    return this.change(replaceSame(this.data, given));
  }

  merge(other: QueryShape): this {
    const at = this.at("merge");
    if (!(other instanceof ConditionedQuery))
      throw new TypeMismatchError(at, "a query", describeValue(other));
    return this.change(mergeQueries(this.data, other.data, at));
  }

  none(): this {
    return this.change({ where: narrow(this.data.where, never) });
  }

  // The interface tells names of relations from the name of one with its conditions.
  whereHas(...named: readonly unknown[]): this {
    return this.#whereRelated(named, false, "whereHas");
  }

  whereMissing(...named: readonly unknown[]): this {
    return this.#whereRelated(named, true, "whereMissing");
  }

  #whereRelated(
    named: readonly unknown[],
    isMissing: boolean,
    method: string,
  ): this {
    const { definition, where } = this.data;
    const at = this.at(method);
    const condition = relatedCondition(definition, named, isMissing, at);
    return this.change({ where: narrow(where, condition) });
  }

  #parse(conditions: unknown, method: string): Conditions {
    return parseConditions(this.data.definition, conditions, this.at(method));
  }

  /** The conditions of another query, or those of an object or SQL. */
  #read(conditions: unknown, method: string): Conditions {
    return conditions instanceof ConditionedQuery
      ? requireConditionsOnly(this.data, conditions.data, this.at(method))
      : this.#parse(conditions, method);
  }
}
