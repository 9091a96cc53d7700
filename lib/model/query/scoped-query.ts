import { allowDeleted } from "../../query/standing";
import type { QueryScopes } from "../../typing/query/query-scopes";
import { QueryState } from "./query-state";

/** The part of a query that says what stands for its model. */
export abstract class ScopedQuery extends QueryState implements QueryScopes {
  withDeleted(): this {
    return this.change({ deleted: allowDeleted(this.data, "with") });
  }

  onlyDeleted(): this {
    return this.change({ deleted: allowDeleted(this.data, "only") });
  }

  unscoped(): this {
    return this.change({ unscoped: true });
  }
}
