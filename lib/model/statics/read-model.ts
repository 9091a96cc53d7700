import type { ModelOf, RecordOf } from "../../typing/keys";
import { FoundModel } from "./found-model";
import { queryModel } from "./query-model";

/** Statics: the verb that reads every record. */
export abstract class ReadModel extends FoundModel {
  /**
   * Every record.
   *
   * @example
   * ```ts
   * await City.all();   // select … from "cities"
   * ```
   */
  static async all<M extends ModelOf<object>>(this: M): Promise<RecordOf<M>[]> {
    return queryModel<RecordOf<M>>(this).all();
  }
}
