import { both } from "../../ast/build-expression";
import { compileWhere } from "../../query/conditions/where";
import { rootScope } from "../../query/scope";
import type { QueryConditions } from "../../typing/query/query-conditions";
import type { NoUndef, Where } from "../../typing/where";
import { ScopedQuery } from "./scoped-query";

/** The part of a query that says which records it gives. */
export abstract class ConditionedQuery<T>
  extends ScopedQuery
  implements QueryConditions<T>
{
  where<const W extends Where<T>>(conditions: W & NoUndef<W, T>): this {
    const { definition, where } = this.data;
    const condition = compileWhere(
      rootScope(definition),
      conditions,
      this.at("where"),
    );
    return this.change({ where: both(where, condition) });
  }
}
