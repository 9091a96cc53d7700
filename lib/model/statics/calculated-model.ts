import type { ModelOf } from "../../typing/keys";
import { OrderedModel } from "./ordered-model";
import { queryModel } from "./query-model";

/** Statics: what is computed of all records in the database. */
export abstract class CalculatedModel extends OrderedModel {
  /**
   * How many records there are.
   *
   * @example
   * ```ts
   * await City.count();   // select count(*) from "cities"
   * ```
   */
  static async count(this: ModelOf<object>): Promise<number> {
    return queryModel(this).count();
  }
}
