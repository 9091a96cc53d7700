import type { UpdateAll } from "../../typing/create";
import type { WriteAllOptions } from "../../typing/query/query-verbs";
import { deleteAll, reallyDeleteAll, updateAll } from "../write-all";
import { StatedQuery } from "./stated-query";

/** The part of a query that writes every record it gives. */
export abstract class ChangedQuery<T> extends StatedQuery<T> {
  async updateAll(
    values: UpdateAll<T>,
    options?: WriteAllOptions,
  ): Promise<number> {
    return updateAll(this.data, values, options);
  }

  async deleteAll(options?: WriteAllOptions): Promise<number> {
    return deleteAll(this.data, options);
  }

  async reallyDeleteAll(options?: WriteAllOptions): Promise<number> {
    return reallyDeleteAll(this.data, options);
  }
}
