import { addJoins } from "../../query/add-joins";
import type { Joins } from "../../typing/joins";
import type { RelKey } from "../../typing/keys";
import type { SqlFragment } from "../../typing/sql-fragment";
import { ConditionedQuery } from "./conditioned-query";

/** The part of a query that says which further tables it reads. */
export abstract class JoinedQuery<T> extends ConditionedQuery<T> {
  joins(...relations: readonly (RelKey<T> | Joins<T> | SqlFragment)[]): this {
    const { joins } = addJoins(this.data, relations, "inner", this.at("joins"));
    return this.change({ joins });
  }

  leftJoins(...relations: readonly (RelKey<T> | Joins<T>)[]): this {
    const at = this.at("leftJoins");
    return this.change({
      joins: addJoins(this.data, relations, "left", at).joins,
    });
  }

  distinct(): this {
    return this.change({ distinct: true });
  }
}
