import type { UpdateAll } from "../../typing/create";
import type { ModelOf } from "../../typing/keys";
import type { WriteAllOptions } from "../../typing/query/query-verbs";
import { queryModel } from "./query-model";
import { StatedModel } from "./stated-model";

/** Statics: what writes every record in one statement. */
export abstract class ChangedModel extends StatedModel {
  /**
   * Sets columns of every record, and gives their number; see `updateAll` of a
   * query, which has conditions.
   *
   * @example
   * ```ts
   * await City.updateAll({ capital: false }, { all: true });   // update "cities" set "capital" = $1
   * await City.updateAll({ capital: false });   // throws MissingConditionError
   * ```
   *
   * @throws MissingConditionError unless `all` is true
   */
  static async updateAll<T extends object>(
    this: ModelOf<T>,
    values: UpdateAll<T>,
    options?: WriteAllOptions,
  ): Promise<number> {
    return queryModel<T>(this).updateAll(values, options);
  }

  /**
   * Deletes every record, and gives their number; of a model with `@SoftDelete`,
   * marks them deleted.
   *
   * @example
   * ```ts
   * await City.deleteAll({ all: true });   // delete from "cities"
   * await City.deleteAll();   // throws MissingConditionError
   * ```
   *
   * @throws MissingConditionError unless `all` is true
   */
  static async deleteAll(
    this: ModelOf<object>,
    options?: WriteAllOptions,
  ): Promise<number> {
    return queryModel(this).deleteAll(options);
  }

  /**
   * Deletes the row of every record for good, also of a model with
   * `@SoftDelete`, and gives their number; those deleted softly stay, unless
   * `withDeleted()` stands before it.
   *
   * @example
   * ```ts
   * @Table()
   * class Note extends ManagedObject {
   *   @PrimaryKey() declare id: number;
   *   @SoftDelete() declare deletedAt: Date | null;
   * }
   *
   * await Note.reallyDeleteAll({ all: true });   // delete from "notes" where "deleted_at" is null
   * await Note.withDeleted().reallyDeleteAll({ all: true });   // delete from "notes"
   * ```
   *
   * @throws MissingConditionError unless `all` is true
   */
  static async reallyDeleteAll(
    this: ModelOf<object>,
    options?: WriteAllOptions,
  ): Promise<number> {
    return queryModel(this).reallyDeleteAll(options);
  }
}
